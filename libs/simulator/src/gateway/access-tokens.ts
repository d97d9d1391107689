import { randomUUID } from 'node:crypto';
import type { GatewayBehaviour } from '../behaviour';

interface AccessToken {
  readonly value: string;
  readonly expiresAt: number;
}

export type TokenStanding = 'valid' | 'expired' | 'unknown';

/** The access tokens of one consumer key. */
export class AccessTokens {
  private current: AccessToken | undefined;
  private readonly live = new Map<string, AccessToken>();

  constructor(
    private readonly behaviour: GatewayBehaviour,
    private readonly now: () => Date,
  ) {}

  /** The token a token call answers now, with its remaining life in whole seconds. */
  issue(): { value: string; expiresInSeconds: number } {
    const now = this.now().getTime();
    if (this.behaviour.renewal !== 'remaining' || !this.current || this.current.expiresAt <= now) {
      if (this.behaviour.renewal === 'newRevokesOld') this.live.clear();
      this.current = { value: randomUUID(), expiresAt: now + this.behaviour.tokenLifetimeSeconds * 1_000 };
      this.live.set(this.current.value, this.current);
    }
    return { value: this.current.value, expiresInSeconds: Math.floor((this.current.expiresAt - now) / 1_000) };
  }

  standing(value: string): TokenStanding {
    const token = this.live.get(value);
    if (!token) return 'unknown';
    return token.expiresAt > this.now().getTime() ? 'valid' : 'expired';
  }

  /** Kills every token before its time: the next business call gets 900901. */
  revokeAll(): void {
    this.live.clear();
    this.current = undefined;
  }
}
