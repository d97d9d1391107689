import type { ColumnOptions, ValueTransformer } from 'typeorm';

export const PROVINCE_COLUMN = 'ma_tinh';

const asDate: ValueTransformer = {
  to: (value: unknown) => (value instanceof Date ? value.getTime() : value),
  from: (value: string | number | null) => (value === null ? null : new Date(Number(value))),
};

/**
 * An instant, kept as milliseconds since the epoch in a `bigint`: the same type on every database, comparable and
 * indexable, and free of the session time zones that make `timestamp` columns lie.
 */
export function instant(name: string, options: ColumnOptions = {}): ColumnOptions {
  return { name, type: 'bigint', transformer: asDate, ...options };
}

/** JSON kept as text, so that it can be encrypted whole and needs no database-specific type. */
export function json(name: string, options: ColumnOptions = {}): ColumnOptions {
  return { name, type: 'simple-json', ...options };
}

/** Whose row it is, `maTinh` on the wire. Filled in when the row is stored; `''` in rows of a version from before the column. */
export function province(): ColumnOptions {
  return { name: PROVINCE_COLUMN, type: 'varchar', length: 2, default: '' };
}
