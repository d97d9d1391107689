import { Inject, Injectable } from '@nestjs/common';
import { classifyGatewayAnswer } from '../contract';
import { HotichRemoteError } from '../errors';
import type { CarrierName } from '../hotich.constants';
import { HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { headersOf } from './carrier-headers';
import { ExchangeLog } from './exchange-log';
import { remoteError } from './gateway-error';
import { HttpDoor } from './http-door';
import { tokenSource } from './token-sources';

interface CachedToken {
  readonly token: string;
  /** Monotonic milliseconds. */
  readonly refreshAt: number;
}

const LEAST_MARGIN_MS = 60_000;
const MARGIN_SHARE = 0.1;

/**
 * Access tokens of the carriers: asked for once however many callers wait, kept until shortly before they expire
 * (60 s or 10 % of their life, whichever is more, but never more than half of it), dropped when a remote refuses one.
 */
@Injectable()
export class TokenService {
  private readonly cache = new Map<CarrierName, CachedToken>();
  private readonly flights = new Map<CarrierName, Promise<string>>();

  constructor(
    private readonly door: HttpDoor,
    private readonly exchanges: ExchangeLog,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /**
   * A token good for at least the margin; the empty string when the carrier is configured with `auth: 'none'`.
   *
   * @param carrier default `gateway`, the register's.
   * @throws HotichRemoteError when the token service cannot be reached, refuses the key, or answers without a token.
   */
  async getToken(carrier: CarrierName = 'gateway'): Promise<string> {
    const cached = this.cache.get(carrier);
    if (cached && performance.now() < cached.refreshAt) return cached.token;
    let flight = this.flights.get(carrier);
    if (!flight) {
      flight = this.fetch(carrier).finally(() => this.flights.delete(carrier));
      this.flights.set(carrier, flight);
    }
    return flight;
  }

  /**
   * Drops the cached token, so that the next call asks for another.
   *
   * @param rejected drop it only if it is still this one: of fifty requests refused together, one renews.
   */
  invalidate(carrier: CarrierName = 'gateway', rejected?: string): void {
    if (rejected === undefined || this.cache.get(carrier)?.token === rejected) this.cache.delete(carrier);
  }

  private async fetch(carrier: CarrierName): Promise<string> {
    const source = tokenSource(carrier, this.options);
    if (!source) return '';
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
      const headers = { ...(await headersOf(this.options[carrier]!)), ...request.headers };
      const answer = await this.door.send(carrier, {
        method: 'POST',
        url: request.url,
        headers,
        body: [request.body],
        safe: true,
      });
      status = answer.status;
      const fault = classifyGatewayAnswer(
        answer.status,
        String(answer.headers['content-type'] ?? ''),
        answer.body,
        answer.headers,
      );
      if (fault || answer.status >= 400) throw refusal(carrier, answer.status, fault);
      const { token, lifetimeMs } = source.read(answer.body);
      const margin = Math.min(Math.max(LEAST_MARGIN_MS, lifetimeMs * MARGIN_SHARE), lifetimeMs / 2);
      this.cache.set(carrier, { token, refreshAt: started + lifetimeMs - margin });
      record('ok', status);
      return token;
    } catch (error) {
      record(error instanceof HotichRemoteError ? error.kind : 'internal', status);
      throw error;
    }
  }
}

/** A token service that says 400 or 401 does not know the key; anything else is its own trouble. */
function refusal(
  carrier: CarrierName,
  status: number,
  fault: ReturnType<typeof classifyGatewayAnswer>,
): HotichRemoteError {
  if (status === 400 || status === 401 || status === 403) {
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
