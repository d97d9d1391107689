import fc from 'fast-check';
import { fieldDictionary, MODULE_CODES, profilesOf } from '../contract';
import { nameTerm, numberTerm, searchTerms } from './search-terms';

const terms = (data: object) => searchTerms(data).map(({ kind, value }) => `${kind} ${value}`);

describe('searchTerms', () => {
  it('knows every field of every form that holds a name or a personal number', () => {
    const missed: string[] = [];
    let seen = 0;
    for (const module of MODULE_CODES) {
      for (const profile of profilesOf(module)) {
        for (const [field, { type }] of Object.entries(fieldDictionary(module, profile))) {
          const split = { Ho: 'NGUYỄN', ChuDem: 'VĂN', Ten: 'MẪU' };
          const value = { personName: 'NGUYỄN VĂN MẪU', splitName: split, personalNumber: '001099000001' }[
            type as string
          ];
          if (value === undefined) continue;
          seen++;
          const wanted = type === 'personalNumber' ? numberTerm('001099000001') : nameTerm('NGUYỄN VĂN MẪU');
          if (!terms({ [field]: value }).includes(`${wanted!.kind} ${wanted!.value}`))
            missed.push(`${module} ${profile} ${field}`);
        }
      }
    }
    expect(missed).toEqual([]);
    expect(seen).toBeGreaterThan(50);
  });

  it('takes the numbers of papers, in payloads and in results, and no others of nine digits', () => {
    expect(
      terms({
        meSoGiayToTuyThan: '001099000002',
        meSoGiayTo: '000000001',
        soDinhDanh: '001226000003',
        soDangKy: '000000002',
      }),
    ).toEqual(['number 001099000002', 'number 000000001', 'number 001226000003']);
    expect(terms({ nycSoDienThoai: '0900000000', maGCS: 'GCS.00000.000001', dcChiTiet: '12 đường Mẫu' })).toEqual([]);
  });

  it('takes twelve digits wherever they stand in a form whose names nobody knows, but not in the middle of a text', () => {
    expect(terms({ fields: { ghSo: '001099000004', ghHoTen: 'LÊ VĂN MẪU' } })).toEqual([
      'number 001099000004',
      `name ${nameTerm('Lê Văn Mẫu')!.value}`,
    ]);
    expect(terms({ ghiChu: 'Số 001099000004' })).toEqual([]);
  });

  it('takes what people write in two ways for one', () => {
    const ways = ['NGUYỄN  THỊ HÒA', 'Nguyễn Thị Hoà', ' nguyễn thị hòa '.normalize('NFD')];
    expect(new Set(ways.map((name) => nameTerm(name)!.value)).size).toBe(1);
    expect(nameTerm('Nguyễn Thị Hoa')!.value).not.toBe(nameTerm('Nguyễn Thị Hòa')!.value);
    expect([numberTerm('001 099 000 001'), numberTerm('001.099.000.001')].map((t) => t?.value)).toEqual(
      Array(2).fill('001099000001'),
    );
    expect([numberTerm('1099000001'), numberTerm(''), nameTerm('  ')]).toEqual([undefined, undefined, undefined]);
  });

  it('reads anything without failing', () => {
    fc.assert(fc.property(fc.object({ maxDepth: 8 }), (data) => expect(Array.isArray(searchTerms(data))).toBe(true)));
  });
});
