/** A row of a catalog: names of properties and their scalars. */
export type CatalogRow = Readonly<Record<string, string | number | boolean | null>>;
