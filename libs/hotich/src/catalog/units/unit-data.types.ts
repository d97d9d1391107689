import type { UnitTitle } from './unit.types';

/** A unit as the store holds it: small, since there are fourteen thousand of them. */
export interface UnitRecord {
  readonly code: string;
  readonly title: UnitTitle;
  readonly name: string;
  /** Code of the unit above; absent for a province. */
  readonly parent?: string;
  /** How the same code read before the reorganisations of 2023–2025, where that was different. */
  readonly earlier?: { readonly title: UnitTitle; readonly name: string; readonly parent?: string };
  /** True for a unit that was gone by mid-2025, on a day the sources do not hold. */
  readonly gone?: true;
}

/** Everything known about units, built once from the shipped packages. */
export interface UnitData {
  /** The three-tier era as at 30/6/2025, and the units that were gone by then. */
  readonly threeTier: ReadonlyMap<string, UnitRecord>;
  readonly twoTier: ReadonlyMap<string, UnitRecord>;
  /** Old commune, island district or province → its recorded successors. */
  readonly successors: ReadonlyMap<string, readonly string[]>;
}
