import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { GatewayFault } from '../contract';
import { HotichError, HotichRemoteError } from '../errors';
import type { CarrierName } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import { requestMsOf, type ResolvedOptions } from '../hotich.options.resolve';
import { EnvironmentFence } from '../persistence';
import { answeredAt } from './answered-at';
import { headersOf } from './carrier-headers';
import { ExchangeLog } from './exchange-log';
import { gatewayFaultOf, remoteError } from './gateway-error';
import { HttpDoor } from './http-door';
import { interlinkOff } from './interlink-off';
import { type FreshToken, type TokenSource, tokenSource } from './token-sources';
import { REFRESH_MS, TokenStore } from './token-store';

/** Instants in monotonic milliseconds. */
interface CachedToken {
  readonly token: string;
  readonly refreshAt: number;
  readonly expiresAt: number;
  /** It could not be renewed: the work goes on with it, and does not wait for the next try. */
  readonly late?: true;
}

const LEAST_MARGIN_MS = 60_000;
const MARGIN_SHARE = 0.1;
/** A token service that gives none is asked again after this, or a quarter of what is left of the token before. */
const LATE_MS = 5_000;
/** How often a process that waits for another's token looks for it. */
const WAIT_STEP_MS = 50;

/**
 * Access tokens of the carriers: asked for once however many callers and processes wait, kept until shortly before they expire
 * (60 s or 10 % of their life, whichever is more, but never more than half of it), dropped when a remote refuses one. Where the token
 * service gives no other, the one before is used to its very end.
 */
@Injectable()
export class TokenService {
  private readonly cache = new Map<CarrierName, CachedToken>();
  /** The token a remote refused last, lest the shared copy of it be taken for a new one. */
  private readonly refused = new Map<CarrierName, string>();
  /** When another was wished for and there was none here to refuse: what is older is not wanted. Monotonic milliseconds. */
  private readonly unwantedUntil = new Map<CarrierName, number>();
  private readonly flights = new Map<CarrierName, Promise<string>>();

  constructor(
    private readonly door: HttpDoor,
    private readonly store: TokenStore,
    private readonly exchanges: ExchangeLog,
    private readonly environment: EnvironmentFence,
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /**
   * A token good for at least the margin, or, where none can be had, the one before until it expires; the empty string when the carrier
   * is configured with `auth: 'none'`.
   *
   * @param carrier default `gateway`, the register's.
   * @throws HotichRemoteError when the token service cannot be reached, refuses the key, or answers without a token.
   * HotichEnvironmentError when this database is the other environment's.
   * HotichSetupError for `interlink` when that conversation is not configured.
   */
  async getToken(carrier: CarrierName = 'gateway'): Promise<string> {
    if (!this.options[carrier]) throw interlinkOff();
    const atHand = this.tokenAtHand(carrier);
    if (atHand !== undefined) return atHand;
    const cached = this.cache.get(carrier);
    let flight = this.flights.get(carrier);
    if (!flight) {
      flight = this.renew(carrier, cached).finally(() => this.flights.delete(carrier));
      this.flights.set(carrier, flight);
      // Beside the work nobody waits for it.
      flight.catch(() => undefined);
    }
    return cached?.late && performance.now() < cached.expiresAt ? cached.token : flight;
  }

  /**
   * {@link getToken} without waiting, for who makes many requests.
   *
   * @returns undefined where a token has to be asked for first, and for a carrier that is not configured.
   */
  tokenAtHand(carrier: CarrierName): string | undefined {
    const cached = this.cache.get(carrier);
    return cached && performance.now() < cached.refreshAt ? cached.token : undefined;
  }

  /**
   * Drops the cached token, so that the next call has another; where none is cached yet, what the processes share by now and what is being
   * asked for.
   *
   * @param rejected drop it only if it is still this one: of fifty requests refused together, one renews.
   */
  invalidate(carrier: CarrierName = 'gateway', rejected?: string): void {
    const cached = this.cache.get(carrier)?.token;
    if (rejected !== undefined && rejected !== cached) return;
    if (cached !== undefined) this.refused.set(carrier, cached);
    if (cached === undefined || (rejected === undefined && this.flights.has(carrier)))
      this.unwantedUntil.set(carrier, performance.now());
    this.cache.delete(carrier);
  }

  /** @param before what is cached, and no longer good for the margin. */
  private async renew(carrier: CarrierName, before: CachedToken | undefined): Promise<string> {
    try {
      return await this.obtain(carrier);
    } catch (error) {
      const isOfService = error instanceof HotichRemoteError && error.kind === 'transient';
      const now = performance.now();
      // Nobody has refused it meanwhile, or wished for another.
      const isGood = before !== undefined && before === this.cache.get(carrier) && now < before.expiresAt;
      if (!isOfService || !isGood) throw error;
      this.cache.set(carrier, {
        ...before,
        refreshAt: now + Math.min(LATE_MS, (before.expiresAt - now) / 4),
        late: true,
      });
      return before.token;
    }
  }

  /** The token the replicas share, or a new one that they will share: one of them asks, the others wait for it. */
  private async obtain(carrier: CarrierName): Promise<string> {
    const source = tokenSource(carrier, this.options);
    if (!source) return '';
    await this.environment.passed();
    // As long as a live one may need to ask, and one more to take over from a dead one.
    const end = performance.now() + requestMsOf(this.options[carrier]!) + 2 * REFRESH_MS;
    try {
      while (performance.now() < end) {
        const shared = await this.shared(carrier);
        if (shared !== undefined) return shared;
        const fresh = (await this.store.mayRefresh(carrier)) ? await this.refresh(carrier, source) : undefined;
        if (fresh !== undefined) return fresh;
        await sleep(WAIT_STEP_MS);
      }
    } catch (error) {
      if (error instanceof HotichError) throw error;
      // The database is away, and with it the sharing: a token of our own serves this process meanwhile.
    }
    const started = performance.now();
    return this.keep(carrier, await this.ask(carrier, source), started) ?? this.obtain(carrier);
  }

  /** Undefined when this process stood still so long that another has asked instead, or when yet another is wished for by now. */
  private async refresh(carrier: CarrierName, source: TokenSource): Promise<string | undefined> {
    try {
      // Another may have finished between our look and our turn.
      const shared = await this.shared(carrier);
      if (shared !== undefined) {
        await this.store.release(carrier);
        return shared;
      }
      const started = performance.now();
      const fresh = await this.store.keepingTurn(carrier, () => this.ask(carrier, source));
      if (!(await this.store.write(carrier, fresh))) return undefined;
      return this.keep(carrier, fresh, started);
    } catch (error) {
      // Where that fails too, the turn is over by itself; what is told is why there is no token.
      await this.store.release(carrier).catch(() => undefined);
      throw error;
    }
  }

  private async shared(carrier: CarrierName): Promise<string | undefined> {
    const read = performance.now();
    const shared = await this.store.read(carrier);
    if (!shared || shared.token === this.refused.get(carrier) || shared.ageMs >= usableMs(shared.lifetimeMs)) {
      return undefined;
    }
    return this.keep(carrier, shared, read - shared.ageMs);
  }

  /**
   * Undefined, and it is refused, when another was wished for since.
   *
   * @param since when it was issued, at the earliest.
   */
  private keep(carrier: CarrierName, { token, lifetimeMs }: FreshToken, since: number): string | undefined {
    if (since < (this.unwantedUntil.get(carrier) ?? -Infinity)) {
      this.refused.set(carrier, token);
      return undefined;
    }
    this.refused.delete(carrier);
    this.cache.set(carrier, { token, refreshAt: since + usableMs(lifetimeMs), expiresAt: since + lifetimeMs });
    return token;
  }

  private async ask(carrier: CarrierName, source: TokenSource): Promise<FreshToken> {
    const started = performance.now();
    const { request } = source;
    const record = (outcome: string, httpStatus?: number) =>
      this.exchanges.record({
        carrier,
        operation: `${carrier}.token`,
        codes: [],
        outcome,
        ...(httpStatus === undefined ? {} : { httpStatus }),
        requestBytes: request.body.length,
        durationMs: performance.now() - started,
      });
    let status: number | undefined;
    try {
      const options = this.options[carrier]!;
      const headers = { ...(await headersOf(carrier, options, requestMsOf(options))), ...request.headers };
      const answer = await this.door.send(carrier, {
        method: 'POST',
        url: request.url,
        headers,
        body: [request.body],
        safe: true,
      });
      status = answer.status;
      const at = await answeredAt(answer, this.dataSource.manager);
      const fault = gatewayFaultOf(answer, at);
      if (fault || answer.status >= 400) throw refusal(carrier, answer.status, fault);
      const fresh = source.read(answer.body, at);
      record('ok', status);
      return fresh;
    } catch (error) {
      record(error instanceof HotichRemoteError ? error.kind : 'internal', status);
      throw error;
    }
  }
}

/** How much of a token's life it is used for. */
function usableMs(lifetimeMs: number): number {
  return lifetimeMs - Math.min(Math.max(LEAST_MARGIN_MS, lifetimeMs * MARGIN_SHARE), lifetimeMs / 2);
}

/** A token service that says 400 or 401 does not know the key; anything else is its own trouble, or something in front of it. */
function refusal(carrier: CarrierName, status: number, fault: GatewayFault | undefined): HotichRemoteError {
  if (status === 400 || status === 401) {
    return new HotichRemoteError({
      carrier,
      kind: 'configuration',
      httpStatus: status,
      message: { vi: 'Khóa kết nối không được chấp nhận', en: 'The connection key is not accepted' },
      remedy: {
        vi: 'Kiểm tra consumerKey/consumerSecret (hoặc tài khoản DVCLT) đúng môi trường; hỏi đơn vị cấp khóa nếu vừa đổi',
        en: 'Check consumerKey/consumerSecret (or the DVCLT account) for this environment; ask the issuer if it was just changed',
      },
    });
  }
  return remoteError(carrier, status, fault, true);
}
