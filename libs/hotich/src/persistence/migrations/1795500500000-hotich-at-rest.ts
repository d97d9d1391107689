import { type MigrationInterface, type QueryRunner, Table, TableColumn } from 'typeorm';
import { columnType } from './column-type';
import { pathOf, prefixed } from './prefixed';

/** Columns that become wide enough for a sealed value, and the length they had. */
const WIDENED = [
  { table: 'hotich_content', column: 'content_hash', length: 64, nullable: false },
  { table: 'hotich_delivery', column: 'content_hash', length: 64, nullable: true },
  { table: 'hotich_file', column: 'name', length: 255, nullable: false },
];
const CHAINED = [
  { table: 'hotich_timeline', column: 'hash' },
  { table: 'hotich_dossier', column: 'timeline_hash' },
];

/** Room for sealed values, the timeline's chain, the search terms, and whose database this is. */
export class HotichAtRest1795500500000 implements MigrationInterface {
  readonly name = 'HotichAtRest1795500500000';

  async up(runner: QueryRunner): Promise<void> {
    for (const { table, column, nullable } of WIDENED)
      await retype(runner, table, column, nullable, columnType(runner, 'text'));
    for (const { table, column } of CHAINED) {
      // Nullable: rows from before have no hash, and a version from before may still write beside this one.
      await runner.addColumn(
        prefixed(runner, table),
        new TableColumn({ name: column, ...columnType(runner, 'varchar', 64), isNullable: true }),
      );
    }
    const type = (name: string, length?: number) => columnType(runner, name, length);
    const key = (table: string) => ({ isPrimary: true, primaryKeyConstraintName: `pk_${table}` });
    await runner.createTable(
      new Table({
        name: prefixed(runner, 'hotich_search'),
        columns: [
          { name: 'dossier_id', ...type('uuid'), ...key('hotich_search') },
          { name: 'hash', ...type('varchar', 43), ...key('hotich_search') },
          { name: 'kind', ...type('varchar', 10) },
        ],
        indices: [{ name: 'ix_hotich_search_hash', columnNames: ['hash'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: prefixed(runner, 'hotich_environment'),
        columns: [
          { name: 'id', ...type('int'), ...key('hotich_environment') },
          { name: 'environment', ...type('varchar', 10) },
          { name: 'province_code', ...type('varchar', 2) },
          { name: 'fingerprint', ...type('varchar', 64) },
          { name: 'created_at', ...type('bigint') },
          { name: 'updated_at', ...type('bigint') },
        ],
      }),
    );
  }

  /**
   * What takes something away comes last: MariaDB and MySQL take back no change of a table.
   *
   * @throws Error before anything is changed where a sealed value does not fit back: it would be cut.
   */
  async down(runner: QueryRunner): Promise<void> {
    for (const widened of WIDENED) await assertFits(runner, widened);
    for (const { table, column, length, nullable } of WIDENED) {
      await retype(runner, table, column, nullable, columnType(runner, 'varchar', length));
    }
    for (const { table, column } of CHAINED) await runner.dropColumn(prefixed(runner, table), column);
    await runner.dropTable(prefixed(runner, 'hotich_search'));
    await runner.dropTable(prefixed(runner, 'hotich_environment'));
  }
}

async function assertFits(runner: QueryRunner, { table, column, length }: (typeof WIDENED)[number]): Promise<void> {
  const name = runner.connection.driver.escape(column);
  const [row] = (await runner.query(
    `select count(*) as count from ${await pathOf(runner, table)} where char_length(${name}) > ${length}`,
  )) as [{ count: string | number }];
  if (Number(row.count) === 0) return;
  throw new Error(`hotich: ${row.count} sealed value(s) of ${table}.${column} do not fit into ${length} characters`);
}

/** By hand: the portable way to change a type drops the column and makes an empty one. */
async function retype(
  runner: QueryRunner,
  table: string,
  column: string,
  nullable: boolean,
  { type, length, charset, collation }: ReturnType<typeof columnType>,
): Promise<void> {
  const { driver } = runner.connection;
  const full = length === undefined ? type : `${type}(${length})`;
  const change =
    driver.options.type === 'postgres'
      ? `alter column ${driver.escape(column)} type ${full}`
      : `modify ${driver.escape(column)} ${full} character set ${charset} collate ${collation} ${nullable ? 'null' : 'not null'}`;
  await runner.query(`alter table ${await pathOf(runner, table)} ${change}`);
}
