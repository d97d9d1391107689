import fc from 'fast-check';
import { HotichValidationError } from '../../errors';
import { AdministrativeUnits } from './administrative-units';

const OLD = '2024-07-15';
const NOW = '2026-11-24';
const units = AdministrativeUnits.shared;

beforeAll(() => jest.useFakeTimers({ now: new Date(`${NOW}T02:00:00Z`), doNotFake: ['performance'] }));
afterAll(() => jest.useRealTimers());

describe('unit', () => {
  it('names phường Điện Biên in 2024', () => {
    expect(units.unit('00019', OLD)).toMatchObject({
      fullName: 'phường Điện Biên, quận Ba Đình, Hà Nội',
      title: 'phường',
      name: 'Điện Biên',
      era: 'threeTier',
      validTo: '2025-06-30',
      valid: true,
      certain: true,
    });
    expect(units.unit('00019', OLD)?.parents.map(({ code }) => code)).toEqual(['001', '01']);
  });

  it('says today what has become of the same code, and that more may have', () => {
    const today = units.unit('00019');
    expect(today).toMatchObject({ valid: false, fullName: 'phường Điện Biên, quận Ba Đình, Hà Nội' });
    expect(today?.now?.units.map(({ fullName }) => fullName)).toEqual([
      'phường Ba Đình, Hà Nội',
      'phường Hoàn Kiếm, Hà Nội',
    ]);
    expect(today?.now?.complete).toBe(false);
  });

  it('gives one code two meanings, by day', () => {
    expect(units.unit('00004', '2025-06-30')?.fullName).toBe('phường Trúc Bạch, quận Ba Đình, Hà Nội');
    expect(units.unit('00004', '2025-07-01')?.fullName).toBe('phường Ba Đình, Hà Nội');
    expect(units.unit('00004')).toMatchObject({ valid: true, validFrom: '2025-07-01' });
  });

  it("names the deck's test units", () => {
    expect(units.unit('07219', OLD)?.fullName).toBe('phường Lê Lợi, thành phố Bắc Giang, Bắc Giang');
    expect(units.unit('213', OLD)).toMatchObject({ fullName: 'thành phố Bắc Giang, Bắc Giang', level: 'district' });
  });

  it('reads a code of 2024 as it read before the reorganisations, and says that it is not certain', () => {
    expect(units.unit('311', OLD)).toMatchObject({
      title: 'huyện',
      certain: false,
      alsoKnownAs: ['thành phố Thuỷ Nguyên'],
    });
    expect(units.unit('311', '2025-06-01')).toMatchObject({ title: 'thành phố', certain: true });
    expect(units.unit('311', '2020-01-01')).toMatchObject({ title: 'huyện', certain: true });
    expect(units.unit('00010', OLD)).toMatchObject({ name: 'Nguyễn Trung Trực', certain: false });
  });

  it('follows renames on their day', () => {
    expect(units.province('46', '2024-12-31')).toMatchObject({ title: 'tỉnh', name: 'Thừa Thiên Huế' });
    expect(units.province('46', '2025-01-01')).toMatchObject({ title: 'thành phố', name: 'Huế' });
    expect(units.province('75', '2026-04-29')?.title).toBe('tỉnh');
    expect(units.province('75')?.title).toBe('thành phố');
  });

  it('is not certain of the title of a commune of Đồng Nai since ten of them became wards', () => {
    const commune = units.children('75').find(({ title }) => title === 'xã')?.code ?? '';
    expect(units.unit(commune, '2026-04-29')?.certain).toBe(true);
    expect(units.unit(commune, '2026-04-30')?.certain).toBe(false);
  });

  it('keeps the name of a district whose code the sources do not give', () => {
    expect(units.unit('07579', '2025-06-01')?.fullName).toBe('phường Trù Hựu, thị xã Chũ, Bắc Giang');
    expect(units.unit('07579', OLD)?.fullName).toBe('xã Trù Hựu, huyện Lục Ngạn, Bắc Giang');
    expect(units.checkUnit('24~Chũ', OLD)).toMatchObject([{ rule: 'unitCode.format' }]);
  });

  it('keeps province codes of the two eras apart', () => {
    expect(units.province('52', OLD)?.name).toBe('Bình Định');
    expect(units.province('52')?.name).toBe('Gia Lai');
    expect(units.province('64')).toMatchObject({ name: 'Gia Lai', valid: false });
    expect(units.province('64')?.now?.units).toMatchObject([{ code: '52' }]);
    expect(units.province('00019')).toBeUndefined();
  });

  it('understands codes that other lists give to the same unit', () => {
    expect(units.unit('06978')).toMatchObject({ code: '06970', name: 'Ba Chẽ' });
    expect(units.unit('23737')).toMatchObject({ code: '23938', name: 'Ia Mơ' });
    expect(units.unit('23737', OLD)?.name).toBe('Ia Mơ Nông');
  });

  it('does not know what does not exist', () => {
    for (const code of ['99999', '0019', '', 'H21', '000', '__proto__']) expect(units.unit(code)).toBeUndefined();
  });

  it('refuses a day that is none', () => {
    expect(() => units.unit('00019', '2024-02-30')).toThrow(HotichValidationError);
  });
});

describe('search', () => {
  it('takes a name that every object has for a name that no unit has', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) expect(units.search(name, OLD)).toEqual([]);
  });

  it('finds by label, abbreviation, tone position and without marks', () => {
    const names = (text: string, at: string): string[] => units.search(text, at).map(({ unit }) => unit.fullName);
    expect(names('P. Điện Biên', OLD)).toContain('phường Điện Biên, quận Ba Đình, Hà Nội');
    expect(names('huyện Hoà Vang', OLD)).toEqual(['huyện Hòa Vang, Đà Nẵng']);
    expect(names('Q.1', OLD)).toEqual(['quận 1, Hồ Chí Minh']);
    expect(names('TPHCM', NOW)).toEqual(['Hồ Chí Minh']);
    expect(units.search('quan hoan kiem', OLD)).toMatchObject([{ match: 'loose', title: 'typed' }]);
  });

  it('keeps within a unit and a level', () => {
    expect(units.search('Trần Phú', OLD, { within: '01', level: 'commune' }).map(({ unit }) => unit.fullName)).toEqual([
      'phường Trần Phú, quận Hoàng Mai, Hà Nội',
      'xã Trần Phú, huyện Chương Mỹ, Hà Nội',
    ]);
  });
});

describe('repair', () => {
  it('proves a lost zero', () => {
    expect(units.repair('0019', OLD)).toMatchObject({ valid: false, certain: true, candidates: [{ code: '00019' }] });
    expect(units.repair(7219, OLD)).toMatchObject({ certain: true, candidates: [{ code: '07219' }] });
  });

  it('lists every reading that exists', () => {
    expect(units.repair('19', OLD)).toMatchObject({
      valid: true,
      certain: false,
      candidates: [{ code: '019' }, { code: '00019' }],
    });
    expect(units.repair(4)).toMatchObject({ certain: false, candidates: [{ code: '04' }, { code: '00004' }] });
  });

  it('finds nothing to repair in what is no number', () => {
    for (const value of ['', 'x', '123456', -1, 1.5]) expect(units.repair(value).candidates).toEqual([]);
  });

  it('finds every code again that lost its zeros', () => {
    const codes = units.children('01', OLD).flatMap((district) => units.children(district.code, OLD));
    fc.assert(
      fc.property(fc.constantFrom(...codes), ({ code }) => {
        expect(units.repair(Number(code), OLD).candidates.map((one) => one.code)).toContain(code);
      }),
    );
  });
});

describe('checkUnit', () => {
  const rules = (value: unknown, at?: string): string[] => units.checkUnit(value, at).map(({ rule }) => rule);

  it('accepts a unit on its days', () => {
    expect(rules('00019', OLD)).toEqual([]);
    expect(rules('213', OLD)).toEqual([]);
    expect(rules('00004')).toEqual([]);
  });

  it.each([
    ['00019', undefined, 'unit.ended'],
    ['213', undefined, 'unit.ended'],
    ['99999', undefined, 'unit.unknown'],
    ['11948', OLD, 'unit.notYet'],
    ['0019', OLD, 'unitCode.lostZero'],
    [19, OLD, 'unitCode.type'],
    ['G22', undefined, 'unitCode.format'],
    [null, undefined, 'unitCode.type'],
  ])('refuses %p on %p: %s', (value, at, rule) => {
    expect(rules(value, at)).toEqual([rule]);
  });

  it('says in the remedy what the code should be', () => {
    expect(units.checkUnit('0019', OLD)[0]?.remedy.vi).toContain("'00019' (phường Điện Biên, quận Ba Đình, Hà Nội)");
    expect(units.checkUnit('00019')[0]?.remedy.vi).toContain("'00004' (phường Ba Đình, Hà Nội)");
    expect(units.checkUnit('07225')[0]?.remedy.en).toMatch(/^Most likely '07210'/);
  });

  it('offers readings of the other era when this one has none, and never a province', () => {
    expect(units.checkUnit('0019')[0]?.remedy.en).toMatch(/'00019' .* in the other era/);
    expect(units.checkUnit('4')[0]?.remedy.en).not.toContain("'04'");
  });

  it('names the field it was asked about', () => {
    expect(units.checkUnit('99999', undefined, 'data.noiDangKy')[0]?.path).toBe('data.noiDangKy');
  });
});

describe('loading', () => {
  it('reads nothing before the first question', () => {
    const start = performance.now();
    for (let index = 0; index < 1000; index += 1) new AdministrativeUnits();
    expect(performance.now() - start).toBeLessThan(100);
  });
});
