import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { HotichGate, type HotichModuleOptions } from '@hotich/nestjs';
import { freshDatabase } from './support/database';
import { eventually, startHost, type TestHost } from './support/host';
import { birthInput, nextCode } from './support/samples';

/** Nothing else comes in between. */
const ASLEEP = { submission: false, status: false, report: false, intake: false, retention: false } as const;

const PAPERS = { kind: 'loaiGiayToTuyThan', system: 'register', closed: true } as const;

type Answer = { readonly status?: number; readonly body: unknown };

/** The two catalog services behind a gateway, each list as a test sets it. */
class CatalogRemote {
  readonly asked: string[] = [];
  /** By `loaiDanhMuc` of version 1.0, and by name of the shared categories. */
  readonly lists = new Map<string, Answer>();
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  /** Rows as version 1.0 answers them: JSON inside JSON. */
  serve(loaiDanhMuc: number, rows: unknown): void {
    this.lists.set(String(loaiDanhMuc), { body: { status: 1, value: JSON.stringify(rows) } });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = Buffer.concat(chunks).toString();
    const key =
      request.method === 'POST'
        ? String((JSON.parse(sent) as { loaiDanhMuc: number }).loaiDanhMuc)
        : (request.url ?? '').replace('/dmdc/Category/', '').replace('/dmdc/Metadata/', 'columns of ');
    this.asked.push(key);
    const { status = 200, body } = this.lists.get(key) ?? { status: 404, body: { title: 'Not Found' } };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }
}

describe('the catalog', () => {
  let remote: CatalogRemote;
  let gatewayUrl: string;
  const hosts: TestHost[] = [];

  beforeEach(async () => {
    remote = new CatalogRemote();
    gatewayUrl = await remote.start();
    remote.serve(1, [{ ma: 'VN', ten: 'Việt Nam' }]);
    remote.serve(2, { data: [{ MaQuocGia: 'VN', TenQuocGia: 'Việt Nam' }] });
    remote.serve(3, [
      { id: 63001, ten: 'Kinh' },
      { id: 77777, ten: 'Dân tộc mẫu' },
    ]);
    remote.serve(4, [
      { Ma: 1, TenTinhThanh: 'Hà Nội' },
      { Ma: 24, TenTinhThanh: 'Bắc Ninh' },
    ]);
    remote.serve(5, [{ value: '4', label: 'Căn cước công dân' }]);
    remote.lists.set('madantoc', { body: [{ C1: '01', C2: 'Kinh' }] });
    remote.lists.set('columns of madantoc', {
      body: [
        { PropertyCode: 'C1', PropertyName: 'Mã', PropertyType: 'string' },
        { PropertyCode: 'C2', PropertyName: 'Tên', PropertyType: 'string' },
      ],
    });
  });
  afterEach(async () => {
    await Promise.all(hosts.splice(0).map((host) => host.close()));
    await remote.stop();
  });

  async function host(
    url: string,
    environment: 'test' | 'production' = 'test',
    schedule: HotichModuleOptions['schedule'] = false,
  ): Promise<TestHost> {
    const others = { gioiTinh: false, quocGia: false, tinhTrangHonNhan: false, tinhThanh: false } as const;
    const options = {
      environment,
      provinceCode: '24',
      gateway: { baseUrl: gatewayUrl, auth: 'none' as const, timeoutMs: 2_000, connectTimeoutMs: 1_000 },
      schedule,
      catalog: { sources: ['register', 'shared'] as const, categories: others },
    };
    const started = await startHost(url, options);
    hosts.push(started);
    return started;
  }
  const versions = ({ db }: TestHost) =>
    db.query<{ kind: string; seq: number }[]>('select kind, seq from hotich_catalog_version order by created_at');

  it('costs a boot nothing: no remote is asked, no table is read, and what ships is there', async () => {
    const { catalog } = await host(await freshDatabase({ migrate: false }));
    expect(remote.asked).toEqual([]);
    expect(catalog.unit('00019', '2024-07-15')?.fullName).toBe('phường Điện Biên, quận Ba Đình, Hà Nội');
    expect(catalog.unit('00019')).toMatchObject({ valid: false, now: { status: 'ambiguous' } });
    expect(catalog.find('danToc', '63001')?.name.vi).toBe('Kinh');
  });

  it('is refreshed from both services, and stores what differs once', async () => {
    const first = await host(await freshDatabase());
    const { lists, failures } = await first.catalog.refresh();
    expect(failures).toEqual([]);
    expect(lists.map(({ system, kind, stored }) => `${system} ${kind} ${stored}`)).toEqual([
      'register quocTich true',
      'register quocGia true',
      'register danToc true',
      'register tinhThanh true',
      'register loaiGiayToTuyThan true',
      'shared danToc true',
    ]);
    expect(lists[2]?.diff.added).toEqual([{ code: '77777', name: { vi: 'Dân tộc mẫu', en: 'Dân tộc mẫu' } }]);
    expect(first.catalog.find('danToc', '77777')?.name.vi).toBe('Dân tộc mẫu');
    expect(first.catalog.find('danToc', '77777', '2024-01-01')).toBeUndefined();
    expect(first.catalog.find('tinhThanh', '01')?.name.vi).toBe('Hà Nội');
    expect(first.catalog.entries('danToc', undefined, 'shared').map(({ code }) => code)).toEqual(['01']);
    expect(first.catalog.mapCode('danToc', '01', 'shared', 'register')).toMatchObject({ ok: true, code: '63001' });

    const again = await first.catalog.refresh();
    expect(again.lists.some(({ stored }) => stored)).toBe(false);
    expect(await versions(first)).toHaveLength(6);

    remote.serve(3, [{ id: 63001, ten: 'Kinh' }]);
    const third = await first.catalog.refresh();
    expect(third.lists.filter(({ stored }) => stored)).toMatchObject([
      { kind: 'danToc', diff: { removed: [{ code: '77777' }], unchanged: 1 } },
    ]);
    expect(first.catalog.find('danToc', '77777')).toBeUndefined();
  });

  it('keeps one failing list from stopping the others, and tells why', async () => {
    remote.lists.set('2', { body: { status: 0, errorCode: '302', errorDescription: 'Sai loại danh mục' } });
    remote.lists.set('4', { body: { status: 1, value: 'không phải JSON' } });
    remote.lists.delete('madantoc');
    const { catalog } = await host(await freshDatabase());
    const { lists, failures } = await catalog.refresh();
    expect(lists.map(({ kind }) => kind)).toEqual(['quocTich', 'danToc', 'loaiGiayToTuyThan']);
    expect(failures).toMatchObject([
      { source: 'register danhMuc 1.0', list: 'quocGia', diagnosis: { code: 'HT-4002' } },
      { source: 'register danhMuc 1.0', list: 'tinhThanh', diagnosis: { code: 'HT-3001' } },
      { source: 'shared categories', list: 'danToc', diagnosis: { problems: [{ rule: 'catalog.refused' }] } },
    ]);
  });

  it.each([404, 403])(
    'keeps no dossier waiting because the lists are not where it is told to ask: HTTP %i',
    async (status) => {
      const nothing = { status, body: { message: 'no Route matched with those values' } };
      for (const list of ['1', '2', '3', '4', '5', 'madantoc', 'columns of madantoc']) remote.lists.set(list, nothing);
      const { catalog, sync, db } = await host(await freshDatabase());
      await sync.runOnce();
      const { failures } = await catalog.refresh();
      expect(failures.map(({ diagnosis }) => diagnosis.kind)).toEqual(Array(6).fill('configuration'));
      expect(await db.manager.findOneByOrFail(HotichGate, { carrier: 'gateway' })).toMatchObject({ failures: 0 });
    },
  );

  it('says so where nobody sees what a refresh comes to: in the night', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    const said = () => warned.mock.calls.map(([sentence]) => String(sentence)).filter((one) => /^catalog:/.test(one));
    try {
      remote.lists.delete('madantoc');
      remote.lists.set('4', { body: { status: 1, value: 'không phải JSON' } });
      await host(await freshDatabase(), 'test', { ...ASLEEP, catalog: '* * * * * *' });
      await eventually(() => said().length >= 2);
      expect(said()[0]).toMatch(/^catalog: register danhMuc 1\.0, tinhThanh: \S/);
      expect(said()[1]).toMatch(/^catalog: shared categories, danToc: \S/);
      expect(said().join()).not.toContain('không phải JSON');
    } finally {
      warned.mockRestore();
    }
  });

  it('goes on with what it has when nobody answers', async () => {
    const { catalog } = await host(await freshDatabase());
    await catalog.refresh();
    await remote.stop();
    const { lists, failures } = await catalog.refresh();
    expect([lists.length, failures.length]).toEqual([0, 6]);
    expect(failures[0]).toMatchObject({ diagnosis: { code: 'HT-4001', kind: 'transient' } });
    expect(catalog.find('danToc', '77777')?.name.vi).toBe('Dân tộc mẫu');
  });

  it('is one for all replicas: both refresh at once and every list is stored once; what one imports the other finds', async () => {
    const url = await freshDatabase();
    const [one, other] = [await host(url), await host(url)];
    await Promise.all([one.catalog.refresh(), other.catalog.refresh(), other.catalog.refresh()]);
    expect((await versions(one)).map(({ seq }) => seq)).toEqual([1, 1, 1, 1, 1, 1]);

    const late = await host(url);
    expect(late.catalog.find('danToc', '77777')).toBeUndefined();
    await late.catalog.ready();
    expect(late.catalog.find('danToc', '77777')?.name.vi).toBe('Dân tộc mẫu');
  });

  it('never shows one environment the lists of the other', async () => {
    const url = await freshDatabase();
    const [test, production] = [await host(url), await host(url, 'production')];
    await test.catalog.refresh();
    await production.catalog.ready();
    expect(production.catalog.find('danToc', '77777')).toBeUndefined();
  });

  it('is put right by importing the right file again, whatever was imported since; a refresh undoes no import', async () => {
    const { catalog } = await host(await freshDatabase());
    await catalog.refresh();
    const given = (rows: string, source: string) =>
      catalog.importFile(Buffer.from(`ma,ten\n${rows}`), { kind: 'danToc', system: 'register', source });
    const codes = () => catalog.entries('danToc').map(({ code }) => code);
    await given('63001,Kinh\n77777,Dân tộc mẫu\n77778,Dân tộc khác', 'đúng.csv');
    await given('1,Sai', 'nhầm.csv');
    expect(codes()).toEqual(['1']);
    expect(await given('63001,Kinh\n77777,Dân tộc mẫu\n77778,Dân tộc khác', 'đúng.csv')).toMatchObject({
      stored: true,
    });
    await catalog.refresh();
    expect(codes()).toEqual(['63001', '77777', '77778']);
  });

  it('makes a province’s conversions exact once its official table is imported', async () => {
    const url = await freshDatabase();
    const { catalog } = await host(url);
    const address = { maTinh: '24', maHuyen: '213', maXa: '07225', dcChiTiet: 'Số 1 phố Mẫu' };
    expect(catalog.convertAddress(address, 'threeTier', 'twoTier').status).toBe('probable');
    const table = Buffer.from('Mã xã cũ;Mã xã mới;Hình thức\n07225;07210;Nhập toàn bộ\n');
    const done = await catalog.importFile(table, { kind: 'unitConversions', source: 'Bảng chuyển đổi mẫu' });
    expect(done).toMatchObject({ stored: true, entries: 1, unfinished: [] });

    const later = await host(url);
    await later.catalog.ready();
    expect(later.catalog.convertAddress(address, 'threeTier', 'twoTier')).toMatchObject({
      status: 'exact',
      parts: { maTinh: '24', maXa: '07210', dcChiTiet: 'Số 1 phố Mẫu' },
      source: 'Bảng chuyển đổi mẫu',
    });
  });

  it('lets an imported list of registration units win over the shipped codes', async () => {
    const { catalog } = await host(await freshDatabase());
    expect(catalog.checkUnit('99001').map(({ rule }) => rule)).toEqual(['unit.unknown']);
    const units = [
      { value: '24', label: 'Tỉnh Bắc Ninh' },
      { value: '07210', label: 'Phường Bắc Giang' },
      { value: '99001', label: 'Phường Mẫu' },
    ];
    const file = Buffer.from(JSON.stringify(units));
    const options = { kind: 'registrationUnits', validFrom: '2025-07-01' } as const;
    await expect(catalog.importFile(Buffer.from('ma,ten\n7210,Phường Mẫu'), options)).rejects.toMatchObject({
      code: 'HT-2001',
      problems: [{ path: 'line 2, ma', rule: 'unitCode.format' }],
    });
    await catalog.importFile(file, options);
    expect(catalog.checkUnit('99001')).toEqual([]);
    expect(catalog.unit('99001')?.fullName).toBe('phường Mẫu, Bắc Ninh');
    expect(catalog.checkUnit('07210')).toEqual([]);
    expect(catalog.checkUnit('07228', undefined, 'data.noiDangKy')).toMatchObject([
      { path: 'data.noiDangKy', rule: 'unit.notRegistered' },
    ]);
    expect(catalog.checkUnit('00004')).toEqual([]);
  });

  it('keeps nobody from repeating what is stored, though a code of it has left the list since', async () => {
    const { catalog, sync, db } = await host(await freshDatabase());
    const papers = (rows: string, source: string) =>
      catalog.importFile(Buffer.from(`ma,ten\n${rows}`), { ...PAPERS, validFrom: '2025-07-01', source });
    const withNine = (code: string, data = {}) => birthInput(code, { meLoaiGiayToTuyThan: '9', ...data });
    const stored = () => db.query<unknown[]>('select id from hotich_dossier');
    await papers('4,Căn cước công dân\n9,Thẻ căn cước', 'có 9.csv');
    const input = withNine(nextCode());
    const first = await sync.submit(input);
    await papers('4,Căn cước công dân', 'bỏ 9.csv');
    expect(await sync.submit(input)).toEqual(first);
    expect(await db.transaction((manager) => sync.submit(input, manager))).toEqual(first);
    const other = withNine(input.maHoSo, { nksHoTen: 'NGUYỄN THỊ KHÁC' });
    await expect(sync.submit(other)).rejects.toMatchObject({ code: 'HT-2002' });

    const refused = { code: 'HT-2001', problems: [{ path: 'data.meLoaiGiayToTuyThan', rule: 'codeList' }] };
    await expect(sync.submit(withNine(nextCode()))).rejects.toMatchObject(refused);
    const wrong = withNine(input.maHoSo, { meLoaiGiayToTuyThan: 'Thẻ căn cước' });
    await expect(sync.submit(wrong)).rejects.toMatchObject(refused);
    expect(await stored()).toHaveLength(1);
    // Refused before the first write: the host may go on with its transaction.
    await db.transaction(async (manager) => {
      await expect(sync.submit(withNine(nextCode()), manager)).rejects.toMatchObject(refused);
      await sync.submit(birthInput(nextCode()), manager);
    });
    expect(await stored()).toHaveLength(2);
  });
});
