/** The resolved options. */
export const HOTICH_OPTIONS = Symbol('HOTICH_OPTIONS');

/** The DataSource named by the `dataSource` extra, whatever its name: `@InjectRepository` would bake in the default one. */
export const HOTICH_DATA_SOURCE = Symbol('HOTICH_DATA_SOURCE');

/** The file store: the host's, or the database. */
export const HOTICH_FILE_STORE = Symbol('HOTICH_FILE_STORE');
