/**
 * What the real remotes are known to do in more than one way, or what nobody outside knows (wire contract 14).
 * Every value may be changed while the simulator runs: `remotes.behaviour.register.trangThaiAs = 'number'`.
 */
export interface Behaviour {
  /** Added before every answer of the gateway and of DVCLT, in milliseconds. @default 0 */
  latencyMs: number;
  gateway: GatewayBehaviour;
  register: RegisterBehaviour;
  interlink: InterlinkBehaviour;
}

export interface GatewayBehaviour {
  /** What a business call must carry; `none` is an inner proxy that adds the token itself. @default 'bearer' */
  auth: 'bearer' | 'bearer+lgsp' | 'none';
  /** Life of an access token in seconds. @default 3600 */
  tokenLifetimeSeconds: number;
  /**
   * What a token call answers while a token lives: the same token with its remaining life (WSO2's habit), a further one,
   * or a further one that kills the token before it. @default 'remaining'
   */
  renewal: 'remaining' | 'new' | 'newRevokesOld';
  /** Business calls allowed per second and consumer key; beyond it 429 with fault 900803. @default null (no limit) */
  requestsPerSecond: number | null;
}

export interface RegisterBehaviour {
  /** JSON type of `status` in the answer to a submission. @default 'string' */
  submitStatusAs: JsonScalar;
  /** JSON type of `status` in the answer to a status query. @default 'number' */
  queryStatusAs: JsonScalar;
  /** JSON type of `trangThai` in a status item; both are attested. @default 'string' */
  trangThaiAs: JsonScalar;
  /** How "nothing found" looks. @default 'array' */
  emptyValueAs: 'array' | 'null';
  /** A code the register does not hold is left out, or comes back as an item with `errors`. @default 'omit' */
  unknownCode: 'omit' | 'errorItem';
  /** A submission for a dossier at 2 replaces its content, or is answered "đã được tiếp nhận" and dropped. @default 'replace' */
  afterSupplement: 'replace' | 'alreadyReceived';
  /** Sentences one per line, or in the damaged form where the newline has become a bare `n`. @default 'newline' */
  validationText: 'newline' | 'glued';
  /** Codes allowed in one status query. @default null (no limit) */
  maxCodesPerQuery: number | null;
  /** Decoded bytes allowed in one attachment. @default null (no limit) */
  maxAttachmentBytes: number | null;
}

export interface InterlinkBehaviour {
  /** Life of a DVCLT token in seconds. @default 3600 */
  tokenLifetimeSeconds: number;
  /** HTTP status that goes with a refused report; the body says 400 either way. @default 400 */
  errorHttpStatus: 200 | 400;
  /**
   * The status a dossier already stands at, sent again (2, 3 or 7; the others have sentences of their own):
   * answered as success without a further effect, or refused as illogical. @default 'idempotent'
   */
  repeatedReport: 'idempotent' | 'illogical';
  /** Every undelivered dossier stands twice in the list. @default false */
  duplicateList: boolean;
}

export type JsonScalar = 'string' | 'number';

/** Any part of a {@link Behaviour}; the rest keeps its value. */
export type BehaviourPatch = {
  [K in keyof Behaviour]?: Behaviour[K] extends object ? Partial<Behaviour[K]> : Behaviour[K];
};

export function defaultBehaviour(): Behaviour {
  return {
    latencyMs: 0,
    gateway: { auth: 'bearer', tokenLifetimeSeconds: 3600, renewal: 'remaining', requestsPerSecond: null },
    register: {
      submitStatusAs: 'string',
      queryStatusAs: 'number',
      trangThaiAs: 'string',
      emptyValueAs: 'array',
      unknownCode: 'omit',
      afterSupplement: 'replace',
      validationText: 'newline',
      maxCodesPerQuery: null,
      maxAttachmentBytes: null,
    },
    interlink: {
      tokenLifetimeSeconds: 3600,
      errorHttpStatus: 400,
      repeatedReport: 'idempotent',
      duplicateList: false,
    },
  };
}

/** Writes the patch into the behaviour in place, so that everyone who holds it sees the change. */
export function changeBehaviour(behaviour: Behaviour, patch: BehaviourPatch): void {
  if (patch.latencyMs !== undefined) behaviour.latencyMs = patch.latencyMs;
  Object.assign(behaviour.gateway, patch.gateway);
  Object.assign(behaviour.register, patch.register);
  Object.assign(behaviour.interlink, patch.interlink);
}

/** Renders a number in the JSON type that the behaviour asks for. */
export const asScalar = (value: number, as: JsonScalar): string | number => (as === 'string' ? String(value) : value);
