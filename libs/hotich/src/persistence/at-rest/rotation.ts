import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { HotichSetupError } from '../../errors';
import { HOTICH_DATA_SOURCE } from '../../hotich.internal-constants';
import { EnvironmentFence } from '../environment-fence';
import { AtRest } from './at-rest';
import { SealedTable } from './sealed-table';

export interface RotateOptions {
  /** Rows per transaction. Default 50. */
  readonly batchSize?: number;
}

export interface RotationSummary {
  /** Rows sealed anew, by table. */
  readonly rewritten: Readonly<Record<string, number>>;
  /** Rows still plain or under another key: held by somebody all the while, or unreadable. 0: the other keys may go. */
  readonly left: number;
  /** Those of them that no given key opens. */
  readonly unreadable: number;
}

/** A row that was locked is met again in the next sweep; one that is held longer is left for the next call. */
const SWEEPS = 5;

/** Brings every stored value under the current key. What is left to do stands in the rows: stop anywhere, start again. */
@Injectable()
export class Rotation {
  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly atRest: AtRest,
    private readonly environment: EnvironmentFence,
  ) {}

  /** @throws HotichSetupError when no key is given; HotichEnvironmentError in the other environment's database. */
  async run({ batchSize = 50 }: RotateOptions = {}): Promise<RotationSummary> {
    const { keyring } = this.atRest;
    await this.environment.passed();
    if (!keyring.on) throw noKeys();
    await keyring.renew();
    const rewritten: Record<string, number> = {};
    let left = 0;
    let unreadable = 0;
    for (const metadata of this.atRest.sealedEntities()) {
      const table = new SealedTable(this.dataSource, metadata, keyring.current.id);
      let rows = 0;
      let sweep = await table.sweep(batchSize);
      for (let i = 1; sweep.rewritten > 0 && i < SWEEPS; i++) {
        rows += sweep.rewritten;
        sweep = await table.sweep(batchSize);
      }
      rows += sweep.rewritten;
      if (rows > 0) rewritten[table.name] = rows;
      left += await table.count();
      unreadable += sweep.unreadable;
    }
    return { rewritten, left, unreadable };
  }
}

function noKeys(): HotichSetupError {
  return new HotichSetupError(
    { vi: 'Chưa cấu hình khóa mã hóa', en: 'No encryption key is configured' },
    {
      vi: 'Thêm encryption: { keys: [{ id, key }] } vào HotichModule.forRoot()',
      en: 'Add encryption: { keys: [{ id, key }] } to HotichModule.forRoot()',
    },
  );
}
