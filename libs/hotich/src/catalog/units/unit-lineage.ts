import { DIVIDED_DISTRICTS } from './data/divided-districts';
import { levelOf } from './unit-names';
import type { UnitStore } from './unit-store';
import type { ConversionRow, ConversionTable } from './unit.types';

/** Codes that a unit became or was made of, and whether that is certainly all of them. */
export interface Lineage {
  readonly codes: readonly string[];
  readonly complete: boolean;
  readonly source: string;
}

const SOURCES = {
  none: 'no successor is recorded',
  province: 'Resolution 202/2025/QH15: a province went whole into one',
  island: 'an island district became one special zone',
  whole: 'old–new mapping of July 2025; no commune of this district was divided',
  divided: 'old–new mapping of July 2025; communes of this district were divided, so others may be missing',
  gone: 'old–new mapping of July 2025, by name; the commune was gone before mid-2025, so others may be missing',
  district: 'the successors of its communes',
} as const;

/** What leads from the three-tier units to the two-tier ones and back. */
export class UnitLineages {
  private predecessorIndex?: Map<string, string[]>;
  private readonly imported = new Map<string, { rows: ConversionRow[]; source: string }>();

  constructor(
    private readonly store: UnitStore,
    tables: readonly ConversionTable[],
  ) {
    for (const { source, rows } of tables) {
      for (const row of rows) {
        const known = this.imported.get(row.oldCode);
        if (known && known.source === source) known.rows.push(row);
        else this.imported.set(row.oldCode, { rows: [row], source });
      }
    }
  }

  /** What a three-tier unit became on 1/7/2025. */
  successors(code: string): Lineage {
    switch (levelOf(code)) {
      case 'province':
        return { codes: this.recorded(code), complete: true, source: SOURCES.province };
      case 'district':
        return this.ofDistrict(code);
      case 'commune':
        return this.importedSuccessors(code) ?? this.ofCommune(code);
      case undefined:
        return { codes: [], complete: false, source: SOURCES.none };
    }
  }

  /** What a two-tier unit was made of. The list is complete when no commune of the old provinces leaves a doubt. */
  predecessors(code: string): Lineage {
    const index = (this.predecessorIndex ??= this.buildPredecessors());
    const codes = index.get(code) ?? [];
    if (levelOf(code) === 'province') return { codes, complete: true, source: SOURCES.province };
    const province = this.store.record(code, 'twoTier')?.parent ?? '';
    const complete = codes.length > 0 && (index.get(province) ?? []).every((old) => this.isSettled(old));
    return { codes, complete, source: complete ? SOURCES.whole : SOURCES.divided };
  }

  /** New communes that took up anything of the district in which an old commune lay: where to look when the answer is open. */
  neighbourhood(code: string): readonly string[] {
    const district = levelOf(code) === 'district' ? code : this.store.record(code, 'threeTier')?.parent;
    return district === undefined ? [] : this.ofDistrict(district).codes;
  }

  private recorded(code: string): readonly string[] {
    return this.store.data.successors.get(code) ?? [];
  }

  private importedSuccessors(code: string): Lineage | undefined {
    const found = this.imported.get(code);
    if (!found) return undefined;
    const codes = [...new Set(found.rows.map((row) => row.newCode))];
    const whole = found.rows.some((row) => row.share === 'whole');
    return { codes, complete: whole ? codes.length === 1 : codes.length > 1, source: found.source };
  }

  private ofCommune(code: string): Lineage {
    const codes = this.recorded(code);
    const unit = this.store.record(code, 'threeTier');
    if (!unit || codes.length === 0) return { codes, complete: false, source: SOURCES.none };
    if (unit.gone) return { codes, complete: false, source: SOURCES.gone };
    const complete = codes.length === 1 && !DIVIDED_DISTRICTS.has(unit.parent ?? '');
    return { codes, complete, source: complete ? SOURCES.whole : SOURCES.divided };
  }

  private ofDistrict(code: string): Lineage {
    const island = this.recorded(code);
    if (island.length > 0) return { codes: island, complete: true, source: SOURCES.island };
    const parts = this.store.children(code, 'threeTier').map((child) => this.successors(child));
    const codes = [...new Set(parts.flatMap((part) => part.codes))];
    return { codes, complete: parts.length > 0 && parts.every((part) => part.complete), source: SOURCES.district };
  }

  /** True when the successors of every commune of a province that lived to mid-2025 are known for certain. */
  private isSettled(province: string): boolean {
    return this.store
      .children(province, 'threeTier')
      .flatMap((district) => this.store.children(district, 'threeTier'))
      .every((commune) => this.store.record(commune, 'threeTier')?.gone || this.successors(commune).complete);
  }

  private buildPredecessors(): Map<string, string[]> {
    const index = new Map<string, string[]>();
    for (const old of this.store.units('threeTier').keys()) {
      const isIsland = levelOf(old) === 'district' && this.recorded(old).length > 0;
      if (levelOf(old) === 'district' && !isIsland) continue;
      for (const target of this.successors(old).codes) {
        const sources = index.get(target);
        if (sources) sources.push(old);
        else index.set(target, [old]);
      }
    }
    return index;
  }
}
