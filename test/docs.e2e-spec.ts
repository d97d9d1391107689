import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type ContractVersion,
  type HotichError,
  MODULE_CODES,
  type ModuleCode,
  MODULES,
  type PayloadProfile,
  profilesOf,
  type SubmitInput,
  VERSION_MODULES,
} from '@hotich/nestjs';
import { scene, type Scene } from './support/scene';

const root = join(__dirname, '..');
const docs = join(root, 'docs');
const read = (path: string) => readFileSync(path, 'utf8');
const pageOf = (module: ModuleCode) => read(join(docs, 'modules', `${module}.md`));
const unique = (texts: readonly string[]) => [...new Set(texts)].sort();

/** A request body as a page prints it, with the payload printed above it. */
interface Example {
  readonly module: ModuleCode;
  readonly style: PayloadProfile;
  readonly version: ContractVersion;
  readonly payload: Record<string, unknown>;
  readonly body: Record<string, string>;
}

function examplesOf(module: ModuleCode): Example[] {
  const page = pageOf(module);
  const blocks = [...page.matchAll(/^```json (payload|body) style=(\S+)(?: version=(\S+))?\n(.*?)^```$/gms)];
  const payloads = new Map<string, Record<string, unknown>>();
  return blocks.flatMap(([, kind, style = '', versions = '', text = '']) => {
    if (kind === 'payload') payloads.set(style, JSON.parse(text) as Record<string, unknown>);
    const named = kind === 'body' ? (versions.split(',') as ContractVersion[]) : [];
    return named.map((version) => ({
      module,
      style: style as PayloadProfile,
      version,
      payload: payloads.get(style)!,
      body: JSON.parse(text) as Record<string, string>,
    }));
  });
}

/** What DVCLT would have said the dossier is for; it does not travel to the register. */
const PROCEDURES: Partial<Record<ModuleCode, string>> = { LTKS: '2.000986', LTKT: '1.011733' };

/** What a reader of the page would give to `submit()` to have that body sent. */
function inputOf({ module, payload, body }: Example): SubmitInput {
  const [, day = '', month = '', year = ''] = /^(\d\d)\/(\d\d)\/(\d{4})/.exec(body.ngayTiepNhan!) ?? [];
  const received = year ? `${year}-${month}-${day}` : body.ngayTiepNhan;
  return {
    maHoSo: body.maHoSoMCDT ?? body.maHoSo!,
    module,
    maDonVi: String(body.maDonVi),
    data: payload,
    ngayTiepNhan: new Date(`${received}T08:15:00+07:00`),
    ...(MODULES[module].interlinked ? { maHoSoLT: body.maHoSoLT!, maTTHC: PROCEDURES[module] } : {}),
  };
}

/** The fields of a style as its page's first table prints them. */
function printedFields(module: ModuleCode, style: PayloadProfile) {
  const section = pageOf(module).split(`## Kiểu ${style} · `)[1]!;
  const rows = /(?:^\|.*\|\n)+/m.exec(section)![0].trimEnd().split('\n').slice(2);
  return rows.map((row) => {
    const cells = row.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return { path: `data.${cells[1]!.replaceAll('`', '')}`, required: cells[7] === '✓', max: Number(cells[8]) };
  });
}

function generator(...options: string[]) {
  const run = spawnSync(process.execPath, [join(root, 'scripts/docs-modules.mjs'), ...options], { encoding: 'utf8' });
  return { status: run.status, output: run.stdout + run.stderr };
}

describe('the generated pages', () => {
  it('say what the code says', () => expect(generator('--check')).toEqual({ status: 0, output: '' }), 60_000);

  it('are named when they do not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hotich-docs-'));
    try {
      cpSync(docs, folder, { recursive: true });
      const inModules = (name: string) => join(folder, 'modules', name);
      writeFileSync(inModules('KS.md'), read(inModules('KS.md')).replace('Họ, chữ đệm, tên', 'Họ và tên'));
      rmSync(inModules('GH.md'));
      writeFileSync(inModules('XX.md'), '# XX\n');
      const { status, output } = generator('--check', '--folder', folder);
      expect(status).toBe(1);
      expect(output.match(/^(?:missing|differs|not generated): modules\/\w+\.md/gm)).toEqual([
        'differs: modules/KS.md',
        'missing: modules/GH.md',
        'not generated: modules/XX.md',
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);

  it('have an example for every module, version and style', () => {
    const expected = MODULE_CODES.flatMap((module) =>
      profilesOf(module).flatMap((style) => {
        const carriers = (Object.keys(VERSION_MODULES) as ContractVersion[]).filter(
          (version) => VERSION_MODULES[version].includes(module) && (style === 'register') === (version === '1.0'),
        );
        return (carriers.length > 0 ? carriers : ['3.0']).map((version) => `${module} ${version} ${style}`);
      }),
    );
    const printed = MODULE_CODES.flatMap(examplesOf).map((one) => `${one.module} ${one.version} ${one.style}`);
    expect(printed.sort()).toEqual(expected.sort());
  });
});

const examples = MODULE_CODES.flatMap(examplesOf);
const waysOf = unique(examples.map(({ version, style }) => `${version} ${style}`)).map(
  (way) => way.split(' ') as [ContractVersion, PayloadProfile],
);

describe.each(waysOf)('what the pages print for version %s in style %s', (version, style) => {
  const printed = examples.filter((one) => one.version === version && one.style === style);
  const modules = printed.map((one) => one.module);
  const named = printed.map((one) => [one.module, one] as const);
  let s: Scene;
  beforeAll(async () => {
    // Some styles wait for the Ministry to open their modules: here it has.
    const route = { module: modules, effectiveFrom: '2025-08-01', version, profile: style };
    s = await scene({ register: { routes: [route], versionModules: { [version]: modules } } });
  });
  afterAll(() => s.close());

  /** What `submit()` says of a payload, path and rule. */
  const problemsOf = async (example: Example, data: object) => {
    const refusal = (await s.host.sync.submit({ ...inputOf(example), data }).catch((e: unknown) => e)) as HotichError;
    return refusal.problems;
  };

  it.each(named)('%s: is what the library sends, to the byte, and the register takes it', async (module, example) => {
    const input = inputOf(example);
    await s.host.sync.submit(input);
    expect(await s.host.sync.runOnce()).toMatchObject({ settled: 1, held: 0, retried: 0 });
    const bodySha256 = createHash('sha256').update(JSON.stringify(example.body)).digest('hex');
    expect(s.remotes.ledger.submissions(input.maHoSo)).toMatchObject([{ module, contract: version, bodySha256 }]);
    expect(s.remotes.register.find(input.maHoSo)).toMatchObject({ module, ignoredFields: [] });
  });

  it.each(named)('%s: demands the fields marked as required, and no others', async (module, example) => {
    const demanded = (await problemsOf(example, {})).map(({ path, rule }) => `${path} ${rule}`);
    const marked = printedFields(module, style).filter((field) => field.required);
    expect(demanded).toEqual(marked.map(({ path }) => `${path} required`));
  });

  it.each(named)('%s: refuses one character more than the longest text', async (module, example) => {
    const measured = printedFields(module, style).filter(({ max }) => max > 0);
    expect(measured.length).toBeGreaterThan(3);
    const data = (more: number) =>
      Object.fromEntries(measured.map(({ path, max }) => [path.slice('data.'.length), 'x'.repeat(max + more)]));
    const tooLong = async (more: number) =>
      (await problemsOf(example, data(more))).filter((problem) => problem.rule === 'maxLength');
    expect((await tooLong(1)).map(({ path, message }) => [path, message.en])).toEqual(
      measured.map(({ path, max }) => [path, `is longer than ${max} characters`]),
    );
    expect(await tooLong(0)).toEqual([]);
  });
});

describe('the documentation', () => {
  const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));

  it('has no link that leads nowhere', () => {
    const broken = pages.flatMap((name) => {
      const links = [...read(join(docs, name)).matchAll(/\]\((?!\w+:)([^)#]*)(?:#([^)]+))?\)/g)];
      return links
        .filter(([, path, anchor]) => {
          const target = path ? join(docs, dirname(name), path) : join(docs, name);
          return !existsSync(target) || (anchor && !read(target).includes(`<a id="${anchor}"></a>`));
        })
        .map(([link]) => `${name}: ${link}`);
    });
    expect(broken).toEqual([]);
  });

  it('explains every error code of the library, and no other', () => {
    const source = join(root, 'libs/hotich/src');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /(?<!spec)\.ts$/.test(name),
    );
    const codes = files.flatMap((name) => read(join(source, name)).match(/(?<=code(: | = )')HT-\d{4}(?=')/g) ?? []);
    const page = read(join(docs, 'errors.md'));
    expect(codes.length).toBeGreaterThan(9);
    expect(page.match(/(?<=^## )HT-\d{4}$/gm)).toEqual(unique(codes));
    const classes = read(join(source, 'errors/errors.ts')).matchAll(
      /class (\w+) extends.*?code(?:: | = )'(HT-\d{4})'/gs,
    );
    for (const [, name, code] of classes) expect(page).toMatch(new RegExp(`## ${code}\n\n.*\`${name}\``));
  });

  it("explains every error code of the register's list", () => {
    const source = read(join(root, 'libs/hotich/src/contract/register/error-codes.ts'));
    const listed = [...source.matchAll(/code: '(\d+)',\s*name: '(\w+)'/g)].map(([, code, name]) => [code, name]);
    const rows = read(join(docs, 'errors.md')).matchAll(/^\| (\d{3}) +\| `(\w+)`/gm);
    expect(listed.length).toBeGreaterThan(0);
    expect([...rows].map(([, code, name]) => [code, name])).toEqual(listed);
  });
});
