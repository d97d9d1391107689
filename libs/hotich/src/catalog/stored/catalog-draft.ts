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
  readonly entries: readonly unknown[];
  readonly contentHash: string;
}

/** What the source says of the validity itself; a default of ours, such as today, is no news. */
export interface StatedValidity {
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
}

/** SHA-256 by which an unchanged list is known again. */
export function contentHash(entries: readonly unknown[], closed: boolean, { validFrom, validTo }: StatedValidity): string {
  const content = JSON.stringify([closed, validFrom ?? null, validTo ?? null, entries]);
  return createHash('sha256').update(content).digest('hex');
}
