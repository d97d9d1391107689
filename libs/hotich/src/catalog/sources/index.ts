export { HotichCatalogSource } from './catalog-source';
export type { CatalogListVersion, ListFailure } from './catalog-source';
export type { CatalogColumns } from './catalog-rows';
export { RegisterCatalogSource } from './register-catalog.source';
export { SharedCatalogSource } from './shared-catalog.source';
export type { SharedCatalogPaths } from './shared-catalog.source';
