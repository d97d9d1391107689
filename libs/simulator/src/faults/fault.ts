/** How the answer is spoilt. JSON all the way, so that the control API can take a fault as it is. */
export type FaultAction =
  /** The true answer, late at most. */
  | { readonly kind: 'trueAnswer' }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** A WSO2 fault; JSON or XML as the caller's `Accept` asks. */
  | { readonly kind: 'gatewayFault'; readonly code: string; readonly headers?: Readonly<Record<string, string>> }
  /** TCP reset, not one byte answered. */
  | { readonly kind: 'reset' }
  /** Silence until the client gives up. */
  | { readonly kind: 'hang' }
  /** The full Content-Length is promised, half of it sent, then the connection is cut. */
  | { readonly kind: 'halfBody' }
  /** The true answer, `bytes` at a time. */
  | { readonly kind: 'trickle'; readonly bytes: number; readonly everyMs: number }
  /** The true answer followed by blanks (legal JSON) up to this length. */
  | { readonly kind: 'padded'; readonly bytes: number }
  /** The true answer with the dossier's code replaced. */
  | { readonly kind: 'otherDossier'; readonly code: string };

export interface Fault {
  /** Shown in the call log. */
  readonly name: string;
  /** Whether the remote does its work before the answer is spoilt: "accepted, then timed out". */
  readonly takesEffect: boolean;
  /** Wait before the work, milliseconds. */
  readonly delayBeforeMs?: number;
  /** Wait between the work and the answer, milliseconds. */
  readonly delayAfterMs?: number;
  readonly action: FaultAction;
}

/** Which calls of the operation are meant. All that are given must fit. */
export interface FaultTarget {
  readonly dossier?: string;
  readonly module?: string;
  readonly statusSent?: number;
  readonly caller?: string;
}
