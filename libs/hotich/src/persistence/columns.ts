import type { ColumnOptions, ValueTransformer } from 'typeorm';

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
