import type { EntityMetadata, EntitySubscriberInterface } from 'typeorm';
import { HotichSealError } from '../../errors';
import { sealedUnder } from './cipher';
import type { Keyring } from './keyring';
import { placeOf, rowOf } from './place';
import { putSealed } from './sealed-cell';
import { type SealedAs, sealedColumns } from './sealed-columns';

const DECODE: Record<SealedAs, (bytes: Buffer) => unknown> = {
  json: (bytes) => JSON.parse(bytes.toString()) as unknown,
  text: (bytes) => bytes.toString(),
  base64: (bytes) => bytes.toString('base64'),
};

/** Opens what is read of one entity, through whichever door of TypeORM, and keeps out what would be stored unsealed. */
export class SealedReader implements EntitySubscriberInterface<object> {
  /** As a list of objects: going through a map, or through pairs, makes something of each column again for every row. */
  private readonly columns = [...sealedColumns(this.metadata.target)].map(([property, as]) => ({ property, as }));

  constructor(
    private readonly metadata: EntityMetadata,
    private readonly keyring: Keyring,
  ) {}

  /** Only this entity: the host's own are loaded without us. */
  listenTo(): EntityMetadata['target'] {
    return this.metadata.target;
  }

  afterLoad(row: object): Promise<void> | void {
    const values = row as Record<string, unknown>;
    let fetching: Promise<unknown> | undefined;
    for (const { property, as } of this.columns) {
      const text = values[property];
      const keyId = sealedUnder(text);
      if (keyId === undefined) continue;
      putSealed(row, property, text as string, () => this.opened(row, property, text as string, keyId, as));
      // Once, for it brings all keys: of several that fail, nobody would hear the others.
      if (!this.keyring.find(keyId)) fetching ??= this.keyring.reach(keyId);
    }
    return fetching?.then(() => undefined);
  }

  beforeInsert({ entity }: { entity?: object }): void {
    this.assertSealed(entity);
  }

  beforeUpdate({ entity }: { entity?: object }): void {
    this.assertSealed(entity);
  }

  private opened(row: object, property: string, text: string, keyId: string, as: SealedAs): unknown {
    const key = this.keyring.find(keyId);
    const bytes = key?.open(text, placeOf(this.metadata, property, row));
    if (bytes) return DECODE[as](bytes);
    const column = `${this.metadata.givenTableName}.${property}`;
    throw new HotichSealError(column, rowOf(this.metadata, row), keyId, key ? 'damaged' : 'keyMissing');
  }

  /** A fault of ours, never of the host's data: only `insertRows` and `updateRows` know how to seal. */
  private assertSealed(entity: object | undefined): void {
    if (!this.keyring.on || !entity) return;
    for (const { property } of this.columns) {
      const value = (entity as Record<string, unknown>)[property];
      if (value === null || value === undefined || sealedUnder(value)) continue;
      throw new Error(`hotich: ${this.metadata.name}.${property} is written past its seal`);
    }
  }
}
