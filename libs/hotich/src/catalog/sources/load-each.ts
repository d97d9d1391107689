import { HotichRemoteError } from '../../errors';
import type { CatalogListVersion, ListFailure } from './catalog-source';

/**
 * Loads one list after the other and tells which ones failed. Once nobody answers, the rest are not asked: over the same carrier
 * each of them would only wait for the same time-out.
 */
export async function loadEach<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  load: (item: T) => Promise<CatalogListVersion>,
  failed: ListFailure,
): Promise<CatalogListVersion[]> {
  const lists: CatalogListVersion[] = [];
  let silence: unknown;
  for (const item of items) {
    if (silence !== undefined) {
      failed(nameOf(item), silence);
      continue;
    }
    try {
      lists.push(await load(item));
    } catch (error) {
      failed(nameOf(item), error);
      if (isSilence(error)) silence = error;
    }
  }
  return lists;
}

/** True when nobody answered: the carrier is away, not this one list. */
export function isSilence(error: unknown): boolean {
  return error instanceof HotichRemoteError && error.retryable;
}
