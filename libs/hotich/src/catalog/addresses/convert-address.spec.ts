import { AdministrativeUnits } from '../units';
import { convertAddress } from './convert-address';

const detail = { dcChiTiet: 'Số 1 phố Mẫu' };

describe('convertAddress', () => {
  it('is exact where the whole commune went into one', () => {
    expect(
      convertAddress({ maTinh: '24', maHuyen: '213', maXa: '07225', ...detail }, 'threeTier', 'twoTier'),
    ).toMatchObject({
      status: 'exact',
      parts: { maTinh: '24', maXa: '07210', ...detail },
      complete: true,
    });
  });

  it('leaves a divided commune to a person, the recorded answers first', () => {
    const converted = convertAddress({ maXa: '00019', ...detail }, '2024-07-15', '2026-11-24');
    expect(converted).toMatchObject({ status: 'ambiguous', complete: false });
    expect(converted.parts).toBeUndefined();
    expect(converted.candidates.slice(0, 2).map(({ unit }) => unit.code)).toEqual(['00004', '00070']);
    const sum = converted.candidates.reduce((total, { confidence }) => total + confidence, 0);
    expect(sum).toBeCloseTo(1);
  });

  it('converts a province alone, and an island district', () => {
    expect(convertAddress({ maTinh: '64', dcChiTiet: '' }, 'threeTier', 'twoTier').parts).toEqual({
      maTinh: '52',
      dcChiTiet: '',
    });
    expect(convertAddress({ maHuyen: '755', dcChiTiet: '' }, 'threeTier', 'twoTier').parts).toEqual({
      maTinh: '79',
      maXa: '26732',
      dcChiTiet: '',
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
    expect(convertAddress({ maXa: '11948', ...detail }, 'twoTier', 'threeTier').candidates[0]?.parts.maHuyen).toBe(
      '318',
    );
  });

  it('takes a district that was merged in 2024 or 2025', () => {
    for (const maHuyen of ['219', '224']) {
      expect(convertAddress({ maTinh: '24', maHuyen, maXa: '07579', ...detail }, '2024-07-15', 'twoTier').status).toBe(
        'exact',
      );
    }
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
    expect(convertAddress({ maXa: '00013', ...detail }, 'threeTier', 'twoTier').status).toBe('ambiguous');
    expect(convertAddress({ maXa: '00013', ...detail }, 'threeTier', 'twoTier', units)).toMatchObject({
      status: 'exact',
      source: 'bảng mẫu',
    });
  });
});
