import { AdministrativeUnits } from '../units';
import { convertAddress } from './convert-address';

const detail = { dcChiTiet: 'Số 1 phố Mẫu' };

describe('convertAddress', () => {
  it('is probable where one successor is recorded and nothing proves that it is the only one', () => {
    const converted = convertAddress(
      { maTinh: '24', maHuyen: '213', maXa: '07225', ...detail },
      'threeTier',
      'twoTier',
    );
    expect(converted).toMatchObject({
      status: 'probable',
      candidates: [{ parts: { maTinh: '24', maXa: '07210', ...detail }, confidence: 0.95 }],
      complete: false,
    });
    expect(converted.parts).toBeUndefined();
  });

  it('is ambiguous where two public mappings disagree', () => {
    for (const maXa of ['30901', '30913', '00556']) {
      const converted = convertAddress({ maXa, ...detail }, 'threeTier', 'twoTier');
      expect([maXa, converted.status, converted.complete]).toEqual([maXa, 'ambiguous', false]);
      expect(converted.candidates.length).toBeGreaterThan(1);
    }
  });

  it('leaves a divided commune to a person, the recorded answers first', () => {
    const converted = convertAddress({ maXa: '00019', ...detail }, '2024-07-15', '2026-11-24');
    expect(converted).toMatchObject({ status: 'ambiguous', complete: false });
    expect(converted.parts).toBeUndefined();
    expect(converted.candidates.slice(0, 2).map(({ unit }) => unit.code)).toEqual(['00004', '00070']);
    const sum = converted.candidates.reduce((total, { confidence }) => total + confidence, 0);
    expect(sum).toBeCloseTo(1);
  });

  it('converts a province alone for certain, and an island district probably', () => {
    expect(convertAddress({ maTinh: '64', dcChiTiet: '' }, 'threeTier', 'twoTier').parts).toEqual({
      maTinh: '52',
      dcChiTiet: '',
    });
    expect(convertAddress({ maHuyen: '755', dcChiTiet: '' }, 'threeTier', 'twoTier')).toMatchObject({
      status: 'probable',
      candidates: [{ parts: { maTinh: '79', maXa: '26732', dcChiTiet: '' } }],
    });
  });

  it('leaves a district without a commune to a person', () => {
    const converted = convertAddress({ maTinh: '24', maHuyen: '213', dcChiTiet: '' }, 'threeTier', 'twoTier');
    expect(converted.status).toBe('ambiguous');
    expect(converted.candidates.length).toBeGreaterThan(3);
  });

  it('looks back, many units for one', () => {
    const converted = convertAddress({ maTinh: '01', maXa: '00004', ...detail }, 'twoTier', 'threeTier');
    expect(converted.status).toBe('ambiguous');
    expect(converted.candidates.map(({ parts }) => parts.maHuyen)).toContain('001');
    expect(convertAddress({ maXa: '11948', ...detail }, 'twoTier', 'threeTier')).toMatchObject({
      status: 'probable',
      candidates: [{ parts: { maHuyen: '318' } }],
    });
    expect(convertAddress({ maTinh: '01', dcChiTiet: '' }, 'twoTier', 'threeTier').status).toBe('exact');
    expect(convertAddress({ maTinh: '24', dcChiTiet: '' }, 'twoTier', 'threeTier')).toMatchObject({
      status: 'ambiguous',
      complete: true,
    });
  });

  it('takes a commune below the district in which it lay before the reorganisations, and none below a mere name', () => {
    const below = (maHuyen: string): string =>
      convertAddress({ maTinh: '24', maHuyen, maXa: '07579', ...detail }, '2024-07-15', 'twoTier').status;
    expect([below('219'), below('24~Chũ')]).toEqual(['probable', 'failed']);
  });

  it('keeps the country, and everything when the eras are the same', () => {
    const parts = { quocGia: 'VN', maTinh: '01', maXa: '00004', ...detail };
    expect(convertAddress(parts, 'twoTier', '2026-01-01')).toMatchObject({ status: 'exact', parts });
  });

  it.each([
    [{ maXa: '99999', dcChiTiet: '' }, 'maXa: address.unknownCode'],
    [{ maTinh: '24', maXa: '00019', dcChiTiet: '' }, 'maTinh: address.hierarchy'],
    [{ dcChiTiet: 'Số 1' }, 'no unit code is given'],
  ])('fails on %p and says why', (parts, source) => {
    expect(convertAddress(parts, 'threeTier', 'twoTier')).toEqual({
      status: 'failed',
      candidates: [],
      complete: false,
      source,
    });
  });

  it('is exact by an imported conversion table', () => {
    const units = new AdministrativeUnits({
      conversions: [{ source: 'bảng mẫu', rows: [{ oldCode: '00013', newCode: '00004', share: 'whole' }] }],
    });
    expect(convertAddress({ maXa: '00013', ...detail }, 'threeTier', 'twoTier').status).toBe('probable');
    expect(convertAddress({ maXa: '00013', ...detail }, 'threeTier', 'twoTier', units)).toMatchObject({
      status: 'exact',
      parts: { maTinh: '01', maXa: '00004', ...detail },
      source: 'bảng mẫu',
    });
  });
});
