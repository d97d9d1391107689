/**
 * Whether the claim under which a call is made still holds. Asked right before the first byte: between the claim and the socket
 * a call may wait for a token, and a process may be stopped, for any time.
 */
export type LeaseFence = () => boolean;
