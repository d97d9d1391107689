import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import { PROVINCE_COLUMN } from '../columns';

export interface ColumnShape {
  readonly property: string;
  readonly name: string;
  /** The name, quoted. */
  readonly quoted: string;
  /** Its type, without a length, as the database calls it. */
  readonly type: string;
  readonly primary: boolean;
  /** `ma_tinh`: written with the row, and never changed. */
  readonly province: boolean;
  /** Kept as JSON text. */
  readonly json: boolean;
  /** What an entity has for what the database gives. */
  readonly read: (value: unknown) => unknown;
}

/** A table as statements speak of it. */
export interface TableShape {
  /** Where the host's schema and prefix put it, quoted. */
  readonly table: string;
  readonly columns: readonly ColumnShape[];
  /** What may be there once only, besides the primary key. */
  readonly uniques: readonly (readonly ColumnShape[])[];
}

/** By the metadata of one DataSource, which does not change once it is open. */
const SHAPES = new WeakMap<EntityMetadata, TableShape>();

export function shapeOf(manager: EntityManager, entity: EntityTarget<ObjectLiteral>): TableShape {
  const metadata = manager.connection.getMetadata(entity);
  const known = SHAPES.get(metadata) ?? readShape(metadata, manager);
  SHAPES.set(metadata, known);
  return known;
}

/** The table where the host's schema and prefix put it, quoted. */
export function tableOf(manager: EntityManager, entity: EntityTarget<ObjectLiteral>): string {
  return shapeOf(manager, entity).table;
}

function readShape(metadata: EntityMetadata, manager: EntityManager): TableShape {
  const { driver } = manager.connection;
  const shapes = new Map(
    metadata.columns.map((column) => [
      column,
      {
        property: column.propertyName,
        name: column.databaseName,
        quoted: driver.escape(column.databaseName),
        type: driver.normalizeType(column),
        primary: column.isPrimary,
        province: column.databaseName === PROVINCE_COLUMN,
        json: column.type === 'simple-json',
        read: isText(column) ? asItIs : (value: unknown): unknown => driver.prepareHydratedValue(value, column),
      },
    ]),
  );
  // A unique constraint is a unique index where the database has none.
  const uniques = [...metadata.uniques, ...metadata.indices.filter((index) => index.isUnique)];
  return {
    table: pathOf(metadata, manager),
    columns: [...shapes.values()],
    uniques: uniques.map(({ columns }) => columns.map((column) => shapes.get(column)!)),
  };
}

/** What TypeORM would find out for every value: nothing is done to it. */
function isText({ type, transformer }: EntityMetadata['columns'][number]): boolean {
  return transformer === undefined && (type === 'varchar' || type === 'text' || type === 'uuid');
}

const asItIs = (value: unknown): unknown => value;

function pathOf(metadata: EntityMetadata, manager: EntityManager): string {
  return metadata.tablePath
    .split('.')
    .map((part) => manager.connection.driver.escape(part))
    .join('.');
}
