import { AdministrativeUnits } from './administrative-units';

const OLD = '2024-07-15';
const NOW = '2026-11-24';
const units = AdministrativeUnits.shared;

beforeAll(() => jest.useFakeTimers({ now: new Date(`${NOW}T02:00:00Z`) }));
afterAll(() => jest.useRealTimers());

describe('lineage', () => {
  it('is probable, and no more, for a commune with one recorded successor', () => {
    expect(units.successors('07225')).toMatchObject({
      status: 'probable',
      complete: false,
      units: [{ code: '07210' }],
    });
    expect(units.successors('00013').status).toBe('probable');
  });

  it('is ambiguous for a commune that was divided, was gone before, or is disputed', () => {
    for (const code of ['00019', '00010', '07219', '30901']) {
      expect(units.successors(code)).toMatchObject({ status: 'ambiguous', complete: false });
    }
  });

  it('leads provinces to one unit for certain, islands probably', () => {
    expect(units.successors('755')).toMatchObject({
      status: 'probable',
      units: [{ fullName: 'đặc khu Côn Đảo, Hồ Chí Minh' }],
    });
    expect(units.successors('52')).toMatchObject({ status: 'exact', complete: true, units: [{ name: 'Gia Lai' }] });
  });

  it('is not exact for anything below a province without an imported table', () => {
    const all = ['01', '24', '64', '91'].flatMap((province) => units.children(province, OLD));
    const communes = all.flatMap(({ code }) => units.children(code, OLD));
    expect(communes.length).toBeGreaterThan(800);
    for (const { code } of [...all, ...communes]) expect(units.successors(code).status).not.toBe('exact');
    for (const { code } of units.children('01')) expect(units.predecessors(code).status).not.toBe('exact');
  });

  it('is the inverse of itself', () => {
    const sample = units.children('24', NOW).concat(units.children('01', NOW));
    for (const unit of sample) {
      for (const old of units.predecessors(unit.code).units) {
        expect(units.successors(old.code).units.map(({ code }) => code)).toContain(unit.code);
      }
    }
  });

  it('is many to many', () => {
    expect(
      units
        .predecessors('24')
        .units.map(({ name }) => name)
        .sort(),
    ).toEqual(['Bắc Giang', 'Bắc Ninh']);
    expect(units.predecessors('00004').units.length).toBeGreaterThan(5);
    expect(units.successors('00073').units.length).toBeGreaterThan(1);
  });

  it('knows all predecessors once imported tables settle every commune of the old provinces', () => {
    expect(units.predecessors('07210').complete).toBe(false);
    const rows = ['24', '27']
      .flatMap((province) => units.children(province, OLD))
      .flatMap((district) => units.children(district.code, OLD))
      .flatMap(({ code }) =>
        units.successors(code).units.map((now) => ({ oldCode: code, newCode: now.code, share: 'whole' as const })),
      );
    const settled = new AdministrativeUnits({ conversions: [{ source: 'bảng mẫu', rows }] });
    const lineages = units.children('24').map(({ code }) => settled.predecessors(code));
    expect(lineages.every(({ complete }) => complete)).toBe(true);
    expect(new Set(lineages.map(({ status }) => status))).toEqual(new Set(['exact', 'ambiguous']));
    const missing = new AdministrativeUnits({ conversions: [{ source: 'bảng mẫu', rows: rows.slice(1) }] });
    expect(missing.predecessors('07210').complete).toBe(false);
  });

  it('answers nothing for nothing', () => {
    for (const lineage of [units.successors('99999'), units.predecessors('99999'), units.successors('x')]) {
      expect(lineage).toMatchObject({ status: 'failed', units: [], complete: false });
    }
  });

  it('believes the later of two tables', () => {
    const table = (newCode: string, source: string) => ({
      source,
      rows: [{ oldCode: '00013', newCode, share: 'whole' as const }],
    });
    const both = new AdministrativeUnits({ conversions: [table('00008', 'một'), table('00004', 'hai')] });
    expect(both.successors('00013')).toMatchObject({ status: 'exact', units: [{ code: '00004' }], source: 'hai' });
  });

  it('takes an imported conversion table for better', () => {
    const imported = new AdministrativeUnits({
      conversions: [
        {
          source: 'bảng chuyển đổi mẫu',
          rows: [
            { oldCode: '00019', newCode: '00004', share: 'part' },
            { oldCode: '00019', newCode: '00226', share: 'part' },
            { oldCode: '00013', newCode: '00004', share: 'whole' },
            { oldCode: '00016', newCode: '00008', share: 'part' },
          ],
        },
      ],
    });
    expect(imported.successors('00019')).toMatchObject({
      status: 'ambiguous',
      units: [{ code: '00004' }, { code: '00226' }],
      complete: true,
      source: 'bảng chuyển đổi mẫu',
    });
    expect(imported.successors('00013')).toMatchObject({ status: 'exact', units: [{ code: '00004' }] });
    expect(imported.successors('00016')).toMatchObject({ status: 'ambiguous', complete: false });
    expect(imported.predecessors('00226').units.map(({ code }) => code)).toContain('00019');
  });
});
