import type { CatalogOptions } from './catalog/catalog.options';
import type {
  AnswerRule,
  CodecOptions,
  ContentRule,
  ModuleCode,
  PayloadRules,
  RegisterFormMapping,
  ReportOutcome,
  RouteOverride,
  SubmissionRuleOutcome,
  VersionModules,
} from './contract';
import type { ProcedureOverride } from './catalog/procedures/procedure.types';
import type { Environment } from './hotich.constants';
import type { EncryptionOptions, HotichFileStore, HotichKeyProvider } from './persistence';

/**
 * Header values, fixed or computed for each request (LGSP wants `lgspaccesstoken` beside the bearer token).
 *
 * Where the function cannot tell them it throws, whatever it likes. That is an outage of this carrier, as if nobody had answered: nothing
 * is sent, no dossier is to blame, the breaker counts it, and all go out when the function works again. So does one that has not answered
 * within `connectTimeoutMs` and `timeoutMs` together. It is asked before every request: a token that lives for a while is its to keep.
 */
export type HeaderSource =
  | Readonly<Record<string, string>>
  | (() => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>);

/** What the file holds, as `readFileSync(file)` gives it, with or without an encoding; or several. */
type Pem = string | Buffer | (string | Buffer)[];

export interface TlsOptions {
  /** PEM of the certificate authority, when it is not a public one. */
  ca?: Pem;
  /** PEM of the client certificate and its key. */
  cert?: Pem;
  key?: Pem;
  /** Default `true`. `false` is refused in production. */
  rejectUnauthorized?: boolean;
}

/** How one remote is reached. */
export interface CarrierOptions {
  /**
   * `https://host[:port][/prefix]`, no trailing slash needed. Paths of the operations are appended, so it has no query and no fragment;
   * what authorises goes into `headers`.
   */
  baseUrl: string;
  /** Extra headers of every request; the case of their names does not matter, and no value may hold a line break. */
  headers?: HeaderSource;
  /** Time to a connected socket, in ms. Default 10,000. */
  connectTimeoutMs?: number;
  /** Time to send a request and to read the last byte of its answer, in ms: large documents on a slow line need more. Default 60,000. */
  timeoutMs?: number;
  /** Requests in flight at once, of each lane in each process. Default 8, at most 1,000. */
  concurrency?: number;
  /** Requests in flight at once over all lanes and processes of the database, at most 1,000. Default: no limit beyond `concurrency`. */
  sharedConcurrency?: number;
  /**
   * When the remote asks for less haste (429, WSO2's 9008xx), `rate` and the requests in flight are halved for all processes; every such
   * time without another refusal gives one request in flight back, in ms. Default 10,000.
   */
  recoveryMs?: number;
  /**
   * Requests per second over all processes of the database, 0.01 to 1,000,000, and how many may come at once, 1 to 1,000,000. Default:
   * no limit; of `burst`, `perSecond` rounded up.
   */
  rate?: { perSecond: number; burst?: number };
  /** After `failures` failures in a row (default 5, at most 1,000,000) nothing is sent for `openMs` (default 30,000), then one probe. */
  breaker?: { failures?: number; openMs?: number };
  /**
   * Longest answer that is read, in bytes, 1,024 or more. Default: what a dossier of `limits.dossierBytes` takes as JSON, at least
   * 64 MiB.
   */
  maxResponseBytes?: number;
  /** `http://[user:password@]host:port` of a forward proxy; signs that a URL keeps for itself, and `%`, as `%40`. */
  proxy?: string;
  tls?: TlsOptions;
}

export interface GatewayOptions extends CarrierOptions {
  /** Default `client-credentials`. `none`: an inner LGSP adds the token itself. */
  auth?: 'client-credentials' | 'none';
  /** Full URL of the token endpoint, without user and fragment. Default `${baseUrl}/token`. */
  tokenUrl?: string;
  consumerKey?: string;
  consumerSecret?: string;
}

/** When the register is asked how a dossier stands. All defaults are ours: no source says how often it may be asked. */
export interface StatusCadence {
  /** First question after a submission, in ms. Default 15,000. */
  firstMs?: number;
  /**
   * Shortest and longest pause between two questions while offices work, in ms. Defaults 60,000 and 4 h. A question then moves to the
   * next of the instants that its module and route share, which are at least the shortest pause apart, so that queries are full.
   */
  minMs?: number;
  maxMs?: number;
  /** The pause is this share of the time since the dossier last moved, 0 or more. Default 0.15. */
  factor?: number;
  /** How the working calendar (`catalog.calendar`) bends the pauses. `false`: day and night alike. */
  workingHours?: false | StatusWorkingHours;
}

export interface StatusWorkingHours {
  /** Longest pause on the day a dossier is due, while offices work, in ms; no shorter than `minMs`. Default 15 min. */
  dueMs?: number;
  /** Pauses outside working hours are longer by this factor, 1 or more, but end when offices open. Default 4. */
  slower?: number;
  /** From then on nothing is asked until the morning's opening time, `HH:mm`, 12:00 or later. Default `22:00`. */
  nightFrom?: string;
  /** What waited for the morning is spread over this time after opening, in ms. Default 30 min. */
  spreadMs?: number;
}

export interface RegisterOptions {
  /** Laid over the default routes: module × effective date → version and paths. */
  routes?: readonly RouteOverride[];
  /** `maTinh` of status queries, when it is not `provinceCode`. */
  maTinh?: string;
  /** Codes in one status query, at most 500. Default 3: what the one public client of version 3.0 sends. */
  statusBatchSize?: number;
  cadence?: StatusCadence;
  /**
   * How long the register may take to know what it was sent, in ms: until then "no such dossier" is not believed after a submission whose
   * outcome is unknown, nor after a supplement the request that it answered. Default 90,000.
   */
  unknownGraceMs?: number;
  /** Names of the field that holds the document of a result, tried before any field that holds a PDF. */
  documentKeys?: readonly string[];
  /**
   * How long the document of a result is waited for where nothing says that it has one, in ms: then the result is taken without it. Of
   * births and deaths it is waited for always (wire contract 4.3, attested C); what the other modules bring is not public. Default
   * 259,200,000, three days.
   */
  documentPatienceMs?: number;
  /** How LH, GH, TGH, whose payloads are not public, write their fields. Default: as they are given. */
  forms?: readonly RegisterFormMapping[];
  /** What this province's register demands or takes beyond the published fields, by module. */
  payloads?: Partial<Record<ModuleCode, PayloadRules>>;
  /** Which modules a version carries, when the Ministry has opened more. */
  versionModules?: Partial<VersionModules>;
  /** JSON type of `maDonVi` in version 1.0. Default `number` where it keeps its zeros. */
  unitCodeAs?: CodecOptions['unitCodeAs'];
  /**
   * Names under which version 1.0 gives its error. Default `errorCode`, `code` and `errorDescription`, `errors`, `description`, `message`:
   * the specification names none (wire contract 5.2).
   */
  errorFields?: CodecOptions['errorFields'];
  /** Laid before the default rules that read the answer to a submission. */
  answerRules?: readonly AnswerRule<SubmissionRuleOutcome>[];
}

/** DVCLT's two families of accounts (wire contract 1.3). */
export type InterlinkCredentials = { userName: string; password: string } | { SecretId: string; SecretPass: string };

export interface InterlinkPaths {
  /** Default `/api/lienthongdvclt/token`; unattested. */
  token?: string;
  /** Default `/api/lienthongdvclt/hosolienthong`; unattested. */
  list?: string;
  /** `{id}` is replaced. Default `/api/lienthongdvclt/hosolienthong/{id}`, as one public client calls it. */
  detail?: string;
  /** Default `/api/lienthongdvclt/capnhatdanhan`; unattested. */
  acknowledge?: string;
  /** Default `/api/lienthongdvclt/capnhattrangthai`; unattested. */
  report?: string;
}

export interface InterlinkOptions extends CarrierOptions {
  credentials: InterlinkCredentials;
  paths?: InterlinkPaths;
  /** Life of a token that does not say it, in ms. Default 600,000. */
  tokenLifetimeMs?: number;
  /** `coQuanXuLy` of every report. Default 5: the only value seen. */
  coQuanXuLy?: number;
  /** `maGiayToKetQua` of the result by module, when neither the register nor the procedure's row in `procedures` says. */
  resultDocumentCodes?: Partial<Record<ModuleCode, string>>;
  /** Laid before the default rules that read the answer to a report. */
  answerRules?: readonly AnswerRule<ReportOutcome>[];
}

/**
 * Cron expressions (six fields, seconds first), read in Vietnamese time (UTC+7), whatever the server's zone. `false` on a lane: the host
 * drives it by hand on this replica. A lane's cron finds what became due by itself or was stored by another process; what this process
 * stores wakes it at once.
 */
export interface ScheduleOptions {
  /** Default every other second. */
  submission?: string | false;
  /** Default every other second; a dossier is asked about only when it is due. */
  status?: string | false;
  /**
   * How often DVCLT is asked for new dossiers: by one replica in each slot, whichever it is. Also what tries held and pushed deliveries
   * again: leave it on where DVCLT pushes. Default every minute.
   */
  intake?: string | false;
  /** Default every other second. */
  report?: string | false;
  /** When one replica clears away what was kept long enough, see {@link RetentionOptions}. Default 02:17. */
  retention?: string | false;
  /**
   * Refresh of the catalogs, by one replica in each slot; what could not be had is logged. Default off: the shipped lists are used until
   * the host gives a source. It needs `catalog.sources`.
   */
  catalog?: string | false;
}

export interface EngineOptions {
  /**
   * Most requests' worth of tasks claimed by one statement; never more than four times the concurrency. Default 200, at
   * most 1,000.
   */
  claimSize?: number;
  /**
   * How long a claim holds without a heartbeat, in ms: so long after a process died its work is taken over, and what it may have sent is
   * asked about; what cannot be asked about, after the carrier's time-outs besides. Default 10,000, at least 1,000.
   */
  leaseMs?: number;
  /** First pause after a failed attempt, doubled each time, in ms. Default 5,000. */
  retryMs?: number;
  /** Longest pause, in ms. Default 30 min. */
  retryMaxMs?: number;
  /** Attempts that count before a dossier is held for a person. Default 8. */
  maxAttempts?: number;
  /** Processes that may be lost over a dossier, one after the other, before it is held for a person. Default 3. */
  maxLosses?: number;
  /** How long shutdown waits for what is in flight, in ms. Default 20,000. */
  drainMs?: number;
}

/**
 * How long things are kept, in days, 1 to 36,500; `false`: for ever. Timelines, codes, states and content hashes always stay. No source states these
 * periods: the defaults are ours (raw bodies for days, the record for longer); set them to what your archive rules say.
 */
export interface RetentionOptions {
  /**
   * Answers that could not be read, kept as they came, which may name people. Default 14. Not deliveries: one that is held keeps its message
   * until it is taken in; one that DVCLT pushed, documents and all.
   */
  rawDays?: number | false;
  /** The masked exchange log. Default 90. */
  exchangeDays?: number | false;
  /** Deliveries of DVCLT that were taken in and acknowledged. Default 90. */
  deliveryDays?: number | false;
  /**
   * Payloads, documents, results and search terms of dossiers that ended, counted from the last thing that happened to them; one that
   * is registered ends with `InterlinkService.complete()`, whoever filed it. Default `false`: only the province knows how long the law
   * has it keep them here.
   */
  contentDays?: number | false;
}

export interface LimitOptions {
  /** Largest attachment, decoded, in bytes. Default 20 MiB; the register's own limit is not published. */
  attachmentBytes?: number;
  /** All attachments of a dossier together. Default 50 MiB. */
  dossierBytes?: number;
  /**
   * What an attachment given to `submit` and `resubmit` may be. Default `documents`: PDF, pictures, office files and signatures,
   * told by their content, whole, named as what they are, without scripts, embedded files or macros. `anything`: only base64 and
   * size matter. What citizens send through DVCLT is never refused for it; the officer sees a warning.
   */
  content?: ContentRule;
}

/**
 * What the other environment alone uses. Who lists production's in the options of the test system, and the reverse, cannot point either
 * at what is the other's: such an address, account or key is refused. The database needs no word here: it belongs to the environment
 * that used it first.
 */
export interface OtherEnvironmentOptions {
  /**
   * Its machines: `lgsp.tinh.example`, with all below that name, or `lgsp.tinh.example:8443` where only the port differs;
   * an address that names none has its protocol's, 443 or 80.
   */
  hosts?: readonly string[];
  /**
   * Its accounts, so that none need stand in clear where it is not used: SHA-256 in hex of `gateway.consumerKey`,
   * `interlink.credentials.userName` or `SecretId`, or the value of a fixed header.
   */
  accounts?: readonly string[];
  /** Names of its `encryption.keys`; also those that a `HotichKeyProvider` brings are refused under them. */
  keyIds?: readonly string[];
}

/**
 * What `HotichModule.forRoot()` takes. It is checked at boot and the problems are listed together; what several values of a
 * section say is looked at once each of that section has the right shape. Not looked at: whether certificates and keys are any, the names
 * in `documentKeys`, `errorFields`, `resultDocumentCodes`, `versionModules`, `catalog.columns` and `catalog.categories`, whether an entry
 * of `register.routes` changes anything, and what a row may leave out. `null` counts as left out, but not in `headers` and `encryption`. Times are whole milliseconds, at most 1,000,000,000.
 */
export interface HotichModuleOptions {
  /**
   * In the context of every log line, `Hotich test` or `Hotich production`, and on every row but those that belong to another that says
   * it, as a dossier's timeline does; a row of one environment is never touched by the other.
   */
  environment: Environment;
  /** What is refused here because the other environment uses it. Default: nothing is known of it. */
  otherEnvironment?: OtherEnvironmentOptions;
  /** `maTinh`: the province's two-digit General Statistics Office code, as text. */
  provinceCode: string;
  /**
   * Units this province answers for: no other is taken, and each of them on every day, whatever the catalog knows of it. Absent: the
   * unit of what is submitted or accepted must be one that the catalog has on that day (`CatalogService.checkUnit`); what citizens file
   * through DVCLT is taken in with any code of the right shape.
   */
  units?: readonly string[];
  /** Procedure code (`maTTHC`) → module and result document, laid over the catalog's rows. */
  procedures?: readonly ProcedureOverride[];
  /** Lists, units and calendar: where they are refreshed from, and what wins over the shipped ones. */
  catalog?: CatalogOptions;
  gateway: GatewayOptions;
  register?: RegisterOptions;
  /** Absent: the conversation with DVCLT is off. */
  interlink?: InterlinkOptions;
  /** `false`: no cron at all on this replica; the host calls `runOnce()` itself, or another replica works. */
  schedule?: false | ScheduleOptions;
  engine?: EngineOptions;
  limits?: LimitOptions;
  retention?: RetentionOptions;
  /** Default: the host's database. */
  fileStore?: HotichFileStore;
  /** Keys of personal data at rest, or the vault that holds them. Default: rows are stored as they are. */
  encryption?: EncryptionOptions | HotichKeyProvider;
}

/** What `useClass` and `useExisting` of `HotichModule.forRootAsync()` name: a provider that makes the options. */
export interface HotichModuleOptionsFactory {
  createHotichOptions(): HotichModuleOptions | Promise<HotichModuleOptions>;
}
