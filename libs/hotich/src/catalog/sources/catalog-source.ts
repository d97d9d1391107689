import type { CodeListEntry } from '../../contract';
import type { CatalogKind, CatalogSystem } from '../catalog-kinds';

/** A list as a source found it. */
export interface CatalogListVersion {
  readonly kind: CatalogKind;
  readonly system: CatalogSystem;
  readonly entries: readonly CodeListEntry[];
  /** Name of the version; default the day on which it is stored. */
  readonly version?: string;
  /** First and last day for which it holds, `yyyy-MM-dd`. Default: from the day on which it is stored, without end. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /**
   * True when a code outside the list is to be refused. Default as the list in force has it while this one lacks none of its codes, else
   * false.
   */
  readonly closed?: boolean;
}

/** Tells that one list could not be had, while others still may. */
export type ListFailure = (list: string, error: unknown) => void;

/** Where code lists are refreshed from. Extend it for a catalog of the host's own, and give it in `catalog.sources`. */
export abstract class HotichCatalogSource {
  /** Shown beside every version that came from it, at most 255 characters. */
  abstract readonly name: string;

  /**
   * Every list that it has now. What it throws is kept in the summary of the refresh and stops no other source.
   *
   * @param failed for a single list that could not be had.
   */
  abstract load(failed: ListFailure): Promise<CatalogListVersion[]>;
}
