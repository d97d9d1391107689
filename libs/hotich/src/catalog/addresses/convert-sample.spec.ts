import { AdministrativeUnits, type ConversionRow, type LineageStatus } from '../units';
import type { ConvertedAddress } from './address.types';
import { convertAddress } from './convert-address';
import { parseAddress } from './parse-address';

const SAMPLE = 10_000;
const units = AdministrativeUnits.shared;

/** Same numbers on every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function oldCommunes(): { code: string; text: string }[] {
  const provinces = Array.from({ length: 99 }, (_, index) => String(index).padStart(2, '0'));
  return provinces
    .flatMap((code) => units.children(code, '2024-07-15'))
    .flatMap((district) =>
      units.children(district.code, '2024-07-15').map(({ code, fullName }) => ({ code, text: fullName })),
    );
}

function disguise(text: string, way: number): string {
  switch (way) {
    case 0:
      return text.normalize('NFD');
    case 1:
      return text.toUpperCase();
    case 2:
      return text.replace('phường ', 'P.').replace('quận ', 'Q.').replace('huyện ', 'H.').replace('thị xã ', 'TX ');
    case 3:
      return text.replaceAll('oà', 'òa').replaceAll('oá', 'óa').replaceAll('uý', 'úy');
    default:
      return `${text}, Việt Nam`;
  }
}

/** An invented conversion table: one commune in twenty divided, the others whole into what is recorded first. */
function inventedTable(codes: readonly string[]): ConversionRow[] {
  const next = generator(441);
  const wards = units.children('01', '2026-01-01').map(({ code }) => code);
  return codes.flatMap((oldCode): ConversionRow[] => {
    const recorded = units.successors(oldCode).units[0]?.code ?? '';
    if (next(20) > 0) return [{ oldCode, newCode: recorded, share: 'whole' }];
    const other = wards.filter((code) => code !== recorded)[next(wards.length - 1)] ?? '';
    return [recorded, other].map((newCode) => ({ oldCode, newCode, share: 'part' }));
  });
}

describe('10,000 random addresses of 2024', () => {
  const communes = oldCommunes();
  const table = inventedTable(communes.map(({ code }) => code));
  const imported = new AdministrativeUnits({ conversions: [{ source: 'bảng mẫu', rows: table }] });
  const targets = new Map<string, string[]>();
  for (const { oldCode, newCode } of table) targets.set(oldCode, [...(targets.get(oldCode) ?? []), newCode]);

  /** Converts the same sample and counts how sure the answers are. */
  function convertSample(
    lookup: AdministrativeUnits,
    check: (code: string, converted: ConvertedAddress) => void,
  ): Record<LineageStatus, number> {
    const next = generator(20250701);
    const counts = { exact: 0, probable: 0, ambiguous: 0, failed: 0 };
    for (let index = 0; index < SAMPLE; index += 1) {
      const commune = communes[next(communes.length)];
      if (!commune) throw new Error('the sample is empty');
      const parts = { maXa: commune.code, dcChiTiet: `Số ${index}` };
      const converted = convertAddress(parts, 'threeTier', 'twoTier', lookup);
      counts[converted.status] += 1;
      expect(converted.parts === undefined).toBe(converted.status !== 'exact');
      check(commune.code, converted);
    }
    expect(counts.exact + counts.probable + counts.ambiguous + counts.failed).toBe(SAMPLE);
    return counts;
  }

  it('are never exact by the shipped data alone', () => {
    const counts = convertSample(units, (_code, { status, complete, candidates }) => {
      expect(complete).toBe(false);
      if (status === 'probable') expect(candidates).toHaveLength(1);
    });
    console.info('converted by the shipped data:', counts);
    expect(counts).toMatchObject({ exact: 0, failed: 0 });
    expect(counts.probable).toBeGreaterThan(SAMPLE * 0.95);
  });

  it('are exact with an imported table, and only where it says that the commune went whole into one', () => {
    const counts = convertSample(imported, (code, { status, complete, candidates }) => {
      const expected = targets.get(code) ?? [];
      expect(candidates.map(({ unit }) => unit.code).sort()).toEqual([...expected].sort());
      expect([status, complete]).toEqual([expected.length === 1 ? 'exact' : 'ambiguous', true]);
    });
    console.info('converted with an imported table:', counts);
    expect(counts).toMatchObject({ probable: 0, failed: 0 });
    expect(counts.ambiguous).toBeGreaterThan(SAMPLE * 0.03);
    expect(counts.exact).toBeGreaterThan(SAMPLE * 0.9);
  });

  it('are exact on the way back only where the table leaves one origin', () => {
    const origins = new Map<string, string[]>();
    for (const { oldCode, newCode } of table) origins.set(newCode, [...(origins.get(newCode) ?? []), oldCode]);
    const counts = { exact: 0, probable: 0, ambiguous: 0, failed: 0 };
    for (const [maXa, codes] of origins) {
      const converted = convertAddress({ maXa, dcChiTiet: '' }, 'twoTier', 'threeTier', imported);
      counts[converted.status] += 1;
      if (converted.status === 'exact') expect([converted.parts?.maXa]).toEqual(codes);
      expect(convertAddress({ maXa, dcChiTiet: '' }, 'twoTier', 'threeTier').status).not.toBe('exact');
    }
    console.info('new communes looked back with an imported table:', counts);
    expect(counts.exact).toBeGreaterThan(0);
  });

  it('are read from text without ever taking one commune for another', () => {
    const next = generator(20240715);
    const counts = { exact: 0, ambiguous: 0, none: 0 };
    const converted = { exact: 0, probable: 0, ambiguous: 0, failed: 0 };
    for (let index = 0; index < SAMPLE; index += 1) {
      const commune = communes[next(communes.length)];
      if (!commune) throw new Error('the sample is empty');
      const parsed = parseAddress(`Số ${index} đường Mẫu, ${disguise(commune.text, next(5))}`, 'threeTier');
      counts[parsed.status] += 1;
      expect(parsed.candidates.map(({ unit }) => unit.code)).toContain(commune.code);
      if (!parsed.parts) continue;
      expect(parsed.parts.maXa).toBe(commune.code);
      converted[convertAddress(parsed.parts, 'threeTier', 'twoTier').status] += 1;
    }
    console.info('read from text:', counts, 'then converted:', converted);
    expect(counts.exact).toBeGreaterThan(SAMPLE * 0.98);
    expect(converted.exact).toBe(0);
  });
});
