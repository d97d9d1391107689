import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { type CatalogOptions, type CatalogPaths, HotichCatalogSource, type WorkingCalendarOptions } from './catalog';
import { HotichConfigurationError } from './errors';
import type {
  CarrierOptions,
  EngineOptions,
  GatewayOptions,
  HotichModuleOptions,
  InterlinkOptions,
  InterlinkPaths,
  LimitOptions,
  OtherEnvironmentOptions,
  RegisterOptions,
  RetentionOptions,
  ScheduleOptions,
  StatusCadence,
  StatusWorkingHours,
  TlsOptions,
} from './hotich.options';
import { resolveOptions } from './hotich.options.resolve';

const SECRETS = { consumerKey: 'khoa-rat-bi-mat', consumerSecret: 'mat-ma-rat-bi-mat' };
const good = (): HotichModuleOptions => ({
  environment: 'test',
  provinceCode: '01',
  gateway: { baseUrl: 'https://lgsp.example.invalid/', ...SECRETS },
  interlink: { baseUrl: 'https://dvclt.example.invalid', credentials: { userName: 'tk', password: 'mk-rat-bi-mat' } },
});

function problemsOf(change: (options: Record<string, any>) => void) {
  const options = structuredClone(good()) as unknown as Record<string, any>;
  change(options);
  try {
    resolveOptions(options as unknown as HotichModuleOptions);
  } catch (error) {
    expect(error).toBeInstanceOf(HotichConfigurationError);
    return (error as HotichConfigurationError).problems;
  }
  return [];
}

const carrier = () =>
  ({
    baseUrl: 'https://truc.example.invalid',
    headers: {},
    connectTimeoutMs: 1_000,
    timeoutMs: 1_000,
    concurrency: 2,
    sharedConcurrency: 2,
    recoveryMs: 1_000,
    rate: { perSecond: 3, burst: 2 },
    breaker: { failures: 2, openMs: 1_000 },
    maxResponseBytes: 5_000,
    proxy: 'http://proxy.invalid:3128',
    tls: { ca: 'x', cert: 'x', key: 'x', rejectUnauthorized: true } satisfies Required<TlsOptions>,
  }) satisfies Required<CarrierOptions>;

/** Every option there is: one more does not compile before it stands here. What a host makes itself, headers and keys are not gone through. */
const everything = () =>
  ({
    environment: 'test',
    provinceCode: '01',
    otherEnvironment: { hosts: ['x.invalid'], accounts: ['0'.repeat(64)], keyIds: ['x'] },
    units: ['00019'],
    procedures: [{ maTTHC: '1.001193', module: 'KS' }],
    catalog: {
      sources: ['register'],
      paths: { register: '/a', category: '/b/{name}', metadata: '/c/{name}' } satisfies Required<CatalogPaths>,
      columns: { code: 'ma' },
      categories: { danToc: 'x' },
      pairs: [],
      dvcltSpeaks: 'form',
      calendar: {
        days: [],
        years: [2030],
        weekend: [0],
        cutOff: '14:00',
        closing: '16:00',
        opening: '08:00',
      } satisfies Required<WorkingCalendarOptions>,
      deadlines: [],
      supplementDays: 3,
    } satisfies Required<CatalogOptions>,
    gateway: {
      ...carrier(),
      auth: 'client-credentials',
      tokenUrl: 'https://vao.example.invalid/token',
      ...SECRETS,
    } satisfies Required<GatewayOptions>,
    register: {
      routes: [],
      maTinh: '02',
      statusBatchSize: 4,
      cadence: {
        firstMs: 1_000,
        minMs: 1_000,
        maxMs: 2_000,
        factor: 1,
        workingHours: {
          dueMs: 1_000,
          slower: 2,
          nightFrom: '21:00',
          spreadMs: 1_000,
        } satisfies Required<StatusWorkingHours>,
      } satisfies Required<StatusCadence>,
      unknownGraceMs: 1_000,
      documentKeys: ['x'],
      documentPatienceMs: 1_000,
      forms: [],
      payloads: { KS: { required: ['nksHoTen'] } },
      versionModules: {},
      unitCodeAs: 'text',
      errorFields: { code: ['ma'], description: ['moTa'] },
      answerRules: [],
    } satisfies Required<RegisterOptions>,
    interlink: {
      ...carrier(),
      credentials: { userName: 'tk', password: 'mk-rat-bi-mat' },
      paths: {
        token: '/a',
        list: '/b',
        detail: '/c/{id}',
        acknowledge: '/d',
        report: '/e',
      } satisfies Required<InterlinkPaths>,
      tokenLifetimeMs: 1_000,
      coQuanXuLy: 6,
      resultDocumentCodes: { KS: 'x' },
      answerRules: [],
    } satisfies Required<InterlinkOptions>,
    schedule: {
      submission: '1 * * * * *',
      status: '1 * * * * *',
      intake: '1 * * * * *',
      report: '1 * * * * *',
      retention: '1 * * * * *',
      catalog: '1 * * * * *',
    } satisfies Required<ScheduleOptions>,
    engine: {
      claimSize: 2,
      leaseMs: 2_000,
      retryMs: 1_000,
      retryMaxMs: 2_000,
      maxAttempts: 2,
      maxLosses: 2,
      drainMs: 1_000,
    } satisfies Required<EngineOptions>,
    limits: { attachmentBytes: 10, dossierBytes: 20, content: 'anything' } satisfies Required<LimitOptions>,
    retention: { rawDays: 1, exchangeDays: 1, deliveryDays: 1, contentDays: 1 } satisfies Required<RetentionOptions>,
  }) satisfies Required<Omit<HotichModuleOptions, 'fileStore' | 'encryption'>>;

const isSection = (value: unknown): value is Record<string, any> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of every option and section, as `gateway.rate.burst`. */
const pathsOf = (section: object, parent = ''): string[] =>
  Object.entries(section).flatMap(([name, value]) => [
    parent + name,
    ...(isSection(value) ? pathsOf(value, `${parent}${name}.`) : []),
  ]);

describe('resolveOptions', () => {
  it('fills in every default', () => {
    const options = resolveOptions(good());
    expect(options.gateway).toMatchObject({
      baseUrl: 'https://lgsp.example.invalid',
      tokenUrl: 'https://lgsp.example.invalid/token',
      auth: 'client-credentials',
      timeoutMs: 60_000,
    });
    expect(options.register).toMatchObject({ maTinh: '01', statusBatchSize: 3 });
    expect(options.interlink).toMatchObject({ coQuanXuLy: 5 });
    expect(options.schedule).toEqual({
      submission: '*/2 * * * * *',
      status: '*/2 * * * * *',
      report: '*/2 * * * * *',
      intake: '0 * * * * *',
      retention: '0 17 2 * * *',
    });
    expect(Object.isFrozen(options)).toBe(true);
  });

  const outcomeOf = (options: object) => {
    try {
      return resolveOptions(options as HotichModuleOptions);
    } catch (error) {
      return (error as Partial<HotichConfigurationError>).problems ?? error;
    }
  };

  it.each(pathsOf(everything()))(
    'takes %s for left out where it is null, as an empty key of a YAML file is',
    (path) => {
      const [name, ...parents] = path.split('.').reverse() as [string, ...string[]];
      const [empty, without] = [everything(), everything()];
      const sectionOf = (options: Record<string, any>) =>
        parents.reduceRight((section, parent) => section[parent] as Record<string, any>, options);
      sectionOf(empty)[name] = null;
      delete sectionOf(without)[name];
      expect(outcomeOf(empty)).toEqual(outcomeOf(without));
    },
  );

  it('takes null for left out in the rows of a list, but not in what a row says', () => {
    const form = { module: 'LH', rename: null, order: null, defaults: { lyDo: null } };
    const procedure = { maTTHC: '1.001193', module: 'KS', title: null, effectiveFrom: null };
    const rows = { ...good(), register: { forms: [form] }, procedures: [procedure], fileStore: null };
    expect(resolveOptions(rows as unknown as HotichModuleOptions)).toMatchObject({
      register: { codec: { formMappings: [{ module: 'LH', defaults: { lyDo: null } }] } },
      procedures: [{ maTTHC: '1.001193', module: 'KS' }],
    });
    expect(Object.keys(resolveOptions(rows as unknown as HotichModuleOptions).procedures[0]!)).toEqual([
      'maTTHC',
      'module',
    ]);
  });

  it('uses what a host makes itself as it is, and does not take an empty key for none', () => {
    const fileStore = { save: () => null, readBase64: () => null, last: null };
    const source = new (class extends HotichCatalogSource {
      last = null;
      override readonly name = 'x';
      override load = () => Promise.resolve([]);
    })();
    const options = { ...good(), fileStore, catalog: { sources: [source] } } as unknown as HotichModuleOptions;
    expect(resolveOptions(options).fileStore).toBe(fileStore);
    expect(resolveOptions(options).catalog.sources[0]).toBe(source);
    expect(problemsOf((o) => (o.encryption = null))).toMatchObject([{ path: 'encryption.keys', rule: 'required' }]);
    expect(problemsOf((o) => (o.gateway.headers = { 'X-Key': null }))).toMatchObject([
      { path: 'gateway.headers.X-Key', rule: 'header.value' },
    ]);
  });

  it('reads answers long enough for the largest dossier that it takes', () => {
    const mebibytes = (dossierBytes?: number) =>
      resolveOptions({ ...good(), limits: { dossierBytes } }).interlink!.maxResponseBytes / 1024 / 1024;
    expect(mebibytes()).toBe(83);
    expect(mebibytes(200 * 1024 * 1024)).toBe(308);
    expect(mebibytes(1024)).toBe(64);
    expect(
      resolveOptions({ ...good(), gateway: { ...good().gateway, maxResponseBytes: 5_000 } }).gateway,
    ).toMatchObject({
      maxResponseBytes: 5_000,
    });
  });

  it('takes a query in the token URL, and an @ behind the host', () => {
    const gateway = {
      ...good().gateway,
      baseUrl: 'https://g.invalid/@tinh',
      tokenUrl: 'https://g.invalid/token?x=a@b',
    };
    expect(resolveOptions({ ...good(), gateway }).gateway).toMatchObject(gateway);
  });

  it('prints no user of a URL, and says where it goes', () => {
    const gateway = { ...good().gateway, baseUrl: 'https://nguoi-dung:mat-khau@g.invalid' };
    const error = (() => {
      try {
        return resolveOptions({ ...good(), gateway });
      } catch (thrown) {
        return thrown as HotichConfigurationError;
      }
    })();
    expect(error).toMatchObject({
      problems: [{ path: 'gateway.baseUrl', remedy: { en: expect.stringContaining('headers') as string } }],
    });
    expect(JSON.stringify(error) + String(error)).not.toMatch(/nguoi-dung|mat-khau/);
  });

  it('drives nothing by itself with schedule: false, and nothing of DVCLT without interlink', () => {
    expect(resolveOptions({ ...good(), schedule: false }).schedule).toEqual({});
    expect(Object.keys(resolveOptions({ ...good(), interlink: undefined }).schedule)).toEqual([
      'submission',
      'status',
      'retention',
    ]);
  });

  it.each<[string, (o: Record<string, any>) => void, string]>([
    ['no environment', (o) => delete o.environment, 'environment'],
    ['an environment of its own', (o) => (o.environment = 'staging'), 'environment'],
    ['a time-out that no timer can hold', (o) => (o.gateway.timeoutMs = 2 ** 31 - 1), 'gateway.timeoutMs'],
    ['a drain that no timer can hold', (o) => (o.engine = { drainMs: 2 ** 31 }), 'engine.drainMs'],
    ['days that no date can hold', (o) => (o.retention = { exchangeDays: 1e9 }), 'retention.exchangeDays'],
    ['contents kept for no time', (o) => (o.retention = { contentDays: 0 }), 'retention.contentDays'],
    [
      'contents to be removed from a store that cannot',
      (o) => Object.assign(o, { retention: { contentDays: 30 }, fileStore: { save: () => {}, readBase64: () => {} } }),
      'retention.contentDays',
    ],
    [
      'a night that begins in the morning',
      (o) => (o.register = { cadence: { workingHours: { nightFrom: '09:00' } } }),
      'register.cadence.workingHours.nightFrom',
    ],
    ['a province code as a number', (o) => (o.provinceCode = 1), 'provinceCode'],
    ['an Hxx code for the province', (o) => (o.provinceCode = 'H08'), 'provinceCode'],
    ['a proxy password that cannot be read', (o) => (o.gateway.proxy = 'http://u:a%xz@p.invalid:1'), 'gateway.proxy'],
    ['a proxy password in no UTF-8', (o) => (o.interlink.proxy = 'http://u:%E1@p.invalid:1'), 'interlink.proxy'],
    ['no gateway', (o) => delete o.gateway, 'gateway'],
    ['a gateway that is no object', (o) => (o.gateway = 'https://x'), 'gateway'],
    ['a base URL without protocol', (o) => (o.gateway.baseUrl = 'lgsp.example'), 'gateway.baseUrl'],
    ['a base URL with a query', (o) => (o.gateway.baseUrl = 'https://g.invalid/api?key=1'), 'gateway.baseUrl'],
    ['a base URL with a fragment', (o) => (o.interlink.baseUrl = 'https://i.invalid/api#z'), 'interlink.baseUrl'],
    ['a base URL with a user', (o) => (o.gateway.baseUrl = 'https://user:pw@g.invalid'), 'gateway.baseUrl'],
    ['a token URL with a user', (o) => (o.gateway.tokenUrl = 'https://user@g.invalid/token'), 'gateway.tokenUrl'],
    ['a token URL with a fragment', (o) => (o.gateway.tokenUrl = 'https://g.invalid/token#z'), 'gateway.tokenUrl'],
    ['no key', (o) => delete o.gateway.consumerKey, 'gateway.consumerKey'],
    ['an unknown auth', (o) => (o.gateway.auth = 'basic'), 'gateway.auth'],
    ['a time-out of 0', (o) => (o.gateway.timeoutMs = 0), 'gateway.timeoutMs'],
    ['a rate of 0', (o) => (o.gateway.rate = { perSecond: 0 }), 'gateway.rate.perSecond'],
    ['a rate that no column can hold', (o) => (o.gateway.rate = { perSecond: 1e7 }), 'gateway.rate.perSecond'],
    [
      'a burst that no column can hold',
      (o) => (o.gateway.rate = { perSecond: 1, burst: Number.MAX_SAFE_INTEGER }),
      'gateway.rate.burst',
    ],
    [
      'a breaker that no column can hold',
      (o) => (o.gateway.breaker = { failures: Number.MAX_SAFE_INTEGER }),
      'gateway.breaker.failures',
    ],
    ['a breaker with a word', (o) => (o.interlink.breaker = { openMs: 'lâu' }), 'interlink.breaker.openMs'],
    ['no DVCLT account', (o) => delete o.interlink.credentials, 'interlink.credentials'],
    ['half a DVCLT account', (o) => delete o.interlink.credentials.password, 'interlink.credentials.password'],
    [
      'half an account of the other family',
      (o) => (o.interlink.credentials = { SecretId: 'x' }),
      'interlink.credentials.SecretPass',
    ],
    ['a batch of 0', (o) => (o.register = { statusBatchSize: 0 }), 'register.statusBatchSize'],
    ['a refresh of the catalogs from nowhere', (o) => (o.schedule = { catalog: '0 0 3 * * *' }), 'schedule.catalog'],
    ['a cron that is none', (o) => (o.schedule = { status: 'mỗi phút' }), 'schedule.status'],
    ['one unit in place of a list', (o) => (o.units = '00019'), 'units'],
    ['a unit that lost its zero', (o) => (o.units = ['00019', '19']), 'units[1]'],
    ['a lease of half a second', (o) => (o.engine = { leaseMs: 500 }), 'engine.leaseMs'],
    [
      'a module its version cannot carry',
      (o) => (o.register = { routes: [{ module: 'LTKS', version: '1.0' }] }),
      'register.routes',
    ],
    [
      'certificates unchecked in production',
      (o) => (Object.assign(o, { environment: 'production' }).gateway.tls = { rejectUnauthorized: false }),
      'gateway.tls.rejectUnauthorized',
    ],
    [
      'an address for a machine of the other environment',
      (o) => (o.otherEnvironment = { hosts: ['https://lgsp.example.invalid'] }),
      'otherEnvironment.hosts',
    ],
    [
      'an account of the other environment in clear',
      (o) => (o.otherEnvironment = { accounts: [SECRETS.consumerKey] }),
      'otherEnvironment.accounts',
    ],
    ['one key in place of a list', (o) => (o.otherEnvironment = { keyIds: 'k1' }), 'otherEnvironment.keyIds'],
    [
      'a rule that fits every answer of the register',
      (o) => (o.register = { answerRules: [{ when: { contains: 'x' } }, { when: { contains: '' } }] }),
      'register.answerRules[1].when.contains',
    ],
    [
      'a rule that fits every answer of DVCLT',
      (o) => (o.interlink.answerRules = [{ when: { contains: ' \u200b' } }]),
      'interlink.answerRules[0].when.contains',
    ],
    [
      'a rule that nothing can call by its name',
      (o) => (o.register = { answerRules: [{ when: { contains: 'x' } }] }),
      'register.answerRules[0].id',
    ],
    [
      'a rule whose name is longer than the table takes',
      (o) => (o.interlink.answerRules = [{ id: 'x'.repeat(61), when: { contains: 'x' } }]),
      'interlink.answerRules[0].id',
    ],
    [
      'a rule that leaves out what is no word',
      (o) => (o.interlink.answerRules = [{ id: 'x', when: { contains: 'x', without: ['không', ' – '] } }]),
      'interlink.answerRules[0].when.without[1]',
    ],
    [
      'a rule that leaves out one word in place of a list',
      (o) => (o.register = { answerRules: [{ id: 'x', when: { contains: 'x', without: 'không' } }] }),
      'register.answerRules[0].when.without',
    ],
    ['a rule without words', (o) => (o.interlink.answerRules = [null]), 'interlink.answerRules[0].when.contains'],
    [
      'a header that breaks',
      (o) => (o.gateway.headers = { lgspaccesstoken: 'x\n' }),
      'gateway.headers.lgspaccesstoken',
    ],
    ['a header that is no text', (o) => (o.interlink.headers = { 'X-App': 1 }), 'interlink.headers.X-App'],
    ['a path that is none', (o) => (o.interlink.paths = { list: 'api/ds' }), 'interlink.paths.list'],
    ['a path without its place', (o) => (o.interlink.paths = { detail: '/api/hoso' }), 'interlink.paths.detail'],
    ['a path nobody knows', (o) => (o.interlink.paths = { lst: '/api' }), 'interlink.paths.lst'],
    ['a procedure without a code', (o) => (o.procedures = [{ module: 'KS' }]), 'procedures[0].maTTHC'],
    [
      'a procedure of no module',
      (o) =>
        (o.procedures = [
          { maTTHC: '1', module: 'KS' },
          { maTTHC: '1', module: 'ZZ' },
        ]),
      'procedures[1].module',
    ],
    ['a procedure that is null', (o) => (o.procedures = [{ maTTHC: '1', module: 'KS' }, null]), 'procedures'],
    ['a route that is null', (o) => (o.register = { routes: [null] }), 'register.routes'],
    ['a form that is null', (o) => (o.register = { forms: [null] }), 'register.forms'],
    ['a file store that is none', (o) => (o.fileStore = {}), 'fileStore'],
    [
      'a file store that has not been made',
      (o) => {
        o.fileStore = class {
          static save() {}
          static readBase64() {}
        };
      },
      'fileStore',
    ],
    ['a remove() that is none', (o) => (o.fileStore = { save() {}, readBase64() {}, remove: true }), 'fileStore'],
    ['an authority that is no text', (o) => (o.gateway.tls = { ca: 5 }), 'gateway.tls.ca'],
    ['a certificate of nothing', (o) => (o.interlink.tls = { cert: '' }), 'interlink.tls.cert'],
    ['authorities of which one is none', (o) => (o.gateway.tls = { ca: ['x', {}] }), 'gateway.tls.ca'],
    ['no authority in a list', (o) => (o.gateway.tls = { ca: [] }), 'gateway.tls.ca'],
    ['payloads that are a list', (o) => (o.register = { payloads: [] }), 'register.payloads'],
    ['a payload of no module', (o) => (o.register = { payloads: { ZZ: {} } }), 'register.payloads.ZZ'],
    ['a payload without rules', (o) => (o.register = { payloads: { KS: ['x'] } }), 'register.payloads.KS'],
    [
      'a misspelt rule of a payload',
      (o) => (o.register = { payloads: { KS: { require: ['x'] } } }),
      'register.payloads.KS.require',
    ],
    [
      'one field in place of a list',
      (o) => (o.register = { payloads: { KS: { required: 'nksHoTen' } } }),
      'register.payloads.KS.required',
    ],
    [
      'codes of a list nobody knows',
      (o) => (o.register = { payloads: { KS: { extraCodes: { danTocc: ['1'] } } } }),
      'register.payloads.KS.extraCodes.danTocc',
    ],
    [
      'codes that are numbers',
      (o) => (o.register = { payloads: { KS: { extraCodes: { danToc: [1] } } } }),
      'register.payloads.KS.extraCodes.danToc',
    ],
    [
      'a shortest pause that is longer than the longest',
      (o) => (o.register = { cadence: { minMs: 2_000, maxMs: 1_000 } }),
      'register.cadence.maxMs',
    ],
    [
      'a longest pause that is shorter than the shortest is by default',
      (o) => (o.register = { cadence: { maxMs: 1_000 } }),
      'register.cadence.maxMs',
    ],
    ['a cron that is no text', (o) => (o.schedule = { intake: 5 }), 'schedule.intake'],
    ['headers that are none', (o) => (o.gateway.headers = 'x'), 'gateway.headers'],
    [
      'a rule that means nothing',
      (o) => (o.interlink.answerRules = [{ id: 'x', when: { contains: 'x' }, outcome: 'taken' }]),
      'interlink.answerRules[0].outcome',
    ],
    [
      'a calendar with a day that is none',
      (o) => (o.catalog = { calendar: { days: [null] } }),
      'catalog.calendar.days',
    ],
    ['a hash key misspelt', (o) => (o.encryption = { keys: [], hashkey: 'x' }), 'encryption.hashkey'],
    ['an option nobody knows', (o) => (o.gateway.timeout = 5), 'gateway.timeout'],
    ['a section nobody knows', (o) => (o.registr = {}), 'registr'],
  ])('%s: a problem at its path, in both languages', (_name, change, path) => {
    const found = problemsOf(change).filter((problem) => problem.path.startsWith(path));
    expect(found.length).toBeGreaterThan(0);
    for (const text of [found[0]!.message, found[0]!.remedy]) {
      expect(text.vi).toMatch(/\S/);
      expect(text.en).toMatch(/\S/);
    }
  });

  it.each<[string, unknown, string, string]>([
    ['gateway.concurrency', 2_000, 'số nguyên từ 1 đến 1.000', 'a whole number from 1 to 1,000'],
    ['gateway.maxResponseBytes', 500, 'số nguyên, ít nhất 1.024', 'a whole number, 1,024 at least'],
    ['gateway.rate.perSecond', 0.005, 'số từ 0,01 đến 1.000.000', 'a number from 0.01 to 1,000,000'],
    ['register.statusBatchSize', 501, 'số nguyên từ 1 đến 500', 'a whole number from 1 to 500'],
    ['register.cadence.factor', -1, 'số, ít nhất 0', 'a number, 0 at least'],
    ['register.cadence.workingHours.slower', 0.5, 'số, ít nhất 1', 'a number, 1 at least'],
    ['engine.claimSize', 2_000, 'số nguyên từ 1 đến 1.000', 'a whole number from 1 to 1,000'],
    [
      'engine.leaseMs',
      500,
      'số mili giây nguyên từ 1.000 đến 1.000.000.000',
      'a whole number of milliseconds from 1,000 to 1,000,000,000',
    ],
    [
      'register.unknownGraceMs',
      -1,
      'số mili giây nguyên từ 0 đến 1.000.000.000',
      'a whole number of milliseconds from 0 to 1,000,000,000',
    ],
    [
      'retention.rawDays',
      36_501,
      'số ngày nguyên từ 1 đến 36.500, hoặc false',
      'a whole number of days from 1 to 36,500, or false',
    ],
  ])('says of %s = %s between what it must be', (path, value, vi, en) => {
    const problems = problemsOf((options) => {
      const names = path.split('.');
      const section = names.slice(0, -1).reduce((o, name) => (o[name] ??= {}) as Record<string, any>, options);
      section[names.at(-1)!] = value;
    });
    expect(problems).toMatchObject([{ path, message: { vi: `phải là ${vi}`, en: `must be ${en}` } }]);
  });

  it.each<[string, (o: Record<string, any>) => void, string, string]>([
    ['gateway.tls.ca', (o) => (o.gateway.tls = { ca: [] }), 'must be PEM: text', 'readFileSync(file)'],
    ['interlink.tls.key', (o) => (o.interlink.tls = { key: true }), 'must be PEM: text', 'readFileSync(file)'],
    ['fileStore', (o) => (o.fileStore = { save() {} }), 'must be a file store', 'extends HotichFileStore'],
    ['gateway', (o) => (o.gateway = 'https://x'), 'must be an object', 'Give gateway: {'],
    ['gateway', (o) => delete o.gateway, 'is missing', 'Give gateway: {'],
    ['interlink.credentials', (o) => delete o.interlink.credentials, 'is missing', 'Give {userName'],
    ['gateway.rate', (o) => (o.gateway.rate = 5), 'must be an object', 'Correct it'],
    ['register.errorFields', (o) => (o.register = { errorFields: { code: ['ma'] } }), 'must be lists', 'Give { code:'],
    [
      'register.errorFields',
      (o) => (o.register = { errorFields: { code: 'ma', description: ['moTa'] } }),
      'must be lists',
      'Give { code:',
    ],
    ['schedule', (o) => (o.schedule = true), 'must be an object', 'Correct it'],
    ['register.cadence', (o) => (o.register = { cadence: true }), 'must be an object', 'Correct it'],
  ])('says of %s what it must be, and what to do', (path, change, message, remedy) =>
    expect(problemsOf(change)).toMatchObject([
      { path, message: { en: expect.stringContaining(message) }, remedy: { en: expect.stringContaining(remedy) } },
    ]),
  );

  it('takes what is well made of all that', () =>
    expect(
      problemsOf((o) => {
        o.procedures = [{ maTTHC: '1.001193.000.00.00.H01', module: 'KS' }];
        o.fileStore = { save() {}, readBase64() {}, remove() {} };
        o.gateway.tls = { ca: ['x', Buffer.from('x')], cert: Buffer.from('x'), key: 'x' } satisfies TlsOptions;
        o.register = {
          payloads: {
            KS: { required: ['x'], optional: [], extraFields: ['y'], extraCodes: { danToc: ['99'] } },
            KT: { required: undefined },
          },
          cadence: { minMs: 1_000, maxMs: 1_000 },
        };
      }),
    ).toEqual([]));

  it('takes a path and a rule of its own', () => {
    const rule = { id: 'x', when: { contains: 'đã có', without: ['chưa'] }, outcome: 'settled', source: 'test' };
    expect(
      problemsOf((o) => Object.assign(o.interlink, { paths: { detail: '/api/v2/hoso?id={id}' }, answerRules: [rule] })),
    ).toEqual([]);
  });

  it('lists every problem at once', () => {
    const problems = problemsOf((o) =>
      Object.assign(o, { environment: 'x', provinceCode: '1', gateway: { baseUrl: 'x' } }),
    );
    expect(problems.map((problem) => problem.path)).toEqual(
      expect.arrayContaining([
        'environment',
        'provinceCode',
        'gateway.baseUrl',
        'gateway.consumerKey',
        'gateway.consumerSecret',
      ]),
    );
  });

  it('lists what several values say together beside what is wrong in one, but of the same section', () => {
    const problems = problemsOf((o) =>
      Object.assign(o, {
        environment: 'x',
        gateway: { ...o.gateway, timeoutMs: 0 },
        register: { statusBatchSize: 0, routes: [{ module: 'LTKS', version: '1.0' }] },
        schedule: { status: 'mỗi phút' },
        units: ['19'],
        encryption: { keys: [] },
        otherEnvironment: { hosts: ['dvclt.example.invalid', 'lgsp.example.invalid'] },
      }),
    );
    expect(problems.map((problem) => problem.path).sort()).toEqual([
      'encryption.keys',
      'environment',
      'gateway.timeoutMs',
      'interlink.baseUrl',
      'register.statusBatchSize',
      'schedule.status',
      'units[0]',
    ]);
  });

  it('never prints a secret, neither of good options nor of wrong ones', () => {
    const options = resolveOptions(good());
    const printed = [JSON.stringify(options), String(options), inspect(options, { depth: 9 })];
    try {
      resolveOptions({
        ...good(),
        environment: 'x' as never,
        gateway: { ...good().gateway, baseUrl: 'nope', consumerSecret: 7 as never },
      });
    } catch (error) {
      printed.push(inspect(error, { depth: 9 }), JSON.stringify(error));
    }
    expect(printed).toHaveLength(5);
    for (const text of printed)
      for (const secret of [...Object.values(SECRETS), 'mk-rat-bi-mat']) expect(text).not.toContain(secret);
  });

  describe('what the other environment uses', () => {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const refused = (otherEnvironment: OtherEnvironmentOptions, more: object = {}) =>
      problemsOf((options) => Object.assign(options, { otherEnvironment }, more)).map(({ path, rule }) => [path, rule]);

    it.each<[string, OtherEnvironmentOptions, string[]]>([
      ['a machine', { hosts: ['LGSP.example.invalid'] }, ['gateway.baseUrl']],
      [
        'a machine with the port that is meant when none is written',
        { hosts: ['lgsp.example.invalid:443'] },
        ['gateway.baseUrl'],
      ],
      ['all below a name', { hosts: ['example.invalid'] }, ['gateway.baseUrl', 'interlink.baseUrl']],
      ['a machine whose name is written to its end', { hosts: ['lgsp.example.invalid.'] }, ['gateway.baseUrl']],
      ['the consumer key', { accounts: [sha256(SECRETS.consumerKey)] }, ['gateway.consumerKey']],
      ["DVCLT's account", { accounts: [sha256('tk').toUpperCase()] }, ['interlink.credentials.userName']],
    ])('is refused at its field: %s', (_what, other, paths) =>
      expect(refused(other)).toEqual(paths.map((path) => [path, 'otherEnvironment'])),
    );

    it('is refused in a header, a token address, another kind of account and a key as well', () => {
      const gateway = { ...good().gateway, tokenUrl: 'https://vao.invalid/token', headers: { lgspaccesstoken: 'mã' } };
      const interlink = { ...good().interlink, credentials: { SecretId: 'tk', SecretPass: 'mk' } };
      const encryption = { keys: [{ id: 'that', key: Buffer.alloc(32, 1) }] };
      const other = { hosts: ['vao.invalid'], accounts: [sha256('mã'), sha256('tk')], keyIds: ['that'] };
      expect(refused(other, { gateway, interlink, encryption }).map(([path]) => path)).toEqual([
        'gateway.tokenUrl',
        'interlink.credentials.SecretId',
        'gateway.headers.lgspaccesstoken',
        'encryption.keys[0].id',
      ]);
    });

    it('is refused as the proxy of either carrier, whose account is never printed', () => {
      const proxy = 'http://tai-khoan:mk-rat-bi-mat@proxy.invalid:3128';
      const through = { gateway: { ...good().gateway, proxy }, interlink: { ...good().interlink, proxy } };
      expect(refused({ hosts: ['proxy.invalid:3128'] }, through).map(([path]) => path)).toEqual([
        'gateway.proxy',
        'interlink.proxy',
      ]);
      const problems = problemsOf((options) => {
        Object.assign(options, through, { otherEnvironment: { hosts: ['proxy.invalid'] } });
      });
      expect(JSON.stringify(problems)).not.toMatch(/tai-khoan|bi-mat/);
      const printed = resolveOptions({ ...good(), ...through } as HotichModuleOptions);
      expect(inspect(printed, { depth: 9 }) + JSON.stringify(printed)).not.toMatch(/tai-khoan|bi-mat/);
    });

    it('is told by its whole name, and by its port where one is given', () =>
      expect(
        refused({
          hosts: ['gsp.example.invalid', 'lgsp.example.invalid:8443', 'lgsp.example.invalid:80', 'example'],
          accounts: [sha256('khoa')],
          keyIds: ['x'],
        }),
      ).toEqual([]));

    it('is told without any value', () => {
      const problems = problemsOf((options) => {
        options.otherEnvironment = { hosts: ['example.invalid'], accounts: [sha256(SECRETS.consumerKey)] };
      });
      expect(JSON.stringify(problems)).not.toMatch(/example|khoa-rat/);
    });
  });
});
