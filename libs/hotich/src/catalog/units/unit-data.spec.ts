import { loadUnitData } from './unit-data';
import type { UnitData } from './unit-data.types';
import { levelOf } from './unit-names';

describe('unit data', () => {
  let data: UnitData;
  beforeAll(() => {
    data = loadUnitData();
  });

  function count(era: 'threeTier' | 'twoTier', level: string, gone = false): number {
    return [...data[era].values()].filter((unit) => levelOf(unit.code) === level && (unit.gone ?? false) === gone)
      .length;
  }

  it('has the country as it was on 30/6/2025, and what was gone by then', () => {
    expect([count('threeTier', 'province'), count('threeTier', 'district'), count('threeTier', 'commune')]).toEqual([
      63, 696, 10035,
    ]);
    expect([count('threeTier', 'district', true), count('threeTier', 'commune', true)]).toEqual([13, 567]);
  });

  it('has the country as it is since 1/7/2025', () => {
    expect([count('twoTier', 'province'), count('twoTier', 'commune'), data.twoTier.size]).toEqual([34, 3321, 3355]);
  });

  it('puts every unit below an existing one of the right level', () => {
    for (const era of ['threeTier', 'twoTier'] as const) {
      const above = {
        commune: era === 'threeTier' ? 'district' : 'province',
        district: 'province',
        province: undefined,
      };
      for (const { code, parent } of data[era].values()) {
        const level = levelOf(code) ?? 'province';
        expect(parent === undefined ? undefined : levelOf(data[era].get(parent)?.code ?? '')).toBe(above[level]);
      }
    }
  });

  it('leads from every commune of mid-2025, and from every island district, to units that exist', () => {
    for (const unit of data.threeTier.values()) {
      if (unit.gone || levelOf(unit.code) !== 'commune') continue;
      const targets = data.successors.get(unit.code) ?? [];
      expect([unit.code, targets.length]).toEqual([unit.code, Math.max(targets.length, 1)]);
      expect(targets.every((target) => data.twoTier.has(target))).toBe(true);
    }
    expect(['318', '471', '498', '536', '755'].map((code) => data.successors.get(code))).toEqual([
      ['11948'],
      ['19742'],
      ['20333'],
      ['21548'],
      ['26732'],
    ]);
  });

  it('makes every commune of today out of something', () => {
    const made = new Set([...data.successors.values()].flat());
    expect([...data.twoTier.keys()].filter((code) => !made.has(code))).toEqual([]);
  });

  it('sends each old province whole into one new province', () => {
    const provinces = [...data.successors].filter(([code]) => levelOf(code) === 'province');
    expect(provinces).toHaveLength(63);
    expect(provinces.every(([, targets]) => targets.length === 1)).toBe(true);
  });

  it('lets the commune that was left as it was keep its code', () => {
    expect(data.threeTier.get('23938')?.name).toBe('Ia Mơ');
    expect(data.successors.get('23938')).toEqual(['23938']);
    expect(data.twoTier.get('23938')?.name).toBe('Ia Mơ');
    expect(data.twoTier.has('23737')).toBe(false);
  });

  it('knows districts made in 2024 and moves communes of merged ones', () => {
    const byName = [...data.threeTier.keys()].filter((code) => code.includes('~'));
    expect(byName.sort()).toEqual(['24~Chũ', '46~Phú Xuân', '46~Thuận Hóa', '77~Long Đất']);
    expect(data.threeTier.get('24~Chũ')).toMatchObject({ title: 'thị xã', name: 'Chũ', parent: '24' });
    expect(data.threeTier.get('221')).toMatchObject({ name: 'Yên Dũng', gone: true });
  });
});
