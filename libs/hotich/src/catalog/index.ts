export { CatalogService } from './catalog.service';
