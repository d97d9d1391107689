import { createHash } from 'node:crypto';
import type { CatalogSystem, ImportKind } from '../catalog-kinds';

/** A version that is to be stored, unless the same source said the same before. */
export interface CatalogDraft {
  readonly kind: ImportKind;
  readonly system: CatalogSystem;
  readonly version: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly closed: boolean;
  readonly source: string;
  readonly entries: readonly object[];
  readonly contentHash: string;
}

/** What a source says itself. Defaults of ours, such as today, are no part of it: they would make every list new every day. */
export interface StatedContent {
  readonly entries: readonly object[];
  readonly closed?: boolean | undefined;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
}

/** SHA-256 by which a list that says the same as before is known again. */
export function contentHash({ entries, closed, validFrom, validTo }: StatedContent): string {
  const content = JSON.stringify([closed ?? null, validFrom ?? null, validTo ?? null, entries]);
  return createHash('sha256').update(content).digest('hex');
}
