import { fault } from '../faults/faults';
import { envelopeV1 } from '../payloads.spec-support';
import { birthPayload, Province } from '../province.spec-support';
import { HotichSimulator } from '../simulator';

describe('catalogs', () => {
  let remotes: HotichSimulator;
  let province: Province;

  beforeEach(async () => {
    remotes = await HotichSimulator.start();
    province = new Province(remotes);
  });
  afterEach(() => remotes.stop());

  const rows = async (name: string): Promise<unknown> => {
    const { text } = await province.catalog(remotes.paths.catalogRows, name);
    return JSON.parse(text) as unknown;
  };
  const registerRows = async (loaiDanhMuc: unknown): Promise<unknown> => {
    const { json } = await province.v1('catalogV1', { loaiDanhMuc });
    expect(json).toMatchObject({ status: 1 });
    return JSON.parse(String(json?.['value'])) as unknown;
  };

  it.each<[string, number, object]>([
    ['donvihanhchinhcap1', 34, { Ma: '24', Ten: 'Tỉnh Bắc Ninh' }],
    ['donvihanhchinhcap2', 3, { Ma: '213', MaCha: '24', NgayHetHan: '30/06/2025' }],
    ['donvihanhchinhcap3', 5, { Ma: '00004', Ten: 'Phường Ba Đình', MaCha: '01' }],
    ['madantoc', 56, { Ma: '54', Ten: 'Rơ-măm' }],
    ['magioitinh', 3, { Ma: '2', Ten: 'Nữ' }],
    ['maquocgia', 14, { Ma: 'VN', Ten: 'Việt Nam' }],
    ['matinhtranghonnhan', 6, { Ma: '3', Ten: 'Đã ly hôn' }],
  ])('serves %s', async (name, length, sample) => {
    const served = await rows(name);
    expect(served).toHaveLength(length);
    expect(served).toContainEqual(expect.objectContaining(sample));
  });

  it('describes the columns of a catalog', async () => {
    const { text } = await province.catalog(remotes.paths.catalogMetadata, 'donvihanhchinhcap3');
    expect(JSON.parse(text)).toEqual([
      { PropertyCode: 'Ma', PropertyName: 'Mã', PropertyType: 'String' },
      { PropertyCode: 'Ten', PropertyName: 'Tên', PropertyType: 'String' },
      { PropertyCode: 'MaCha', PropertyName: 'Mã đơn vị cấp trên', PropertyType: 'String' },
    ]);
  });

  it('stands behind the gateway, and knows no other names', async () => {
    expect((await province.catalog(remotes.paths.catalogRows, 'magioitinh', { authorization: '' })).status).toBe(401);
    expect((await province.catalog(remotes.paths.catalogRows, 'khac')).status).toBe(404);
    expect((await province.catalog(remotes.paths.catalogRows, 'danhMuc.1')).status).toBe(404);
    expect((await province.catalog(remotes.paths.catalogMetadata, '__proto__')).status).toBe(404);
  });

  it('serves the five of contract 1.0 as JSON text, each in rows of its own', async () => {
    expect(await registerRows(1)).toContainEqual({ Ma: '200', Ten: 'Không quốc tịch' });
    expect(await registerRows(2)).toContainEqual({ MaQuocGia: 'VN', TenQuocGia: 'Việt Nam' });
    expect(await registerRows(3)).toContainEqual({ Ma: 63001, Ten: 'Kinh' });
    expect(await registerRows('4')).toContainEqual({ Ma: '96', TenTinhThanh: 'Tỉnh Cà Mau' });
    expect(await registerRows(5)).toContainEqual({ value: 4, label: 'Căn cước công dân' });
    for (const loaiDanhMuc of [0, 6, 'x', undefined, '1.0']) {
      expect((await province.v1('catalogV1', { loaiDanhMuc })).json).toMatchObject({ status: 0, errorCode: 302 });
    }
  });

  it('shows a change at once, by its entity tag as well, and takes it back', async () => {
    const before = await province.catalog(remotes.paths.catalogRows, 'magioitinh');
    const etag = before.headers.get('etag') ?? '';
    const conditional = (): ReturnType<Province['catalog']> =>
      province.catalog(remotes.paths.catalogRows, 'magioitinh', { 'if-none-match': etag });
    expect(await conditional()).toMatchObject({ status: 304, text: '' });
    remotes.catalogs.set('magioitinh', [{ Ma: '1', Ten: 'Nam giới' }]);
    expect(await conditional()).toMatchObject({ status: 200, text: '[{"Ma":"1","Ten":"Nam giới"}]' });
    remotes.catalogs.set('danhMuc.5', [{ value: 9, label: 'Thẻ căn cước' }]);
    expect(await registerRows(5)).toEqual([{ value: 9, label: 'Thẻ căn cước' }]);
    remotes.catalogs.restore('magioitinh');
    expect((await conditional()).status).toBe(304);
    await remotes.reset();
    province = new Province(remotes);
    expect(await registerRows(5)).toHaveLength(8);
  });

  it('takes a further catalog, but no rows that are none', async () => {
    remotes.catalogs.set('madantockhac', [{ Ma: '1', Ten: 'Khác', Bat: true }]);
    expect(remotes.catalogs.names()).toContain('madantockhac');
    expect(await rows('madantockhac')).toHaveLength(1);
    const nested = [{ Ma: { x: 1 } }] as unknown as [];
    expect(() => remotes.catalogs.set('magioitinh', nested)).toThrow('objects whose values are scalars');
    expect(() => remotes.catalogs.set('a/b', [])).toThrow('name:');
    expect(() => remotes.catalogs.rows('khac')).toThrow("there is no catalog 'khac'");
  });

  it('is an operation like any other: counted, and spoilt on demand', async () => {
    remotes.faults.next('catalog.rows', fault.emptyList());
    expect(await rows('madantoc')).toEqual([]);
    expect(await rows('madantoc')).toHaveLength(56);
    remotes.faults.next('register.v1.submit', fault.registerError('101'));
    const envelope = envelopeV1('KS', 'H24.1-261124-0001', birthPayload());
    expect((await province.v1('submitV1', envelope)).json).toMatchObject({ status: 0, errorCode: 101 });
    remotes.faults.next('register.v1.submit', fault.acceptThenReset());
    await expect(province.v1('submitV1', envelope)).rejects.toThrow('fetch failed');
    expect(remotes.calls.of('register.v1.submit', 'H24.1-261124-0001').map((call) => call.effect)).toEqual([
      false,
      true,
    ]);
    expect(remotes.calls.count('catalog.rows')).toBe(2);
  });
});
