import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Whether the claim under which a call is made still holds, asked right before its first byte. Carried beside the call and not
 * through it: between the claim and the socket it may wait for a token, and a process may be stopped, for any time.
 */
export const leaseFence = new AsyncLocalStorage<() => boolean>();
