export const POSTGRES_NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

/**
 * That a column is one of the ids in a parameter, of which the planner expects ten. Where it can count them, it takes looking each up
 * for dearer than reading the whole table, and a batch of a thousand then costs as much as all that is waiting.
 */
export const oneOfFewIds = (parameter: string): string => `= any(array(select unnest(${parameter}::uuid[])))`;

/**
 * That a column is one of the two provinces in a parameter, said so that a statement that is planned once still finds its partition: of
 * a list that is a parameter as a whole it cannot.
 */
export const inProvinces = (parameter: string): string =>
  `= any(array[(${parameter}::text[])[1], (${parameter}::text[])[2]])`;
