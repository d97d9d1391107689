import { DISPUTED_SUCCESSORS } from './data/unit-amendments';
import { levelOf } from './unit-names';
import type { UnitStore } from './unit-store';
import type { ConversionRow, ConversionTable, LineageStatus } from './unit.types';

/** Codes that a unit became or was made of, and how sure that is. */
export interface Lineage {
  readonly codes: readonly string[];
  readonly complete: boolean;
  readonly status: LineageStatus;
  readonly source: string;
}

const SOURCES = {
  none: 'nothing is recorded',
  province: 'Resolution 202/2025/QH15: a province went whole into one',
  mapping: 'old–new mapping of July 2025, which names one successor per commune and does not show divisions',
  disputed: 'old–new mapping of July 2025, which another public mapping contradicts here',
  gone: 'old–new mapping of July 2025, by name: the commune was gone before mid-2025',
  district: 'the successors of its communes',
  conversions: 'imported conversion tables, which settle every commune of the old provinces',
} as const;

/** What leads from the three-tier units to the two-tier ones and back. */
export class UnitLineages {
  private readonly imported = new Map<string, { readonly rows: readonly ConversionRow[]; readonly source: string }>();
  private predecessorIndex?: ReadonlyMap<string, readonly string[]>;
  private readonly settled = new Map<string, boolean>();

  /** @param tables of two tables that hold the same old code, the later one is believed. */
  constructor(
    private readonly store: UnitStore,
    tables: readonly ConversionTable[],
  ) {
    for (const { source, rows } of tables) {
      for (const [code, own] of byOldCode(rows)) this.imported.set(code, { rows: own, source });
    }
  }

  /** What a three-tier unit became on 1/7/2025. */
  successors(code: string): Lineage {
    const imported = this.importedSuccessors(code);
    if (imported) return imported;
    switch (levelOf(code)) {
      case 'province':
        return lineage(this.recorded(code), SOURCES.province, { complete: true });
      case 'district':
        return this.ofDistrict(code);
      case 'commune':
        return this.ofCommune(code);
      case undefined:
        return lineage([], SOURCES.none);
    }
  }

  /** What a two-tier unit was made of. */
  predecessors(code: string): Lineage {
    const index = (this.predecessorIndex ??= this.buildPredecessors());
    const codes = index.get(code) ?? [];
    if (levelOf(code) === 'province') return lineage(codes, SOURCES.province, { complete: true });
    const province = this.store.record(code, 'twoTier')?.parent ?? '';
    const complete =
      codes.length > 0 &&
      (index.get(province) ?? []).every((old) => this.isSettled(old)) &&
      codes.every((old) => !this.isIsland(old) || this.successors(old).complete);
    return lineage(codes, complete ? SOURCES.conversions : SOURCES.mapping, {
      complete,
      doubted: codes.some((old) => DISPUTED_SUCCESSORS.has(old)),
    });
  }

  /** New communes that took up anything of the district in which an old commune lay: where to look when the answer is open. */
  neighbourhood(code: string): readonly string[] {
    const district = levelOf(code) === 'district' ? code : this.store.record(code, 'threeTier')?.parent;
    return district === undefined ? [] : this.ofDistrict(district).codes;
  }

  private recorded(code: string): readonly string[] {
    return this.store.data.successors.get(code) ?? [];
  }

  /** Parts are the whole list only when there are several: one part alone leaves open where the rest went. */
  private importedSuccessors(code: string): Lineage | undefined {
    const found = this.imported.get(code);
    if (!found) return undefined;
    const codes = [...new Set(found.rows.map((row) => row.newCode))];
    const whole = found.rows.some((row) => row.share === 'whole');
    const complete = whole ? codes.length === 1 : codes.length > 1;
    return lineage(codes, found.source, { complete, doubted: !complete });
  }

  private ofCommune(code: string): Lineage {
    const codes = this.recorded(code);
    if (codes.length === 0) return lineage([], SOURCES.none);
    if (this.store.record(code, 'threeTier')?.gone) return lineage(codes, SOURCES.gone, { doubted: true });
    if (DISPUTED_SUCCESSORS.has(code)) return lineage(codes, SOURCES.disputed, { doubted: true });
    return lineage(codes, SOURCES.mapping);
  }

  private ofDistrict(code: string): Lineage {
    if (this.isIsland(code)) return lineage(this.recorded(code), SOURCES.mapping);
    const parts = this.store.children(code, 'threeTier').map((child) => this.successors(child));
    const codes = [...new Set(parts.flatMap((part) => part.codes))];
    return lineage(codes, SOURCES.district, { complete: parts.length > 0 && parts.every((part) => part.complete) });
  }

  /** An island district without communes: it went into a special zone as a commune would. */
  private isIsland(code: string): boolean {
    return levelOf(code) === 'district' && this.recorded(code).length > 0;
  }

  /** True when imported tables settle every commune of an old province that lived to mid-2025. */
  private isSettled(province: string): boolean {
    const known = this.settled.get(province);
    if (known !== undefined) return known;
    const settled = this.store
      .children(province, 'threeTier')
      .flatMap((district) => this.store.children(district, 'threeTier'))
      .every((commune) => this.store.record(commune, 'threeTier')?.gone || this.successors(commune).complete);
    this.settled.set(province, settled);
    return settled;
  }

  private buildPredecessors(): ReadonlyMap<string, readonly string[]> {
    const index = new Map<string, string[]>();
    for (const old of this.store.units('threeTier').keys()) {
      if (levelOf(old) === 'district' && !this.isIsland(old)) continue;
      for (const target of this.successors(old).codes) {
        const sources = index.get(target);
        if (sources) sources.push(old);
        else index.set(target, [old]);
      }
    }
    return index;
  }
}

function byOldCode(rows: readonly ConversionRow[]): ReadonlyMap<string, readonly ConversionRow[]> {
  const groups = new Map<string, ConversionRow[]>();
  for (const row of rows) {
    const group = groups.get(row.oldCode);
    if (group) group.push(row);
    else groups.set(row.oldCode, [row]);
  }
  return groups;
}

function lineage(
  codes: readonly string[],
  source: string,
  { complete = false, doubted = false }: { complete?: boolean; doubted?: boolean } = {},
): Lineage {
  return { codes, complete, source, status: statusOf(codes.length, complete, doubted) };
}

function statusOf(count: number, complete: boolean, doubted: boolean): LineageStatus {
  if (count === 0) return 'failed';
  if (count > 1) return 'ambiguous';
  return complete ? 'exact' : doubted ? 'ambiguous' : 'probable';
}
