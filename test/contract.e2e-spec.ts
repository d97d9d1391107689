import { writeFileSync } from 'node:fs';
import {
  type ContractVersion,
  examplePayload,
  HotichError,
  MODULE_CODES,
  type ModuleCode,
  MODULES,
  type PayloadProfile,
  profilesOf,
  VERSION_MODULES,
} from '@hotich/nestjs';
import { nextCode } from './support/samples';
import { scene, type Scene } from './support/scene';

const COLUMNS = ['submit', 'status', 'result', 'validation', 'simulator'] as const;
type Column = (typeof COLUMNS)[number];

/** What was seen to work, and nothing else: the table of `npm run coverage:contract` is made of it. */
const seen = new Map<string, Set<Column>>();

const carried = (Object.entries(VERSION_MODULES) as [ContractVersion, readonly ModuleCode[]][]).flatMap(
  ([version, modules]) => modules.map((module) => [module, version] as const),
);

/** Styles in which a version can carry a module: the register's own form in 1.0, the JSON styles later. */
function stylesOf(module: ModuleCode, version: ContractVersion): PayloadProfile[] {
  return profilesOf(module).filter((profile) => (profile === 'register') === (version === '1.0'));
}

/** At a unit the simulator knows; the marital-status form of version 1.0 names none. */
const atUnit = (data: Record<string, unknown>) => ('noiDangKy' in data ? { ...data, noiDangKy: '07210' } : data);

describe('every module in every version that carries it', () => {
  afterAll(() => {
    const rows = carried.map(([module, version]) => ({
      module,
      version,
      title: MODULES[module].title.vi,
      seen: [...(seen.get(`${module} ${version}`) ?? [])],
    }));
    if (process.env.HOTICH_COVERAGE)
      writeFileSync(process.env.HOTICH_COVERAGE, JSON.stringify({ columns: COLUMNS, rows }));
  });

  it('is the whole list', () => {
    expect(new Set(carried.map(([module]) => module))).toEqual(new Set(MODULE_CODES));
  });

  describe.each(carried)('%s %s', (module, version) => {
    let s: Scene;
    const did = (column: Column) =>
      seen.set(`${module} ${version}`, (seen.get(`${module} ${version}`) ?? new Set()).add(column));
    const open = async (profile: PayloadProfile) =>
      (s = await scene({ register: { routes: [{ module, effectiveFrom: '2026-01-01', version, profile }] } }));
    afterEach(() => s.close());

    const input = (profile: PayloadProfile, change: Record<string, unknown> = {}) => ({
      maHoSo: nextCode(),
      module,
      maDonVi: '07210',
      data: { ...atUnit(examplePayload(module, profile)), ...change },
      ...(MODULES[module].interlinked ? { maHoSoLT: 'G22.99.08-261124-0001', maTTHC: '2.000986' } : {}),
    });

    it.each(stylesOf(module, version))(
      'style %s: submitted, asked about, registered, brought home',
      async (profile) => {
        await open(profile);
        const dossier = input(profile);
        await s.host.sync.submit(dossier);
        expect(await s.host.sync.runOnce()).toMatchObject({ settled: 1, held: 0, retried: 0 });
        expect(s.remotes.ledger.submissions(dossier.maHoSo)).toMatchObject([{ module, contract: version }]);
        did('submit');
        expect(s.remotes.register.find(dossier.maHoSo)).toMatchObject({ module, maDonVi: '07210', ignoredFields: [] });
        did('simulator');

        s.remotes.register.markEligible(dossier.maHoSo);
        expect(await s.host.poller.refresh([dossier.maHoSo])).toMatchObject([{ state: 'sent', registerStatus: 3 }]);
        did('status');

        const { certificate } = s.remotes.register.registerAndIssue(dossier.maHoSo);
        expect(await s.host.poller.refresh([dossier.maHoSo])).toMatchObject([{ state: 'registered' }]);
        const result = await s.host.poller.result(dossier.maHoSo);
        expect(result?.data.soDangKy ?? result?.data.so).toBeDefined();
        if (version !== '1.0') expect(await result?.file?.content()).toEqual(certificate);
        did('result');
      },
    );

    it('a payload without what a registrar needs is refused, field by field, before anything is sent', async () => {
      const [profile] = stylesOf(module, version);
      await open(profile!);
      const error = (await s.host.sync
        .submit({ ...input(profile!), data: { khongCoTruongNay: 'x' } })
        .catch((e: unknown) => e)) as HotichError;
      expect(error).toMatchObject({ code: 'HT-2001' });
      expect(error.problems.map((problem) => problem.rule)).toEqual(
        expect.arrayContaining(['unknownField', 'required']),
      );
      expect(s.remotes.calls.all.filter((call) => call.operation.endsWith('submit'))).toEqual([]);
      did('validation');
    });
  });
});
