import { AdministrativeUnits } from './administrative-units';
import { RegistrationUnits } from './registration-units';

const OLD = '2025-06-01';
const NOW = '2026-11-24';
const shipped = AdministrativeUnits.shared;

describe('RegistrationUnits', () => {
  const listed = new RegistrationUnits(shipped, [
    {
      source: 'mẫu',
      validFrom: '2025-07-01',
      units: [
        { code: '24', name: 'Tỉnh Bắc Ninh', province: '24' },
        { code: '99001', name: 'Phường Bắc Giang', province: '24' },
        { code: '99002', name: 'Không có cấp', province: '24' },
      ],
    },
  ]);

  it('describes a unit that only the list knows, on its days', () => {
    expect(listed.unit('99001', NOW)).toMatchObject({
      code: '99001',
      level: 'commune',
      era: 'twoTier',
      title: 'phường',
      name: 'Bắc Giang',
      fullName: 'phường Bắc Giang, Bắc Ninh',
      parents: [{ code: '24' }],
      validFrom: '2025-07-01',
      valid: true,
    });
    expect(listed.unit('24', NOW)).toMatchObject({ fullName: 'tỉnh Bắc Ninh', parents: [] });
    expect(listed.unit('99002', NOW)?.title).toBe('xã');
    expect(listed.unit('99001', OLD)).toBeUndefined();
    expect(listed.unit('07210', NOW)).toBeUndefined();
  });

  it('refuses what the list of its province lacks, with the unit of the same name', () => {
    const unit = shipped.unit('07210', NOW);
    if (!unit) throw new Error('the unit is shipped');
    expect(listed.problems(unit, NOW, 'maDonVi')).toMatchObject([
      { path: 'maDonVi', rule: 'unit.notRegistered', remedy: { en: expect.stringContaining("'99001'") as string } },
    ]);
    expect(listed.problems(unit, OLD, 'maDonVi')).toEqual([]);
  });

  it('has nothing to say of a province that no list covers', () => {
    const unit = shipped.unit('00004', NOW);
    if (!unit) throw new Error('the unit is shipped');
    expect(listed.problems(unit, NOW, 'maDonVi')).toEqual([]);
    expect(new RegistrationUnits(shipped, []).problems(unit, NOW, 'maDonVi')).toEqual([]);
  });

  it('gives the list of a source', () => {
    expect([listed.of('mẫu').length, listed.of('khác').length]).toEqual([3, 0]);
  });

  describe('of a list that was given again', () => {
    const list = (source: string, validFrom: string, code: string, validTo?: string) => ({
      source,
      validFrom,
      ...(validTo === undefined ? {} : { validTo }),
      units: [{ code, name: `Phường ${code}`, province: '24' }],
    });
    const known = (units: RegistrationUnits, day: string) =>
      ['99001', '99002', '99003'].filter((code) => units.unit(code, day));

    it('takes the later one on its days, and what was said before on the days before', () => {
      const units = new RegistrationUnits(shipped, [
        list('mẫu', '2025-07-01', '99001'),
        list('khác', '2025-07-01', '99003'),
        list('mẫu', NOW, '99002'),
      ]);
      expect(known(units, OLD)).toEqual([]);
      expect(known(units, '2026-11-23')).toEqual(['99001', '99003']);
      expect(known(units, NOW)).toEqual(['99002', '99003']);
      expect(units.of('mẫu')).toMatchObject([{ code: '99002' }]);
    });

    it('takes the later one whole where it goes back further', () => {
      const units = new RegistrationUnits(shipped, [list('mẫu', NOW, '99001'), list('mẫu', '2025-07-01', '99002')]);
      expect([known(units, '2025-07-01'), known(units, NOW)]).toEqual([['99002'], ['99002']]);
    });

    it('does not lose today’s to one of the years before', () => {
      const units = new RegistrationUnits(shipped, [
        list('mẫu', '2025-07-01', '99001'),
        list('mẫu', '2025-04-01', '99002', '2025-06-30'),
      ]);
      expect([known(units, OLD), known(units, NOW)]).toEqual([['99002'], ['99001']]);
    });
  });
});
