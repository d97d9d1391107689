import type { HotichModuleOptions } from '@hotich/nestjs';

/** What the parent may ask of a replica. */
export type Order =
  | { readonly do: 'boot'; readonly url: string; readonly options: HotichModuleOptions; readonly clockSkewMs: number }
  /** Each in a transaction of its own together with the host's row, as a controller would. */
  | { readonly do: 'submit'; readonly codes: readonly string[] }
  /** The host commits its transaction though what is submitted last was rolled back to a savepoint. */
  | { readonly do: 'submitAndChangeMind'; readonly kept: string; readonly savepoint: string; readonly whole: string }
  | { readonly do: 'receive'; readonly body: string }
  /** The wall clock jumps to be wrong by so much. */
  | { readonly do: 'setClock'; readonly skewMs: number }
  /** From the reply on the event loop stands still: a synchronous report, a huge regular expression. */
  | { readonly do: 'block'; readonly ms: number }
  /** The host's own code takes every connection of the pool. */
  | { readonly do: 'hoard'; readonly ms: number }
  | { readonly do: 'memory' }
  /** A full collection; answers with what is left. */
  | { readonly do: 'collect' };

export interface Numbered {
  readonly id: number;
  readonly order: Order;
}

export interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}
