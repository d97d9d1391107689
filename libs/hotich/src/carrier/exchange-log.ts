import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { CarrierName } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import { loggerOf } from '../hotich.logger';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { databaseNow, HotichExchange, insertRows, uuid } from '../persistence';
import { masked } from './masking';

export interface ExchangeRecord {
  readonly carrier: CarrierName;
  readonly operation: string;
  readonly codes: readonly string[];
  readonly outcome: string;
  readonly httpStatus?: number;
  readonly requestBytes: number;
  readonly durationMs: number;
  readonly answer?: string;
  /** Bytes on the wire; default those of `answer`, which may lack documents that were put aside. */
  readonly responseBytes?: number;
  /** The answer could not be read: it is kept as it came. */
  readonly raw?: string;
}

const FLUSH_MS = 100;
/** While the database is away the newest exchanges are kept, and memory stays bounded. */
const KEPT = 5_000;
/** Of what cannot be read, this much tells what it is. */
const RAW_CHARACTERS = 64_000;

/** The database's clock is asked when the row is written. */
const NOT_YET = new Date(0);

/** Every request to a remote, masked. Written in batches beside the work, so that keeping the record costs no latency. */
@Injectable()
export class ExchangeLog {
  private readonly logger = loggerOf(this.options);
  private rows: HotichExchange[] = [];
  private ages: number[] = [];
  private timer?: NodeJS.Timeout;
  private writing: Promise<void> = Promise.resolve();
  /** Some of the rows may have been written: those after them were not, or the answer was lost. */
  private repeats = false;

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /** Returns the id of the exchange, to be named in the timeline. */
  record(exchange: ExchangeRecord): string {
    const id = uuid();
    this.rows.push({
      id,
      environment: this.options.environment,
      carrier: exchange.carrier,
      operation: exchange.operation,
      codes: exchange.codes.length > 0 ? exchange.codes.join(' ') : null,
      outcome: exchange.outcome,
      httpStatus: exchange.httpStatus ?? null,
      requestBytes: exchange.requestBytes,
      responseBytes: exchange.responseBytes ?? Buffer.byteLength(exchange.answer ?? ''),
      durationMs: Math.round(exchange.durationMs),
      answer: exchange.answer === undefined ? null : masked(exchange.answer, exchange.codes),
      raw: exchange.raw?.replaceAll('\0', '').slice(0, RAW_CHARACTERS) ?? null,
      at: NOT_YET,
    });
    this.ages.push(performance.now());
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
    return id;
  }

  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    const rows = this.rows;
    const ages = this.ages;
    this.rows = [];
    this.ages = [];
    if (rows.length === 0) return;
    try {
      const now = (await databaseNow(this.dataSource.manager)).getTime();
      for (const [i, row] of rows.entries()) row.at = new Date(now - Math.round(performance.now() - ages[i]!));
      for (let i = 0; i < rows.length; i += 500) {
        const piece = rows.slice(i, i + 500);
        await insertRows(this.dataSource.manager, HotichExchange, piece, { ignoreConflicts: this.repeats });
      }
      this.repeats = false;
    } catch (error) {
      this.repeats = true;
      this.logger.warn(`exchange log: ${rows.length} rows wait (${(error as Error).constructor.name})`);
      this.rows = [...rows, ...this.rows].slice(-KEPT);
      this.ages = [...ages, ...this.ages].slice(-KEPT);
      this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS * 10);
      this.timer.unref();
    }
  }
}
