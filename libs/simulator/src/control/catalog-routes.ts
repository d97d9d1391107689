import type { CatalogRow } from '../catalog/catalog-row';
import { jsonAnswer } from '../http/answer';
import { bodyOf, type Route } from './route';

/** The catalogs over HTTP: look, replace, restore. */
export const CATALOG_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/_sim/catalogs',
    handle: ({ remotes }) =>
      jsonAnswer(
        200,
        remotes.catalogs.names().map((name) => ({ name, rows: remotes.catalogs.rows(name).length })),
      ),
  },
  {
    method: 'GET',
    path: '/_sim/catalogs/{name}',
    handle: ({ remotes, param }) => jsonAnswer(200, { rows: remotes.catalogs.rows(param('name')) }),
  },
  {
    method: 'PUT',
    path: '/_sim/catalogs/{name}',
    handle({ remotes, request, param }) {
      remotes.catalogs.set(param('name'), bodyOf(request)['rows'] as readonly CatalogRow[]);
    },
  },
  {
    method: 'DELETE',
    path: '/_sim/catalogs/{name}',
    handle: ({ remotes, param }) => remotes.catalogs.restore(param('name')),
  },
];
