import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './faults/fault';
import { fault } from './faults/faults';
import { deathPayload, Province, submission } from './province.spec-support';
import type { SimulatorOptions } from './options';
import { HotichSimulator } from './simulator';

const CODE = 'H24.1-261124-0001';
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A submission has arrived and waits. */
const underway = async ({ calls }: HotichSimulator): Promise<void> => {
  while (!calls.of('register.submit').some(({ fault: name }) => name)) await sleep(5);
};

describe('HotichSimulator', () => {
  let remotes: HotichSimulator;
  let province: Province;
  const started: HotichSimulator[] = [];

  /** Stopped after the test, also when the test fails: an open port would keep the run from ending. */
  const start = async (options?: SimulatorOptions): Promise<HotichSimulator> => {
    const simulator = await HotichSimulator.start(options);
    started.push(simulator);
    return simulator;
  };

  beforeEach(async () => {
    remotes = await start();
    province = new Province(remotes);
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((simulator) => simulator.stop()));
  });

  /** Result object of the register, flattened as DVCLT wants it. */
  const flattened = async (code: string): Promise<string> => {
    const result = (await province.statusItem(code))?.['ketQuaXuLy'] as Record<string, Record<string, unknown> | null>;
    const text = (field: string): unknown => result[field]?.['dcChiTiet'] ?? 'Không có thông tin';
    return JSON.stringify({
      ...result,
      nksNoiSinh: text('nksNoiSinh'),
      nksQueQuan: text('nksQueQuan'),
      meNoiCuTru: text('meNoiCuTru'),
      chaNoiCuTru: text('chaNoiCuTru'),
      meLoaiCuTru: result['meLoaiCuTru'] ?? 1,
      chaLoaiCuTru: result['chaLoaiCuTru'] ?? 1,
      nksNoiSinhMaTinh: '24',
      maGiayToKetQua: 'KQ.G15.000031',
    });
  };

  it('carries a birth through 1-3-7-2-3-7-4-5', async () => {
    const { maHoSo } = remotes.citizen.fileBirth();
    const [row] = await province.list();
    expect(row).toMatchObject({ maHoSo, module: 'KS', maTTHC: '2.000986', maDonVi: 7210 });
    expect((await province.report(maHoSo, 1)).status).toBe(200);
    await province.acknowledge(maHoSo);
    expect(await province.list()).toEqual([]);

    await province.report(maHoSo, 3);
    expect((await province.submit(submission(CODE, { maHoSoLT: maHoSo }))).json).toMatchObject({ status: '1' });
    await province.report(maHoSo, 7);
    remotes.register.receive(CODE);
    remotes.register.requestSupplement(maHoSo, { noiDungXuLy: 'Thiếu giấy chứng sinh' });
    expect(await province.statusItem(CODE)).toMatchObject({ trangThai: '2', noiDungXuLy: 'Thiếu giấy chứng sinh' });
    await province.report(maHoSo, 2, { noiDungXuLy: 'Thiếu giấy chứng sinh' });

    remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU HAI' } });
    const [again] = await province.list();
    expect(again).toMatchObject({ maHoSo });
    expect(again?.['id']).not.toBe(row?.['id']);
    expect((await province.detail(again?.['id'])).text).toContain('NGUYỄN VĂN MẪU HAI');
    await province.acknowledge(maHoSo);
    await province.report(maHoSo, 3);
    expect((await province.submit(submission(CODE, { maHoSoLT: maHoSo }))).json).toMatchObject({ status: '1' });
    await province.report(maHoSo, 7);

    const { certificate } = remotes.register.registerAndIssue(CODE);
    const item = await province.statusItem(CODE);
    expect(item).toMatchObject({ trangThai: '4', ketQuaXuLy: { soDinhDanh: '000000000001', ndkksMaXa: '07210' } });
    const received = Buffer.from((item?.['ketQuaXuLy'] as { giayKhaiSinh: string }).giayKhaiSinh, 'base64');
    expect(received.equals(certificate)).toBe(true);
    await province.report(maHoSo, 4, { ketQuaXuLy: await flattened(CODE) });
    await province.report(maHoSo, 5);

    const national = remotes.interlink.dossier(maHoSo);
    expect(national).toMatchObject({ statuses: [1, 3, 7, 2, 3, 7, 4, 5], acknowledged: true, version: 2 });
    expect(national?.reports.at(-2)?.documentSha256).toBe(sha256(certificate));
    expect(remotes.register.find(CODE)?.history.map((entry) => entry.trangThai)).toEqual([1, 2, 1, 4]);
    expect(remotes.register.find(CODE)?.ignoredFields).toEqual([]);
    expect(remotes.ledger.submissions(CODE).map((effect) => effect.version)).toEqual([1, 2]);
    expect(remotes.ledger.reports(maHoSo).map((effect) => effect.trangThai)).toEqual([1, 3, 7, 2, 3, 7, 4, 5]);
  });

  it('carries a death, whose extract may be signed later', async () => {
    await province.submit(submission(CODE, { module: 'LTKT', data: JSON.stringify(deathPayload()) }));
    remotes.register.registerAndIssue(CODE, { unsigned: true });
    expect(await province.statusItem(CODE, 'LTKT')).toMatchObject({ trangThai: '4', ketQuaXuLy: { giayKhaiTu: null } });
    const { certificate } = remotes.register.sign(CODE);
    expect(await province.statusItem(CODE, 'LTKT')).toMatchObject({
      ketQuaXuLy: { giayKhaiTu: certificate.toString('base64'), maGiayToKetQua: 'KQ.G15.000034' },
    });
    expect(remotes.register.certificate(CODE)?.equals(certificate)).toBe(true);
  });

  it('refuses connections while down and answers on the same port after', async () => {
    const before = remotes.gatewayUrl;
    await remotes.down('gateway');
    await expect(province.submit(submission(CODE))).rejects.toThrow('fetch failed');
    expect(await province.list()).toEqual([]);
    await remotes.up('gateway');
    expect(remotes.gatewayUrl).toBe(before);
    expect((await province.submit(submission(CODE))).json).toMatchObject({ status: '1' });
  });

  it('obeys the last of several orders to go down or up', async () => {
    const { gatewayUrl } = remotes;
    await remotes.down();
    await Promise.all([remotes.up(), remotes.up()]);
    expect(remotes.gatewayUrl).toBe(gatewayUrl);
    await remotes.down();
    await Promise.all([remotes.up(), remotes.down()]);
    expect([remotes.isUp('gateway'), remotes.isUp('interlink')]).toEqual([false, false]);
    await Promise.all([remotes.up(), remotes.down(), remotes.up()]);
    expect(await province.list()).toEqual([]);
  });

  it('forgets everything on reset and keeps its ports', async () => {
    remotes.behaviour.register.trangThaiAs = 'number';
    remotes.citizen.fileBirth();
    await province.submit(submission(CODE));
    const { gatewayUrl } = remotes;
    await province.submit(submission(CODE));
    await remotes.down();
    await remotes.reset();
    expect(remotes.ledger.repeats(CODE)).toBe(0);
    expect(remotes.gatewayUrl).toBe(gatewayUrl);
    expect(remotes.register.dossiers()).toEqual([]);
    expect(remotes.interlink.dossiers()).toEqual([]);
    expect([remotes.calls.all, remotes.ledger.all]).toEqual([[], []]);
    expect(remotes.behaviour.register.trangThaiAs).toBe('string');
  });

  it('finds its data again through the state file, and numbers on', async () => {
    const stateFile = join(await mkdtemp(join(tmpdir(), 'simulator-')), 'deep', 'state.json');
    const first = await start({ stateFile });
    const { maHoSo } = first.citizen.fileBirth();
    await new Province(first).submit(submission(CODE));
    await new Province(first).submit(submission(CODE));
    const { certificate } = first.register.registerAndIssue(CODE);
    first.catalogs.set('magioitinh', [{ Ma: '1', Ten: 'Nam' }]);
    await first.stop();
    expect(await readdir(join(stateFile, '..'))).toEqual(['state.json']);

    const second = await start({ stateFile });
    expect(second.register.certificate(CODE)?.equals(certificate)).toBe(true);
    expect(second.ledger.submissions(CODE)).toHaveLength(1);
    expect(second.ledger.repeats(CODE)).toBe(1);
    expect(second.catalogs.rows('magioitinh')).toEqual([{ Ma: '1', Ten: 'Nam' }]);
    const next = second.citizen.fileBirth();
    expect(next.maHoSo).not.toBe(maHoSo);
    expect((await new Province(second).submit(submission(CODE))).json?.['errorDescription']).toContain(
      'đã được tiếp nhận',
    );
    await second.stop();
    expect(JSON.parse(await readFile(stateFile, 'utf8'))).toMatchObject({
      format: 2,
      sequences: { nationalDossier: 2 },
    });
  });

  it('leaves the state file to its successor: a call still on its way when it stopped is lost', async () => {
    const stateFile = join(await mkdtemp(join(tmpdir(), 'simulator-')), 'state.json');
    const first = await start({ stateFile });
    const early = new Province(first);
    await early.status([CODE]);
    first.faults.next('register.submit', fault.delay(400));
    const late = early.submit(submission('H24.1-261124-0009'));
    await Promise.all([expect(late).rejects.toThrow('fetch failed'), underway(first).then(() => first.stop())]);

    const second = await start({ stateFile });
    await new Province(second).submit(submission(CODE));
    first.citizen.fileBirth();
    await sleep(700);
    await second.stop();
    expect(first.register.dossiers()).toEqual([]);
    expect(JSON.parse(await readFile(stateFile, 'utf8'))).toMatchObject({
      register: [{ maHoSoMCDT: CODE }],
      interlink: [],
    });
  });

  it.each<[string, Fault]>([
    ['before the work', fault.delay(200)],
    ['after it', fault.acceptThenDelay(60_000)],
    ['in the middle of its answer', fault.trickle(1, 60_000)],
    ['for ever', fault.acceptThenHang()],
  ])('begins anew on reset: a call that waits %s is cut off and reaches no book', async (_when, slow) => {
    const open = await start({ behaviour: { gateway: { auth: 'none' } } });
    const outcomes: string[] = [];
    open.calls.subscribe(({ operation, outcome }) => operation === 'register.submit' && outcomes.push(outcome));
    open.faults.next('register.submit', slow);
    const sent = expect(new Province(open).submit(submission(CODE))).rejects.toThrow('fetch failed');
    await underway(open);
    await open.reset();
    await sent;
    await sleep(250);
    expect(outcomes).toEqual(['cut']);
    expect([open.ledger.all, open.calls.all, open.register.dossiers()]).toEqual([[], [], []]);
  });

  it('does not start on a foreign state file, nor with units that lost their zeros', async () => {
    const stateFile = join(await mkdtemp(join(tmpdir(), 'simulator-')), 'state.json');
    for (const foreign of ['{"some":"other file"}', 'null', '{"format":2}', '{"format":2,"register":[5]}']) {
      await writeFile(stateFile, foreign);
      await expect(HotichSimulator.start({ stateFile })).rejects.toThrow('is not a state file');
      expect(await readFile(stateFile, 'utf8')).toBe(foreign);
    }
    await expect(HotichSimulator.start({ units: [{ code: '19', name: 'Xã Mẫu' }] })).rejects.toThrow(
      "'19' is not a unit code",
    );
  });

  it.each<[SimulatorOptions]>([
    [{ port: 70_000 }],
    [{ port: 65_535 }],
    [{ port: -1 }],
    [{ provinceCode: '1' }],
    [{ provinceCode: '24 ' }],
    [{ callLogLimit: -1 }],
    [{ callLogLimit: NaN }],
  ])('does not start with %j', async (options) => {
    await expect(HotichSimulator.start(options)).rejects.toMatchObject({ name: 'SimulatorError', code: 'badInput' });
  });

  it('takes three ports in a row when one is named', async () => {
    const fixed = await startOnNamedPort();
    const port = Number(new URL(fixed.url).port);
    expect([fixed.gatewayUrl, fixed.interlinkUrl].map((url) => Number(new URL(url).port))).toEqual([
      port + 1,
      port + 2,
    ]);
    await fixed.stop();
  });
});

/** Others may hold one of three neighbouring ports: a few bases are tried. */
async function startOnNamedPort(): Promise<HotichSimulator> {
  for (const port of [42_310, 43_420, 44_530, 45_640]) {
    const started = await HotichSimulator.start({ port }).catch(() => undefined);
    if (started) return started;
  }
  throw new Error('no three free ports in a row');
}
