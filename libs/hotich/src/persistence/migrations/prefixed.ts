import type { QueryRunner } from 'typeorm';

/**
 * A table as the host's `entityPrefix` has its entity called: TypeORM prefixes entities only. The host's schema it adds by itself.
 * Indexes and constraints are not prefixed, as they are not in the entities.
 */
export function prefixed({ connection: { options, namingStrategy } }: QueryRunner, table: string): string {
  return options.entityPrefix ? namingStrategy.prefixTableName(options.entityPrefix, table) : table;
}
