import { MODULES, MODULES_V1, type Module } from './register/modules';

/**
 * What the real remotes are known to do in more than one way, or what nobody outside knows (wire contract 14).
 * Every value may be changed while the simulator runs: `remotes.behaviour.register.trangThaiAs = 'number'`.
 */
export interface Behaviour {
  /** Added before every answer of the gateway and of DVCLT, in milliseconds. @default 0 */
  latencyMs: number;
  gateway: GatewayBehaviour;
  register: RegisterBehaviour;
  registerV1: RegisterV1Behaviour;
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
  /** Modules that may travel by contract 3.0. @default all: a province that has moved everything */
  modulesV3: readonly Module[];
  /** Modules that may travel by contract 1.0. @default the eight single procedures */
  modulesV1: readonly Module[];
  /**
   * Style of the JSON payloads: both are accepted, or modules named here must come in the one given. BS is of 2025
   * unless it is named. @default 'both'
   */
  style: 'both' | Readonly<Partial<Record<Module, '2024' | '2025'>>>;
  /**
   * `maHoSoLT` and `ngayTiepNhan` exactly as seen (LTKS and LTKT have a `G22…` code; LTKH repeats maHoSoMCDT; BS has the
   * module code and a date without time), or anything well-formed. @default 'asSeen'
   */
  envelope: 'asSeen' | 'lenient';
  /**
   * `noiDangKy` in the payload must be the unit of the envelope. Both are seen equal, and an operator's tool looks units up
   * because they were not (wire contract 2.3, 11); that the register refuses it, and in which words, is this simulator's
   * own. @default true
   */
  placeMustAgree: boolean;
  /** Result field of the document in place of the module's usual one. @default null (the usual one) */
  documentKey: string | null;
  /** A dossier is found through another version of the contract than it came in by. @default false */
  queryAcrossVersions: boolean;
  /** Addresses that may call the register; others get error 101. @default null (all) */
  allowedAddresses: readonly string[] | null;
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

/** Contract 1.0, where it differs (wire contract 2.12, 4.5, 5.2). */
export interface RegisterV1Behaviour {
  /** What the register makes of the credential: `unknown` is error 100, `otherProvince` error 108. @default 'known' */
  credential: 'known' | 'unknown' | 'otherProvince';
  /** JSON type of `status` and `errorCode`. @default 'number' */
  numbersAs: JsonScalar;
  /**
   * `maDonVi` as a Long or as text; or as a Long alone, and then its framework answers text with HTTP 400 before the
   * register sees it. @default 'any'
   */
  unitCodeAs: 'any' | 'long';
  /** `value` as JSON, or as JSON text; that of `danhMuc` is always text. @default 'json' */
  valueAs: 'json' | 'text';
  /** Field that carries the details of status 2; which one it is, is not published. @default 'errorDescription' */
  detailsIn: 'errorDescription' | 'statusDescription' | 'value';
  /**
   * How a refusal looks, for which 1.0 has no status: 0 with error 500 and the reason, or 2 with the reason.
   * @default 'error'
   */
  refusalAs: 'error' | 'supplement';
  /**
   * Elements of `<hoso>` that no list of the register has, and fields beside the five of the envelope, such as files: error
   * 500, or dropped. @default 'refuse'
   */
  unknownFields: 'refuse' | 'ignore';
  /** Whether `ketQuaDangKyHS` brings the document, under the key that v3 uses. @default true */
  resultDocument: boolean;
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
      modulesV3: [...MODULES],
      modulesV1: [...MODULES_V1],
      style: 'both',
      envelope: 'asSeen',
      placeMustAgree: true,
      documentKey: null,
      queryAcrossVersions: false,
      allowedAddresses: null,
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
    registerV1: {
      credential: 'known',
      numbersAs: 'number',
      unitCodeAs: 'any',
      valueAs: 'json',
      detailsIn: 'errorDescription',
      refusalAs: 'error',
      unknownFields: 'refuse',
      resultDocument: true,
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
  Object.assign(behaviour.registerV1, patch.registerV1);
  Object.assign(behaviour.interlink, patch.interlink);
}

/** Renders a number in the JSON type that the behaviour asks for. */
export const asScalar = (value: number, as: JsonScalar): string | number => (as === 'string' ? String(value) : value);
