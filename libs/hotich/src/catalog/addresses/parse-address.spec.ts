import { AdministrativeUnits } from '../units';
import { parseAddress } from './parse-address';

const OLD = '2024-07-15';
const NOW = '2026-11-24';
const DIEN_BIEN = { maTinh: '01', maHuyen: '001', maXa: '00019' };

beforeAll(() => AdministrativeUnits.shared.search('Hà Nội', OLD));

describe('parseAddress', () => {
  it.each([
    'Số 12 phố Mẫu, phường Điện Biên, quận Ba Đình, thành phố Hà Nội',
    'Số 12 phố Mẫu, P. Điện Biên, Q. Ba Đình, TP. Hà Nội, Việt Nam.',
    'SỐ 12 PHỐ MẪU, ĐIỆN BIÊN, BA ĐÌNH, HÀ NỘI',
    'Số 12 phố Mẫu; Phường Điện Biên; Ba Đình; Hà Nội',
    'Số 12 phố Mẫu - phường Điện Biên - quận Ba Đình - Hà Nội',
    'Số 12 phố Mẫu phường Điện Biên quận Ba Đình thành phố Hà Nội',
    'Số 12 phố Mẫu,\nphường Điện Biên,\nquận Ba Đình,\nHà Nội'.normalize('NFD'),
  ])('reads %p', (text) => {
    const parsed = parseAddress(text, OLD);
    expect(parsed).toMatchObject({ status: 'exact', confidence: 1, parts: DIEN_BIEN });
    expect(parsed.rest.toLowerCase()).toBe('số 12 phố mẫu');
  });

  it('reads text without marks, less surely', () => {
    const parsed = parseAddress('12 pho mau, dien bien, ba dinh, ha noi', OLD);
    expect(parsed).toMatchObject({ status: 'exact', parts: { ...DIEN_BIEN, dcChiTiet: '12 pho mau' } });
    expect(parsed.confidence).toBeLessThan(0.7);
  });

  it('reads addresses of today', () => {
    expect(parseAddress('Số 1, phường Ba Đình, Hà Nội', NOW)).toMatchObject({
      status: 'exact',
      parts: { maTinh: '01', maXa: '00004', dcChiTiet: 'Số 1' },
    });
  });

  it('reads numbered wards with and without zeros', () => {
    for (const ward of ['Phường 04', 'P4', 'P.4']) {
      expect(parseAddress(`${ward}, Quận 3, TPHCM`, OLD).parts?.maXa).toBe('27148');
    }
  });

  it('keeps names with a hyphen whole', () => {
    expect(parseAddress('Tỉnh Bà Rịa - Vũng Tàu', OLD).parts).toEqual({ maTinh: '77', dcChiTiet: '' });
    expect(parseAddress('phường Văn Miếu - Quốc Tử Giám, Hà Nội', NOW).parts?.maXa).toBe('00226');
  });

  it('knows earlier names of provinces and communes gone before the reform', () => {
    expect(parseAddress('Tỉnh Thừa Thiên Huế', OLD).parts?.maTinh).toBe('46');
    expect(parseAddress('phường Lê Lợi, TP Bắc Giang, Bắc Giang', OLD).parts?.maXa).toBe('07219');
  });

  it('reads a commune in the district that the text names, though it moved later', () => {
    expect(parseAddress('xã Trù Hựu, huyện Lục Ngạn, Bắc Giang', OLD).parts).toMatchObject({
      maHuyen: '219',
      maXa: '07579',
    });
  });

  it('gives no district code where the text names a district whose code the sources do not have', () => {
    expect(parseAddress('Số 1, phường Trù Hựu, thị xã Chũ, Bắc Giang', OLD)).toMatchObject({
      status: 'exact',
      parts: { maTinh: '24', maXa: '07579', dcChiTiet: 'Số 1' },
    });
    expect(parseAddress('phường Trù Hựu, thị xã Chũ, Bắc Giang', OLD).parts).not.toHaveProperty('maHuyen');
    expect(parseAddress('thị xã Chũ, Bắc Giang', OLD).parts).toEqual({ maTinh: '24', dcChiTiet: '' });
  });

  it('lists the candidates when several units fit, and chooses none', () => {
    const parsed = parseAddress('Trần Phú', OLD);
    expect(parsed).toMatchObject({ status: 'ambiguous', rest: '' });
    expect(parsed.parts).toBeUndefined();
    expect(parsed.candidates.length).toBeGreaterThan(10);
    expect(
      parseAddress('Cao Lãnh, Đồng Tháp', OLD)
        .candidates.map(({ unit }) => unit.title)
        .sort(),
    ).toEqual(['huyện', 'thành phố']);
  });

  it('does not take a bare name for a province when communes bear it too', () => {
    const bare = parseAddress('Hòa Bình', OLD);
    expect(bare.status).toBe('ambiguous');
    expect(bare.candidates[0]?.parts).toEqual({ maTinh: '17', dcChiTiet: '' });
    expect(bare.candidates.length).toBeGreaterThan(5);
    expect(parseAddress('tỉnh Hòa Bình', OLD)).toMatchObject({ status: 'exact', parts: { maTinh: '17' } });
  });

  it('takes a unique unit without its province for settled only when the text calls it by its title', () => {
    expect(parseAddress('phường Điện Biên, quận Ba Đình', OLD)).toMatchObject({ status: 'exact', confidence: 0.8 });
    expect(parseAddress('Ia Mơ Nông', OLD)).toMatchObject({
      status: 'ambiguous',
      candidates: [{ unit: { code: '23737' } }],
    });
    expect(parseAddress('xã Ia Mơ Nông', OLD).status).toBe('exact');
  });

  it('says which part calls itself a unit and is none there', () => {
    expect(parseAddress('xã Không Có, huyện Ba Vì, Hà Nội', OLD)).toMatchObject({
      status: 'ambiguous',
      unresolved: 'xã Không Có',
      candidates: [{ unit: { code: '271' } }],
    });
  });

  it('notices an address of the other era', () => {
    expect(parseAddress('phường Điện Biên, quận Ba Đình, Hà Nội', NOW)).toMatchObject({
      status: 'ambiguous',
      fitsEra: 'threeTier',
    });
    expect(parseAddress('Điện Biên, Ba Đình, Hà Nội', NOW)).toMatchObject({
      status: 'ambiguous',
      fitsEra: 'threeTier',
    });
    expect(parseAddress('phường Hoàn Kiếm, Hà Nội', OLD)).toMatchObject({ fitsEra: 'twoTier' });
  });

  it('never puts a district in the place of a ward', () => {
    expect(parseAddress('quận Ba Đình, Hà Nội', NOW).candidates.map(({ unit }) => unit.code)).toEqual(['01']);
  });

  it.each(['', '   ', ', , ;', 'Số 5 đường Mẫu', 'California, USA', '<script>', '🙂, 🙂'])(
    'finds no unit in %p',
    (text) => {
      expect(parseAddress(text, OLD)).toMatchObject({
        status: 'none',
        candidates: [],
        confidence: 0,
        rest: text.trim(),
      });
    },
  );
});
