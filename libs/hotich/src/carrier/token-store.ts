import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, ObjectLiteral } from 'typeorm';
import type { CarrierName } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { dialectOf, HotichToken, insertRows, ours, uuid } from '../persistence';
import type { FreshToken } from './token-sources';

/** Whoever asks says so again three times in this time; when he has been silent for so long, somebody else asks. */
export const REFRESH_MS = 3_000;
const NOBODY = { refreshOwner: null, refreshUntil: new Date(0) };

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
    const row = await this.dataSource.manager
      .createQueryBuilder(HotichToken, 't')
      .select('t.sealed', 'sealed')
      .addSelect('t.expiresAt - t.issuedAt', 'lifetime')
      .addSelect(`${this.now} - t.issuedAt`, 'age')
      .where({ ...this.mine(carrier), account: this.account(carrier) })
      .getRawOne<{ sealed: string | null; lifetime: string; age: string }>();
    const token = row?.sealed ? this.open(carrier, row.sealed) : undefined;
    return row && token !== undefined ? { token, lifetimeMs: Number(row.lifetime), ageMs: Number(row.age) } : undefined;
  }

  /** True for the one process that is to ask for the next token. */
  async mayRefresh(carrier: CarrierName): Promise<boolean> {
    const account = this.account(carrier);
    const never = new Date(0);
    const nothing = { sealed: null, issuedAt: never, expiresAt: never, ...NOBODY };
    await insertRows(this.dataSource.manager, HotichToken, [{ ...this.key(carrier), account, ...nothing }], {
      ignoreConflicts: true,
    });
    const mine = await this.dataSource.manager
      .createQueryBuilder()
      .update(HotichToken)
      .set({ refreshOwner: this.owner, refreshUntil: () => `${this.now} + ${REFRESH_MS}` })
      .where(this.mine(carrier))
      // Also where it is another account's: taken from him, his token would never be written, nor ours, which he takes in turn.
      .andWhere(`(refresh_until < ${this.now} or refresh_owner = :owner)`)
      .setParameters({ owner: this.owner })
      .execute();
    return mine.affected === 1;
  }

  /** Does the work while this process keeps its turn. */
  async keepingTurn<T>(carrier: CarrierName, work: () => Promise<T>): Promise<T> {
    const keep = () => this.update(this.turn(carrier), { refreshUntil: () => `${this.now} + ${REFRESH_MS}` });
    const beat = setInterval(() => void keep().catch(() => undefined), REFRESH_MS / 3);
    try {
      return await work();
    } finally {
      clearInterval(beat);
    }
  }

  /** False, and nothing is written, when the turn has passed to another: his token is the younger one. */
  write(carrier: CarrierName, { token, lifetimeMs }: FreshToken): Promise<boolean> {
    return this.update(this.turn(carrier), {
      account: this.account(carrier),
      sealed: this.seal(carrier, token),
      issuedAt: () => this.now,
      expiresAt: () => `${this.now} + ${Math.round(lifetimeMs)}`,
      ...NOBODY,
    });
  }

  /** Asking failed: the next process may try at once. */
  async release(carrier: CarrierName): Promise<void> {
    await this.update(this.turn(carrier), NOBODY);
  }

  private async update(where: ObjectLiteral, set: object): Promise<boolean> {
    const { affected } = await this.dataSource.manager
      .createQueryBuilder()
      .update(HotichToken)
      .set(set)
      .where(where)
      .execute();
    return affected === 1;
  }

  /** The row while it is this process's turn. */
  private turn(carrier: CarrierName) {
    return { ...this.mine(carrier), refreshOwner: this.owner };
  }

  private key(carrier: CarrierName) {
    return { environment: this.options.environment, carrier };
  }

  private mine(carrier: CarrierName) {
    return { ...this.key(carrier), ...ours(this.dataSource.manager) };
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

  private cipherKey(carrier: CarrierName): Buffer {
    return Buffer.from(hkdfSync('sha256', this.secret(carrier), '', 'hotich token', 32));
  }

  private seal(carrier: CarrierName, token: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.cipherKey(carrier), iv);
    const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** Undefined for what another account sealed. */
  private open(carrier: CarrierName, text: string): string | undefined {
    const bytes = Buffer.from(text, 'base64');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.cipherKey(carrier), bytes.subarray(0, 12), {
        authTagLength: 16,
      });
      decipher.setAuthTag(bytes.subarray(12, 28));
      return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      return undefined;
    }
  }
}
