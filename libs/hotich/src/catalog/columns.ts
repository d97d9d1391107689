import { unaccentVietnamese } from '../contract';

/** How a column may be called. Compared without marks, case, spaces and punctuation: `Mã xã cũ` and `ma_xa_cu` are `maxacu`. */
export interface ColumnNames {
  /** Names that say it outright, the surest first. */
  readonly names: readonly string[];
  /** Beginning of names that say it when only one column has it: `MaQuocGia`. */
  readonly prefix?: string;
  /** Name that says it when no other does: the key of a row is rarely the code. */
  readonly last?: string;
}

/** Names under which catalogs carry codes and names (wire contract 6.0: `Ma`/`Ten`, `value`/`label`, `TenTinhThanh`). */
export const CODE_COLUMN: ColumnNames = { names: ['ma', 'code', 'value', 'key'], prefix: 'ma', last: 'id' };
export const NAME_COLUMN: ColumnNames = { names: ['ten', 'name', 'label', 'title', 'text'], prefix: 'ten' };

/** Form in which column names are compared. */
export function columnKey(name: string): string {
  return unaccentVietnamese(name).replace(/[^a-z0-9]/g, '');
}

/** The header that is meant; `undefined` when none is, or several are and none says it outright. */
export function findColumn(headers: readonly string[], { names, prefix, last }: ColumnNames): string | undefined {
  for (const name of names) {
    const found = headers.find((header) => columnKey(header) === name);
    if (found !== undefined) return found;
  }
  const begun = prefix === undefined ? [] : headers.filter((header) => columnKey(header).startsWith(prefix));
  if (begun.length > 0) return begun.length === 1 ? begun[0] : undefined;
  return headers.find((header) => columnKey(header) === last);
}
