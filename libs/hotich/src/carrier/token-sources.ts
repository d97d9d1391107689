import { parseInstant } from '../contract';
import { HotichRemoteError } from '../errors';
import type { CarrierName } from '../hotich.constants';
import type { ResolvedOptions } from '../hotich.options.resolve';

export interface TokenRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface FreshToken {
  readonly token: string;
  /** Life left when it was issued, in ms. */
  readonly lifetimeMs: number;
}

/** How one carrier's tokens are asked for and read. Undefined: the carrier uses none. */
export interface TokenSource {
  readonly request: TokenRequest;
  /** @param answeredAt the instant by which an end of its life is meant. */
  read(body: string, answeredAt: Date): FreshToken;
}

export function tokenSource(carrier: CarrierName, options: ResolvedOptions): TokenSource | undefined {
  return carrier === 'gateway'
    ? gatewaySource(options.gateway)
    : options.interlink && interlinkSource(options.interlink);
}

/** WSO2 client credentials (wire contract 1.1, attested A): Basic key:secret, form body, `expires_in` in seconds. */
function gatewaySource(gateway: ResolvedOptions['gateway']): TokenSource | undefined {
  if (gateway.auth === 'none') return undefined;
  return {
    request: {
      url: gateway.tokenUrl,
      headers: {
        authorization: `Basic ${Buffer.from(`${gateway.consumerKey}:${gateway.consumerSecret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    },
    read: (body) => {
      const { access_token: token, expires_in: life } = fields('gateway', body);
      // A token that is over when it comes would be asked for anew before every request.
      const seconds = Number(life) > 0 ? Number(life) : 3_600;
      return { token: text('gateway', token), lifetimeMs: storable(seconds * 1_000) };
    },
  };
}

/** DVCLT's accounts (wire contract 1.3, attested C): either family answers `{token}`; its life is seldom said. */
function interlinkSource(interlink: NonNullable<ResolvedOptions['interlink']>): TokenSource {
  return {
    request: {
      url: interlink.baseUrl + interlink.paths.token,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(interlink.credentials),
    },
    read: (body, answeredAt) => {
      const answer = fields('interlink', body);
      const token = text('interlink', answer.token);
      const until = expiryOfJwt(token) ?? expiryOf(answer.expiration);
      const lifetimeMs = until - answeredAt.getTime();
      return { token, lifetimeMs: lifetimeMs > 0 ? storable(lifetimeMs) : interlink.tokenLifetimeMs };
    },
  };
}

/** WSO2 says of a token that never expires that it lives for more milliseconds than a database can count. */
function storable(lifetimeMs: number): number {
  return Math.min(lifetimeMs, 365 * 24 * 3_600_000);
}

/** NaN where it says nothing; without a zone it is Vietnamese time, as everything DVCLT writes (wire contract 9). */
function expiryOf(expiration: unknown): number {
  const end = typeof expiration === 'string' ? parseInstant(expiration) : undefined;
  return end?.getTime() ?? NaN;
}

function expiryOfJwt(token: string): number | undefined {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { exp?: unknown };
    return typeof claims.exp === 'number' ? claims.exp * 1_000 : undefined;
  } catch {
    return undefined;
  }
}

function fields(carrier: CarrierName, body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Falls through: what is not JSON is no token either.
  }
  throw unreadable(carrier);
}

function text(carrier: CarrierName, token: unknown): string {
  if (typeof token === 'string' && token.length > 0) return token;
  throw unreadable(carrier);
}

function unreadable(carrier: CarrierName): HotichRemoteError {
  return new HotichRemoteError({
    carrier,
    kind: 'transient',
    message: { vi: 'Dịch vụ cấp token trả lời không có token', en: 'The token service answered without a token' },
    remedy:
      carrier === 'gateway'
        ? {
            vi: 'Kiểm tra gateway.tokenUrl và liên hệ đơn vị cấp khóa',
            en: 'Check gateway.tokenUrl and contact the issuer of the keys',
          }
        : {
            vi: 'Kiểm tra interlink.baseUrl, interlink.paths.token và liên hệ nhóm hỗ trợ của C06',
            en: 'Check interlink.baseUrl and interlink.paths.token, and contact the C06 support group',
          },
  });
}
