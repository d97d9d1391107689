import type { CarrierRequest, CarrierService } from '../../carrier';
import { HotichRemoteError } from '../../errors';
import { RegisterCatalogSource } from './register-catalog.source';
import { SharedCatalogSource } from './shared-catalog.source';

type Reply = (request: CarrierRequest) => { readonly status?: number; readonly body: unknown };

/** A carrier that answers from a function and remembers what it was asked. */
function carrierOf(reply: Reply): { carrier: CarrierService; asked: CarrierRequest[] } {
  const asked: CarrierRequest[] = [];
  const request = (_carrier: string, one: CarrierRequest) => {
    asked.push(one);
    return Promise.resolve().then(() => {
      const { status = 200, body } = reply(one);
      return { status, body: typeof body === 'string' ? body : JSON.stringify(body), exchangeId: 'x' };
    });
  };
  return { carrier: { request } as unknown as CarrierService, asked };
}

function unreachable(): never {
  const text = { vi: 'Không kết nối được', en: 'Cannot connect' };
  throw new HotichRemoteError({ carrier: 'gateway', kind: 'transient', message: text, remedy: text });
}

async function loaded(source: RegisterCatalogSource | SharedCatalogSource) {
  const failures = new Map<string, unknown>();
  const lists = await source.load((list, error) => failures.set(list, error));
  return { lists, failures };
}

describe('the register’s danhMuc service', () => {
  const typeOf = (request: CarrierRequest): number =>
    (JSON.parse(request.body?.join('') ?? '{}') as { loaiDanhMuc: number }).loaiDanhMuc;

  it('gives five lists out of JSON text of varying structure', async () => {
    const values: Record<number, unknown> = {
      1: [{ ma: 'VN', ten: 'Việt Nam' }],
      2: { data: [{ MaQuocGia: 'VN', TenQuocGia: 'Việt Nam' }] },
      3: [{ id: 63001, ten: 'Kinh' }],
      4: [{ Ma: 1, TenTinhThanh: 'Hà Nội' }],
      5: [{ value: 4, label: 'CCCD' }],
    };
    const { carrier, asked } = carrierOf((request) => ({
      body: { status: 1, value: JSON.stringify(values[typeOf(request)]) },
    }));
    const { lists, failures } = await loaded(new RegisterCatalogSource(carrier, '/dm', {}));
    expect(failures.size).toBe(0);
    expect(lists.map(({ kind, system, entries }) => [kind, system, entries[0]?.code])).toEqual([
      ['quocTich', 'register', 'VN'],
      ['quocGia', 'register', 'VN'],
      ['danToc', 'register', '63001'],
      ['tinhThanh', 'register', '01'],
      ['loaiGiayToTuyThan', 'register', '4'],
    ]);
    expect(asked).toHaveLength(5);
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/dm', safe: true, body: ['{"loaiDanhMuc":1}'] });
  });

  it('tells the list that is refused or unreadable from those that are had', async () => {
    const { carrier } = carrierOf((request) => {
      if (typeOf(request) === 2)
        return { body: { status: '0', errorCode: '302', errorDescription: 'Sai loại danh mục' } };
      if (typeOf(request) === 3) return { body: { status: 1, value: 'hỏng' } };
      if (typeOf(request) === 5) return { body: { status: 0, code: 100, message: 'Sai mã xác thực mẫu' } };
      return { body: { status: '1', value: '[{"ma":"1","ten":"Mẫu"}]' } };
    });
    const { lists, failures } = await loaded(new RegisterCatalogSource(carrier, '/dm', {}));
    expect(lists).toHaveLength(2);
    expect(failures.get('quocGia')).toMatchObject({ code: 'HT-4002', remoteCode: '302' });
    expect(failures.get('danToc')).toMatchObject({ code: 'HT-3001', problems: [{ rule: 'catalog.shape' }] });
    const refused = failures.get('loaiGiayToTuyThan');
    expect(refused).toMatchObject({ remoteCode: '100', message: expect.stringContaining('xác thực mẫu') as string });
  });

  it('asks no more once nobody answers', async () => {
    const { carrier, asked } = carrierOf(unreachable);
    const { lists, failures } = await loaded(new RegisterCatalogSource(carrier, '/dm', {}));
    expect([lists.length, failures.size, asked.length]).toEqual([0, 5, 1]);
  });
});

describe('the shared-category service', () => {
  const paths = { category: '/dmdc/Category/{name}', metadata: '/dmdc/Metadata/{name}' } as const;

  it('is told by the metadata which column is which', async () => {
    const { carrier, asked } = carrierOf(({ path }) => ({
      body: path.includes('Metadata')
        ? [
            { PropertyCode: 'C1', PropertyName: 'Mã', PropertyType: 'string' },
            { PropertyCode: 'C2', PropertyName: 'Tên', PropertyType: 'string' },
          ]
        : [{ C1: '01', C2: 'Kinh', ma: 'bẫy', ten: 'bẫy' }],
    }));
    const { lists } = await loaded(new SharedCatalogSource(carrier, paths, { danToc: 'madantoc' }, {}));
    expect(lists).toEqual([
      { kind: 'danToc', system: 'shared', entries: [{ code: '01', name: { vi: 'Kinh', en: 'Kinh' } }] },
    ]);
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /dmdc/Metadata/madantoc',
      'GET /dmdc/Category/madantoc',
    ]);
  });

  it('gives ethnic groups and provinces that come as numbers their zeros back', async () => {
    const { carrier } = carrierOf(() => ({ body: [{ ma: 1, ten: 'Mẫu' }] }));
    const categories = { danToc: 'madantoc', tinhThanh: 'donvihanhchinhcap1', gioiTinh: 'magioitinh' } as const;
    const source = new SharedCatalogSource(carrier, { ...paths, metadata: false }, categories, {});
    const { lists } = await loaded(source);
    expect(lists.map(({ kind, entries }) => [kind, entries[0]?.code])).toEqual([
      ['danToc', '01'],
      ['tinhThanh', '01'],
      ['gioiTinh', '1'],
    ]);
  });

  it('does without metadata, asked for or not', async () => {
    const { carrier, asked } = carrierOf(({ path }) =>
      path.includes('Metadata') ? { status: 404, body: { title: 'Not Found' } } : { body: [{ Ma: '1', Ten: 'Nam' }] },
    );
    for (const metadata of [paths.metadata, false] as const) {
      const source = new SharedCatalogSource(carrier, { ...paths, metadata }, { gioiTinh: 'magioitinh' }, {});
      expect((await loaded(source)).lists).toHaveLength(1);
    }
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['catalog.refused', 404, { title: 'Not Found', detail: 'không có' }],
    ['catalog.shape', 200, { errorCode: 'E01', errorDescription: 'Phiên làm việc hết hạn' }],
  ])('takes no error for a list: %s, HTTP %d', async (rule, status, body) => {
    const { carrier } = carrierOf(() => ({ status, body }));
    const source = new SharedCatalogSource(carrier, paths, { danToc: 'madantoc', gioiTinh: 'magioitinh' }, {});
    const { lists, failures } = await loaded(source);
    expect(lists).toEqual([]);
    expect(failures.get('danToc')).toMatchObject({ problems: [{ rule }] });
  });
});
