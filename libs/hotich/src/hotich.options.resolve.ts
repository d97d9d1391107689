import { validateCronExpression } from 'cron';
import { headerProblems } from './carrier/carrier-headers';
import { catalogProblems, type ResolvedCatalogOptions, resolveCatalogOptions } from './catalog/catalog.options';
import { checkProcedures } from './catalog/procedures';
import type { ProcedureOverride } from './catalog/procedures/procedure.types';
import {
  type AnswerRule,
  checkFormMappings,
  checkPayloadRules,
  type CodecOptions,
  DEFAULT_ROUTES,
  foldVietnamese,
  type ModuleCode,
  type PayloadRules,
  mergeRoutes,
  oneOfProblems,
  REPORT_OUTCOMES,
  type ReportOutcome,
  type Route,
  spacedWords,
  SUBMISSION_RULE_OUTCOMES,
  type SubmissionRuleOutcome,
  validateUnitCode,
  VERSION_MODULES,
} from './contract';
import { HotichConfigurationError, HotichError, type HotichProblem } from './errors';
import { CARRIERS, type Environment, LANES, type LaneName } from './hotich.constants';
import type {
  CarrierOptions,
  HotichModuleOptions,
  InterlinkCredentials,
  InterlinkPaths,
  LimitOptions,
  RetentionOptions,
  StatusCadence,
  StatusWorkingHours,
} from './hotich.options';
import { shapeProblems } from './hotich.options.check';
import { otherEnvironmentProblems } from './hotich.options.other-environment';
import { withoutNulls } from './hotich.options.without-nulls';
import { encryptionProblems, type HotichFileStore, type HotichKeyProvider, keyProviderOf } from './persistence';

export type ResolvedCarrier = Required<
  Pick<CarrierOptions, 'connectTimeoutMs' | 'timeoutMs' | 'concurrency' | 'recoveryMs' | 'maxResponseBytes'>
> &
  Pick<CarrierOptions, 'sharedConcurrency' | 'headers' | 'proxy' | 'tls'> & {
    readonly baseUrl: string;
    readonly rate?: { readonly perSecond: number; readonly burst: number };
    readonly breaker: { readonly failures: number; readonly openMs: number };
  };

/** The options as every service sees them: checked, with every default filled in, frozen. Printing them shows no secret. */
export interface ResolvedOptions {
  readonly environment: Environment;
  readonly provinceCode: string;
  readonly units?: readonly string[];
  readonly procedures: readonly ProcedureOverride[];
  readonly gateway: ResolvedCarrier & {
    readonly auth: 'client-credentials' | 'none';
    readonly tokenUrl: string;
    readonly consumerKey: string;
    readonly consumerSecret: string;
  };
  readonly register: {
    readonly routes: readonly Route[];
    readonly maTinh: string;
    readonly statusBatchSize: number;
    readonly cadence: Required<Omit<StatusCadence, 'workingHours'>> & {
      readonly workingHours: false | Required<StatusWorkingHours>;
    };
    readonly unknownGraceMs: number;
    readonly documentKeys?: readonly string[];
    readonly documentPatienceMs: number;
    readonly answerRules: readonly AnswerRule<SubmissionRuleOutcome>[];
    readonly codec: CodecOptions;
    readonly payloads: Partial<Record<ModuleCode, PayloadRules>>;
  };
  readonly catalog: ResolvedCatalogOptions;
  readonly interlink?: ResolvedCarrier & {
    readonly credentials: InterlinkCredentials;
    readonly paths: Required<InterlinkPaths>;
    readonly tokenLifetimeMs: number;
    readonly coQuanXuLy: number;
    readonly resultDocumentCodes: Partial<Record<ModuleCode, string>>;
    readonly answerRules: readonly AnswerRule<ReportOutcome>[];
  };
  /** Cron expression per lane; absent: not driven by this replica. */
  readonly schedule: Readonly<Partial<Record<ScheduleName, string>>>;
  readonly engine: {
    readonly claimSize: number;
    readonly leaseMs: number;
    readonly retryMs: number;
    readonly retryMaxMs: number;
    readonly maxAttempts: number;
    readonly maxLosses: number;
    readonly drainMs: number;
  };
  readonly retention: Readonly<Required<RetentionOptions>>;
  readonly limits: Required<LimitOptions>;
  readonly fileStore?: HotichFileStore;
  readonly encryption?: HotichKeyProvider;
  /** Names under which no key is taken. */
  readonly foreignKeyIds: readonly string[];
}

type ScheduleName = LaneName | 'retention' | 'catalog';

/** Woken oftener, a host that has nothing to do would use more than a hundredth of a core. */
const EVERY_OTHER_SECOND = '*/2 * * * * *';
const DEFAULT_SCHEDULE: Record<ScheduleName, string | false> = {
  submission: EVERY_OTHER_SECOND,
  status: EVERY_OTHER_SECOND,
  report: EVERY_OTHER_SECOND,
  intake: '0 * * * * *',
  // When nobody works, and not on the hour, when everybody's jobs run.
  retention: '0 17 2 * * *',
  catalog: false,
};
const MEBIBYTE = 1024 * 1024;

/** @throws HotichConfigurationError listing every problem found. */
export function resolveOptions(given: HotichModuleOptions): ResolvedOptions {
  const raw = withoutNulls(given ?? {});
  const problems = shapeProblems(raw);
  const sound = soundSections(raw, problems);
  const routes = routesOf(sound, problems);
  const schedule = scheduleOf(sound, problems);
  problems.push(...unitProblems(sound), ...fenceProblems(sound), ...catalogProblems(sound.catalog));
  problems.push(...otherEnvironmentProblems(sound));
  problems.push(...encryptionProblems(sound.encryption, sound.otherEnvironment?.keyIds));
  problems.push(...retentionProblems(sound), ...answerRuleProblems(sound), ...fixedHeaderProblems(sound));
  problems.push(...checkFormMappings(sound.register?.forms ?? [], 'register.forms'));
  problems.push(...checkPayloadRules(sound.register?.payloads, 'register.payloads'), ...cadenceProblems(sound));
  problems.push(...checkProcedures(sound.procedures ?? [], 'procedures'));
  if (problems.length > 0) throw new HotichConfigurationError(problems);

  const { register = {}, interlink, engine = {} } = raw;
  const limits: ResolvedOptions['limits'] = {
    attachmentBytes: 20 * MEBIBYTE,
    dossierBytes: 50 * MEBIBYTE,
    content: 'documents',
    ...defined(raw.limits),
  };
  const options: ResolvedOptions = {
    environment: raw.environment,
    provinceCode: raw.provinceCode,
    ...(raw.units ? { units: raw.units } : {}),
    procedures: raw.procedures ?? [],
    gateway: {
      ...carrierOf(raw.gateway, limits),
      auth: raw.gateway.auth ?? 'client-credentials',
      tokenUrl: raw.gateway.tokenUrl ?? `${trimmed(raw.gateway.baseUrl)}/token`,
      consumerKey: raw.gateway.consumerKey ?? '',
      consumerSecret: raw.gateway.consumerSecret ?? '',
    },
    register: {
      routes,
      maTinh: register.maTinh ?? raw.provinceCode,
      statusBatchSize: register.statusBatchSize ?? 3,
      cadence: cadenceOf(register.cadence),
      unknownGraceMs: register.unknownGraceMs ?? 90_000,
      ...(register.documentKeys ? { documentKeys: register.documentKeys } : {}),
      documentPatienceMs: register.documentPatienceMs ?? 259_200_000,
      answerRules: register.answerRules ?? [],
      codec: defined({
        formMappings: register.forms,
        unitCodeAs: register.unitCodeAs,
        errorFields: register.errorFields,
      }),
      payloads: register.payloads ?? {},
    },
    catalog: resolveCatalogOptions(raw.catalog),
    ...(interlink
      ? {
          interlink: {
            ...carrierOf(interlink, limits),
            credentials: interlink.credentials,
            paths: {
              token: '/api/lienthongdvclt/token',
              list: '/api/lienthongdvclt/hosolienthong',
              detail: '/api/lienthongdvclt/hosolienthong/{id}',
              acknowledge: '/api/lienthongdvclt/capnhatdanhan',
              report: '/api/lienthongdvclt/capnhattrangthai',
              ...defined(interlink.paths),
            },
            tokenLifetimeMs: interlink.tokenLifetimeMs ?? 600_000,
            coQuanXuLy: interlink.coQuanXuLy ?? 5,
            resultDocumentCodes: interlink.resultDocumentCodes ?? {},
            answerRules: interlink.answerRules ?? [],
          },
        }
      : {}),
    schedule,
    engine: {
      claimSize: 200,
      leaseMs: 10_000,
      retryMs: 5_000,
      retryMaxMs: 30 * 60_000,
      maxAttempts: 8,
      maxLosses: 3,
      drainMs: 20_000,
      ...defined(engine),
    },
    retention: {
      rawDays: 14,
      exchangeDays: 90,
      deliveryDays: 90,
      contentDays: false,
      ...defined(raw.retention),
    },
    limits,
    ...(raw.fileStore ? { fileStore: raw.fileStore } : {}),
    ...(raw.encryption ? { encryption: keyProviderOf(raw.encryption) } : {}),
    foreignKeyIds: raw.otherEnvironment?.keyIds ?? [],
  };
  return Object.freeze(withoutSecretsInPrint(options));
}

type SoundSections = Partial<HotichModuleOptions>;

/** Those without a problem so far: what several values say together is looked at once each of them can be read. */
function soundSections(raw: HotichModuleOptions, problems: readonly HotichProblem[]): SoundSections {
  const wrong = new Set(problems.map(({ path }) => path.split('.', 1)[0]));
  return Object.fromEntries(Object.entries(raw).filter(([section]) => !wrong.has(section)));
}

/** A dossier as base64 takes a third more; the other sixth is for `+` and `/` that are written as escapes, twice over. */
function longestAnswer(dossierBytes: number): number {
  return Math.max(64 * MEBIBYTE, 8 * MEBIBYTE + Math.ceil(1.5 * dossierBytes));
}

function carrierOf(raw: CarrierOptions, { dossierBytes }: ResolvedOptions['limits']): ResolvedCarrier {
  return {
    baseUrl: trimmed(raw.baseUrl),
    ...(raw.headers ? { headers: raw.headers } : {}),
    ...(raw.proxy ? { proxy: raw.proxy } : {}),
    ...(raw.tls ? { tls: raw.tls } : {}),
    ...(raw.rate
      ? { rate: { perSecond: raw.rate.perSecond, burst: raw.rate.burst ?? Math.max(1, Math.ceil(raw.rate.perSecond)) } }
      : {}),
    connectTimeoutMs: raw.connectTimeoutMs ?? 10_000,
    timeoutMs: raw.timeoutMs ?? 60_000,
    concurrency: raw.concurrency ?? 8,
    ...(raw.sharedConcurrency ? { sharedConcurrency: raw.sharedConcurrency } : {}),
    recoveryMs: raw.recoveryMs ?? 10_000,
    maxResponseBytes: raw.maxResponseBytes ?? longestAnswer(dossierBytes),
    breaker: { failures: raw.breaker?.failures ?? 5, openMs: raw.breaker?.openMs ?? 30_000 },
  };
}

function cadenceOf({ workingHours, ...raw }: StatusCadence = {}): ResolvedOptions['register']['cadence'] {
  return {
    firstMs: 15_000,
    minMs: 60_000,
    maxMs: 4 * 3_600_000,
    factor: 0.15,
    ...defined(raw),
    workingHours: workingHours !== false && {
      dueMs: 15 * 60_000,
      slower: 4,
      nightFrom: '22:00',
      spreadMs: 30 * 60_000,
      ...defined(workingHours),
    },
  };
}

function routesOf(raw: SoundSections, problems: HotichProblem[]): readonly Route[] {
  try {
    const versions = { ...VERSION_MODULES, ...raw.register?.versionModules };
    return mergeRoutes(DEFAULT_ROUTES, raw.register?.routes ?? [], versions);
  } catch (error) {
    if (!(error instanceof HotichError) || error.problems.length === 0) throw error;
    const under = (path: string) => (path.startsWith('register.') ? path : `register.${path}`);
    problems.push(...error.problems.map((p) => ({ ...p, path: under(p.path) })));
    return [];
  }
}

function scheduleOf(raw: SoundSections, problems: HotichProblem[]): ResolvedOptions['schedule'] {
  if (raw.schedule === false) return {};
  const schedule: Partial<Record<ScheduleName, string>> = {};
  for (const name of [...LANES, 'retention', 'catalog'] as const) {
    const expression = raw.schedule?.[name] ?? DEFAULT_SCHEDULE[name];
    if (expression === false) continue;
    if ((name === 'intake' || name === 'report') && !raw.interlink) continue;
    schedule[name] = expression;
    if (name === 'catalog' && (raw.catalog?.sources ?? []).length === 0) problems.push(NOTHING_TO_REFRESH);
    if (typeof expression === 'string' && validateCronExpression(expression).valid) continue;
    problems.push({
      path: `schedule.${name}`,
      rule: 'cron',
      message: { vi: 'không phải biểu thức cron', en: 'is not a cron expression' },
      remedy: {
        vi: 'Ví dụ "*/10 * * * * *": mỗi 10 giây; hoặc false',
        en: 'For example "*/10 * * * * *", every 10 s; or false',
      },
    });
  }
  return schedule;
}

/** It would be off, and look as if it were on. */
const NOTHING_TO_REFRESH: HotichProblem = {
  path: 'schedule.catalog',
  rule: 'catalog.noSources',
  message: { vi: 'không có nguồn nào để làm mới danh mục', en: 'there is no source to refresh the catalogs from' },
  remedy: { vi: 'Khai báo catalog.sources, hoặc bỏ dòng này', en: 'Give catalog.sources, or leave it out' },
};

function unitProblems(raw: SoundSections): HotichProblem[] {
  return (raw.units ?? []).flatMap((code, i) =>
    validateUnitCode(code).map((problem) => ({ ...problem, path: `units[${i}]` })),
  );
}

/** What would let one environment leak into the other, or weaken production. */
function fenceProblems(raw: SoundSections): HotichProblem[] {
  if (raw.environment !== 'production') return [];
  return CARRIERS.flatMap((name): HotichProblem[] =>
    raw[name]?.tls?.rejectUnauthorized === false
      ? [
          {
            path: `${name}.tls.rejectUnauthorized`,
            rule: 'production',
            message: {
              vi: 'không được tắt kiểm tra chứng thư ở môi trường chính thức',
              en: 'cannot be false in production',
            },
            remedy: { vi: 'Khai báo chứng thư gốc trong tls.ca', en: 'Give the certificate authority in tls.ca' },
          },
        ]
      : [],
  );
}

/** The longest pause would win, and the register be asked oftener than the shortest allows. */
function cadenceProblems({ register }: SoundSections): HotichProblem[] {
  const { minMs, maxMs } = cadenceOf(register?.cadence);
  if (minMs <= maxMs) return [];
  return [
    {
      path: 'register.cadence.maxMs',
      rule: 'cadence.order',
      message: {
        vi: `không được ngắn hơn minMs (${minMs.toLocaleString('vi')} mili giây)`,
        en: `must be no shorter than minMs (${minMs.toLocaleString('en')} ms)`,
      },
      remedy: { vi: 'Tăng maxMs hoặc giảm minMs', en: 'Raise maxMs, or lower minMs' },
    },
  ];
}

/** A promise to forget that the host's own file store cannot keep. */
function retentionProblems({ retention, fileStore }: SoundSections): HotichProblem[] {
  if (!retention?.contentDays || !fileStore || fileStore.remove) return [];
  return [
    {
      path: 'retention.contentDays',
      rule: 'fileStore.remove',
      message: {
        vi: 'kho tệp của hệ thống không có remove() nên tài liệu không thể được xóa',
        en: 'the file store has no remove(), so documents could not be removed',
      },
      remedy: { vi: 'Thêm remove() vào fileStore, hoặc đặt false', en: 'Give the fileStore a remove(), or set false' },
    },
  ];
}

const OUTCOMES = { register: SUBMISSION_RULE_OUTCOMES, interlink: REPORT_OUTCOMES } as const;

function answerRuleProblems(raw: SoundSections): HotichProblem[] {
  return (['register', 'interlink'] as const).flatMap((name) => {
    const rules: readonly (AnswerRule | null)[] = raw[name]?.answerRules ?? [];
    return rules.flatMap((rule, i) => [
      ...ruleIdProblems(rule?.id, `${name}.answerRules[${i}].id`),
      ...ruleWordsProblems(rule?.when?.contains, `${name}.answerRules[${i}].when.contains`),
      ...ruleWithoutProblems(rule?.when?.without ?? [], `${name}.answerRules[${i}].when.without`),
      ...oneOfProblems(`${name}.answerRules[${i}].outcome`, OUTCOMES[name], rule?.outcome),
    ]);
  });
}

/** What the column of a report takes. */
const MOST_RULE_ID = 60;

function ruleIdProblems(id: unknown, path: string): HotichProblem[] {
  const given = typeof id === 'string' && id.trim() !== '';
  if (given && id.length <= MOST_RULE_ID) return [];
  return [
    {
      path,
      rule: given ? 'maxLength' : 'required',
      message: { vi: `phải có 1-${MOST_RULE_ID} ký tự`, en: `must have 1 to ${MOST_RULE_ID} characters` },
      remedy: {
        vi: 'Đặt tên ngắn cho quy tắc để ghi vào diễn biến hồ sơ, ví dụ "tinh.daTiepNhan"',
        en: 'Give the rule a short name for the timeline, for example "province.received"',
      },
    },
  ];
}

/** A rule without words would fit every answer, refusals too. */
function ruleWordsProblems(contains: unknown, path: string): HotichProblem[] {
  if (typeof contains === 'string' && foldVietnamese(contains) !== '') return [];
  return [
    {
      path,
      rule: 'required',
      message: {
        vi: 'phải có ít nhất một chữ: quy tắc không có chữ khớp với mọi câu trả lời',
        en: 'must hold a word: without one the rule would fit every answer',
      },
      remedy: {
        vi: 'Ghi một phần câu trả lời mà quy tắc này nhận ra, hoặc bỏ quy tắc',
        en: 'Give part of the sentence that this rule is to know, or leave the rule out',
      },
    },
  ];
}

/** What is no word stands in no sentence, and would keep nothing out. */
function ruleWithoutProblems(without: unknown, path: string): HotichProblem[] {
  const isWord = (word: unknown) => typeof word === 'string' && spacedWords(word).trim() !== '';
  const wrong = Array.isArray(without) ? without.flatMap((word, i) => (isWord(word) ? [] : [`${path}[${i}]`])) : [path];
  return wrong.map((where) => ({
    path: where,
    rule: 'words',
    message: { vi: 'phải là danh sách các từ', en: 'must be a list of words' },
    remedy: {
      vi: "Ghi từng từ khiến quy tắc không áp dụng, ví dụ ['không', 'chưa'], hoặc bỏ trống",
      en: "Give each word that keeps the rule from applying, for example ['không', 'chưa'], or leave it out",
    },
  }));
}

/** What is computed for each request is looked at when it is. */
function fixedHeaderProblems(raw: SoundSections): HotichProblem[] {
  return CARRIERS.flatMap((name) => {
    const headers = raw[name]?.headers;
    return headers && typeof headers !== 'function' ? headerProblems(name, headers) : [];
  });
}

/** How long a request may take, from the wait for a connection to the last byte of its answer, in ms. */
export function requestMsOf({ connectTimeoutMs, timeoutMs }: ResolvedCarrier): number {
  return connectTimeoutMs + timeoutMs;
}

const trimmed = (url: string) => url.replace(/\/+$/, '');

/** Without the keys that are there but undefined, which would otherwise overwrite a default. */
function defined<T extends object>(value: T | undefined): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([, v]) => v !== undefined)) as never;
}

/** Makes `console.log`, `JSON.stringify` and every logger print the options without keys, accounts, headers and certificates. */
function withoutSecretsInPrint(options: ResolvedOptions): ResolvedOptions {
  const printed = () => ({
    environment: options.environment,
    provinceCode: options.provinceCode,
    schedule: options.schedule,
  });
  return Object.defineProperties(options, {
    toJSON: { value: printed, enumerable: false },
    toString: { value: () => JSON.stringify(printed()), enumerable: false },
    [Symbol.for('nodejs.util.inspect.custom')]: { value: printed, enumerable: false },
  });
}
