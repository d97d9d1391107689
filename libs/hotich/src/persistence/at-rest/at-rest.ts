import { createHmac, hash } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DataSource, EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import type { Environment } from '../../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../../hotich.internal-constants';
import { loggerOf } from '../../hotich.logger';
import { sealedUnder } from './cipher';
import type { HotichKeyProvider } from './key-provider';
import { Keyring } from './keyring';
import { placeOf } from './place';
import { untouched } from './sealed-cell';
import { type SealedAs, sealedColumns } from './sealed-columns';
import { SealedReader } from './sealed-reader';

/** Whose keys a DataSource's rows are sealed with: two applications in one process never share them. */
const BY_DATA_SOURCE = new WeakMap<DataSource, AtRest>();

/** Hash of a text, for one purpose. */
export type Digest = (purpose: string, text: string) => string;

export interface Digests {
  /** Undefined when no key is given. */
  readonly keyed?: Digest;
  readonly plain: Digest;
}

const ENCODE: Record<SealedAs, (value: unknown) => Buffer> = {
  json: (value) => Buffer.from(JSON.stringify(value)),
  text: (value) => Buffer.from(value as string),
  base64: (value) => Buffer.from(value as string, 'base64'),
};

/** Personal data at rest: sealed on its way into the table, opened on its way out. */
@Injectable()
export class AtRest implements OnModuleInit {
  readonly keyring: Keyring;
  private readonly readers = new Map<EntityMetadata, SealedReader>();

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS)
    options: {
      readonly environment: Environment;
      readonly encryption?: HotichKeyProvider;
      readonly foreignKeyIds: readonly string[];
    },
  ) {
    this.keyring = new Keyring(options.encryption, loggerOf(options), options.foreignKeyIds);
  }

  /** Also without keys: a row that somebody has sealed must be refused then, not sent as it stands. */
  onModuleInit(): void {
    BY_DATA_SOURCE.set(this.dataSource, this);
    for (const metadata of this.sealedEntities()) {
      const reader = new SealedReader(metadata, this.keyring);
      this.readers.set(metadata, reader);
      this.dataSource.subscribers.push(reader);
    }
  }

  sealedEntities(): EntityMetadata[] {
    return this.dataSource.entityMetadatas.filter((metadata) => sealedColumns(metadata.target).size > 0);
  }

  /**
   * How hashes are made, told apart by their length: with `encryption.hashKey` 43 characters of base64url, without 64 of hex.
   * The keys must be ready, which they are inside every unit of work.
   */
  get digests(): Digests {
    const { hashKey } = this.keyring;
    const plain: Digest = (purpose, text) => hash('sha256', `${purpose}\0${text}`, 'hex');
    if (!hashKey) return { plain };
    return {
      plain,
      keyed: (purpose, text) => createHmac('sha256', hashKey).update(`${purpose}\0${text}`).digest('base64url'),
    };
  }

  /** The keyed hash where there is a key, the plain one where there is none. */
  digest(purpose: string, text: string): string {
    const { keyed, plain } = this.digests;
    return (keyed ?? plain)(purpose, text);
  }

  readerOf(metadata: EntityMetadata): SealedReader | undefined {
    return this.readers.get(metadata);
  }

  /**
   * What is stored in place of the row's own values. One that nobody has looked at, and that the current key sealed, stays as it is.
   *
   * @param changed properties that are written; the others are not looked at. Default: all.
   */
  seals(row: ObjectLiteral, metadata: EntityMetadata, changed?: ReadonlySet<string>): Seals {
    const { current } = this.keyring;
    const seals = new Map<string, string>();
    for (const [property, as] of sealedColumns(metadata.target)) {
      if (changed && !changed.has(property)) continue;
      const before = untouched(row, property);
      if (before !== undefined && sealedUnder(before) === current.id) seals.set(property, before);
      else {
        const value: unknown = row[property];
        if (value === null || value === undefined) continue;
        seals.set(property, current.seal(ENCODE[as](value), placeOf(metadata, property, row)));
      }
    }
    return seals;
  }
}

/** Sealed texts by property. */
type Seals = ReadonlyMap<string, string>;

/** How rows of an entity are sealed; undefined where none of it is, or the application has no keys. */
export async function sealerOf(
  manager: EntityManager,
  entity: EntityTarget<ObjectLiteral>,
): Promise<((row: ObjectLiteral, changed?: ReadonlySet<string>) => Seals) | undefined> {
  const atRest = sealedColumns(entity).size > 0 ? BY_DATA_SOURCE.get(manager.connection) : undefined;
  if (!atRest?.keyring.on) return undefined;
  await atRest.keyring.ready();
  const metadata = manager.connection.getMetadata(entity);
  return (row, changed) => atRest.seals(row, metadata, changed);
}

/** Opens rows that were read past TypeORM's own loading. */
export async function openRows(
  manager: EntityManager,
  entity: EntityTarget<ObjectLiteral>,
  rows: readonly object[],
): Promise<void> {
  const reader = BY_DATA_SOURCE.get(manager.connection)?.readerOf(manager.connection.getMetadata(entity));
  if (!reader) return;
  for (const row of rows) {
    // Awaited only where a key has to be fetched, which is hardly ever.
    const fetching = reader.afterLoad(row);
    if (fetching) await fetching;
  }
}

/** Resolves when the keys of this database are at hand. */
export async function keysReady(manager: EntityManager): Promise<void> {
  await BY_DATA_SOURCE.get(manager.connection)?.keyring.ready();
}
