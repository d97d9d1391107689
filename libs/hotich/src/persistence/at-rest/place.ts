import type { EntityMetadata } from 'typeorm';

/**
 * Where a value stands, in names that no prefix, schema or naming strategy of the host changes: it is part of what the seal
 * vouches for.
 */
export function placeOf(metadata: EntityMetadata, property: string, row: object): string {
  return `${metadata.givenTableName}.${property}/${rowOf(metadata, row)}`;
}

/** The row by its primary key. */
export function rowOf(metadata: EntityMetadata, row: object): string {
  return metadata.primaryColumns
    .map(({ propertyName }) => String((row as Record<string, unknown>)[propertyName]))
    .join('/');
}
