import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** The rows in the order of these properties, from behind `after` on. */
export function inOrder<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  properties: readonly string[],
  after: ObjectLiteral | undefined,
): SelectQueryBuilder<T> {
  for (const property of properties) query.addOrderBy(`${query.alias}.${property}`);
  if (!after) return query;
  const values = Object.fromEntries(properties.map((property) => [`after_${property}`, after[property] as unknown]));
  return query.andWhere(behind(query.alias, properties), values);
}

/** Not `(a, b) > (:a, :b)`: MariaDB and MySQL would read the index from its beginning for every batch. */
function behind(alias: string, [property, ...rest]: readonly string[]): string {
  const past = `${alias}.${property} > :after_${property}`;
  if (rest.length === 0) return past;
  return `${alias}.${property} >= :after_${property} and (${past} or ${behind(alias, rest)})`;
}
