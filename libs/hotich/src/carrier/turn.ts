/** A lane's leave to have one request in flight. It goes with every request the lane makes, down to the socket. */
export interface Turn {
  /**
   * Whether the claim under which the request is made still holds. Asked right before the first byte: between the claim and the
   * socket a call may wait for a token, and a process may be stopped, for any time.
   */
  holds(): boolean;
  /**
   * Called before each request; resolves when it may go: after an answer when another is in flight no more. Each but the first is paid for
   * out of the carrier's rate, of which its work took one.
   *
   * @returns undefined the first time: it may go at once.
   */
  comes(): Promise<void> | undefined;
  /** The request has its answer: another may go. */
  passes(): void;
}
