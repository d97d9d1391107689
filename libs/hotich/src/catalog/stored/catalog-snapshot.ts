import { CODE_LISTS, type CodeListEntry } from '../../contract';
import type { HotichCatalogVersion } from '../../persistence/entities';
import { CATALOG_KINDS, type CatalogKind, type CatalogSystem } from '../catalog-kinds';
import { CodeLists, type CodeListVersion } from '../code-list';
import {
  AdministrativeUnits,
  type ConversionRow,
  type ConversionTable,
  RegistrationUnits,
  type RegistrationUnit,
} from '../units';

/** Everything the catalog knows at one moment: the shipped data, and what was refreshed or imported. */
export interface CatalogSnapshot {
  readonly lists: CodeLists;
  readonly units: AdministrativeUnits;
  readonly registrationUnits: RegistrationUnits;
  /** Imported conversion tables, the one believed first at the end. */
  readonly conversions: readonly ConversionTable[];
}

/** The shipped data alone. */
export const SHIPPED: CatalogSnapshot = {
  lists: new CodeLists(),
  units: AdministrativeUnits.shared,
  registrationUnits: new RegistrationUnits(AdministrativeUnits.shared, []),
  conversions: [],
};

/** @param versions every stored version, oldest first. */
export function snapshotOf(versions: readonly HotichCatalogVersion[]): CatalogSnapshot {
  if (versions.length === 0) return SHIPPED;
  const conversions = latestConversions(versions).map(({ source, entries }) => ({
    source,
    rows: entries as readonly ConversionRow[],
  }));
  const units = conversions.length === 0 ? AdministrativeUnits.shared : new AdministrativeUnits({ conversions });
  const lists = versions
    .filter(({ kind }) => kind === 'registrationUnits')
    .map(({ source, validFrom, validTo, entries }) => ({
      source,
      ...validity(validFrom, validTo),
      units: entries as readonly RegistrationUnit[],
    }));
  return {
    lists: new CodeLists(versions.flatMap((version) => codeListOf(version) ?? [])),
    units,
    registrationUnits: new RegistrationUnits(units, lists),
    conversions,
  };
}

/** Provinces import tables of their own, which add up and hold always; the same source again replaces what it said before. */
function latestConversions(versions: readonly HotichCatalogVersion[]): HotichCatalogVersion[] {
  const bySource = new Map<string, HotichCatalogVersion>();
  for (const version of versions) {
    if (version.kind !== 'unitConversions') continue;
    bySource.delete(version.source);
    bySource.set(version.source, version);
  }
  return [...bySource.values()];
}

function codeListOf(row: HotichCatalogVersion): CodeListVersion | undefined {
  const kind = CATALOG_KINDS.find((one) => one === row.kind);
  if (kind === undefined) return undefined;
  return {
    kind,
    system: row.system as CatalogSystem,
    title: titleOf(kind),
    closed: row.closed,
    source: row.source,
    version: row.version,
    ...validity(row.validFrom, row.validTo),
    entries: row.entries as readonly CodeListEntry[],
  };
}

function titleOf(kind: CatalogKind): CodeListVersion['title'] {
  return CODE_LISTS.find((list) => list.kind === kind)?.title ?? { vi: 'Quốc gia', en: 'Countries' };
}

function validity(validFrom: string | null, validTo: string | null): { validFrom?: string; validTo?: string } {
  return { ...(validFrom === null ? {} : { validFrom }), ...(validTo === null ? {} : { validTo }) };
}
