import type { Bilingual } from '../../errors';

/** Who can do something about a fault. */
export type FaultOwner = 'province' | 'carrier' | 'remote';

/** An answer that did not come from the business service, or not in its language. */
export interface GatewayFault {
  /**
   * `transient`: certainly not taken, send again. `unknown`: may have been taken, ask first. `configuration`: people must
   * act. `permanent`: this request will never pass as it is.
   */
  readonly kind: 'transient' | 'unknown' | 'configuration' | 'permanent';
  /** Fault code of the gateway, for example `900901`. */
  readonly faultCode?: string;
  /** Wait the remote asks for, milliseconds, between 1 s and 15 min. */
  readonly retryAfterMs?: number;
  /** True when the business service cannot have seen the request; false exactly for kind `unknown`. */
  readonly certainNotDelivered: boolean;
  /** The access token was refused: drop it and get another; try again at once only if certainly not delivered. */
  readonly tokenRejected: boolean;
  readonly message: Bilingual;
  /** What the remote said of it, long numbers hidden. May name a person. */
  readonly said?: string;
  readonly remedy: Bilingual;
  readonly whom: FaultOwner;
}

/** Response headers as Node gives them. */
export type WireHeaders = Readonly<Record<string, string | readonly string[] | number | undefined>>;
