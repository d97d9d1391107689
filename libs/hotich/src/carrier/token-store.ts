import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { CarrierName } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { dialectOf, HotichToken, tableOf } from '../persistence';
import type { FreshToken } from './token-sources';

/** How long the others wait for the one who is asking; after that somebody else asks. */
const REFRESH_MS = 15_000;

/** The tokens all processes share. Nothing here is needed to work: without the database each process asks for its own. */
@Injectable()
export class TokenStore {
  private readonly owner = uuid();

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /** The shared token of this account, with its whole life and its age. */
  async read(carrier: CarrierName): Promise<(FreshToken & { ageMs: number }) | undefined> {
    const [row] = await this.dataSource.query<{ sealed: string | null; lifetime: string; age: string }[]>(
      `select sealed, expires_at - issued_at as lifetime, ${this.now} - issued_at as age
       from ${this.table} where environment = $1 and carrier = $2 and account = $3`,
      [this.options.environment, carrier, this.account(carrier)],
    );
    const token = row?.sealed ? this.open(carrier, row.sealed) : undefined;
    return row && token !== undefined ? { token, lifetimeMs: Number(row.lifetime), ageMs: Number(row.age) } : undefined;
  }

  /** True for the one process that is to ask for the next token. */
  async mayRefresh(carrier: CarrierName): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `with mine as (
         insert into ${this.table} as t (environment, carrier, account, sealed, issued_at, expires_at, refresh_owner, refresh_until)
         values ($1, $2, $3, null, 0, 0, $4, ${this.now} + ${REFRESH_MS})
         on conflict (environment, carrier) do update set
           refresh_owner = $4, refresh_until = ${this.now} + ${REFRESH_MS},
           sealed = case when t.account = $3 then t.sealed end, account = $3
         where t.refresh_until < ${this.now} or t.refresh_owner = $4 or t.account <> $3 returning 1)
       select * from mine`,
      [this.options.environment, carrier, this.account(carrier), this.owner],
    );
    return rows.length > 0;
  }

  async write(carrier: CarrierName, { token, lifetimeMs }: FreshToken): Promise<void> {
    await this.dataSource.query(
      `update ${this.table} set sealed = $4, issued_at = ${this.now}, expires_at = ${this.now} + $5, refresh_owner = null, refresh_until = 0
       where environment = $1 and carrier = $2 and account = $3`,
      [this.options.environment, carrier, this.account(carrier), this.seal(carrier, token), Math.round(lifetimeMs)],
    );
  }

  /** Asking failed: the next process may try at once. */
  async release(carrier: CarrierName): Promise<void> {
    await this.dataSource.query(
      `update ${this.table} set refresh_owner = null, refresh_until = 0 where environment = $1 and carrier = $2 and refresh_owner = $3`,
      [this.options.environment, carrier, this.owner],
    );
  }

  private get table(): string {
    return tableOf(this.dataSource.manager, HotichToken);
  }

  private get now(): string {
    return dialectOf(this.dataSource).nowMs;
  }

  /** What the token is issued to, unreadable. */
  private account(carrier: CarrierName): string {
    return createHash('sha256')
      .update(`account\0${this.secret(carrier)}`)
      .digest('hex');
  }

  private secret(carrier: CarrierName): string {
    const { gateway, interlink } = this.options;
    return JSON.stringify(
      carrier === 'gateway'
        ? [gateway.tokenUrl, gateway.consumerKey, gateway.consumerSecret]
        : [interlink?.baseUrl, interlink?.credentials],
    );
  }

  private key(carrier: CarrierName): Buffer {
    return Buffer.from(hkdfSync('sha256', this.secret(carrier), '', 'hotich token', 32));
  }

  private seal(carrier: CarrierName, token: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key(carrier), iv);
    const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** Undefined for what another account sealed. */
  private open(carrier: CarrierName, text: string): string | undefined {
    const bytes = Buffer.from(text, 'base64');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key(carrier), bytes.subarray(0, 12), { authTagLength: 16 });
      decipher.setAuthTag(bytes.subarray(12, 28));
      return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      return undefined;
    }
  }
}
