export { importFile } from './import-file';
export type { CatalogImport } from './import-file';
export type { ImportColumns } from './import-columns';
export type { ImportOptions } from './import-options';
