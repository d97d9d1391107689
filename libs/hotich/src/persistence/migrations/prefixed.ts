import type { QueryRunner } from 'typeorm';

/**
 * A table as the host's `entityPrefix` has its entity called: TypeORM prefixes entities only. The host's schema it adds by itself.
 * Indexes and constraints are not prefixed, as they are not in the entities.
 */
export function prefixed({ connection: { options, namingStrategy } }: QueryRunner, table: string): string {
  return options.entityPrefix ? namingStrategy.prefixTableName(options.entityPrefix, table) : table;
}

/** The same for a statement by hand, as it stands in the database: with its schema where it has one, and quoted. */
export async function pathOf(runner: QueryRunner, table: string): Promise<string> {
  return (await runner.getTable(prefixed(runner, table)))!.name
    .split('.')
    .map((part) => runner.connection.driver.escape(part))
    .join('.');
}
