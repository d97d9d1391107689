import { createHash } from 'node:crypto';
import type { Operation } from '../calls/operation';
import { jsonAnswer, type Answer } from '../http/answer';
import type { ReceivedRequest } from '../http/received-request';
import type { Endpoint } from '../http/remote';
import type { SimulatorPaths } from '../options';
import { metadataOf } from './catalog-metadata';
import type { CatalogRow } from './catalog-row';
import type { Catalogs } from './catalogs';

/** The shared catalogs of the gateway: what the columns are, and the rows (wire contract 6.0). */
export function catalogEndpoints(paths: SimulatorPaths, catalogs: Catalogs): Endpoint[] {
  return [
    catalogEndpoint('catalog.metadata', paths.catalogMetadata, catalogs, metadataOf),
    catalogEndpoint('catalog.rows', paths.catalogRows, catalogs, (rows) => rows),
  ];
}

function catalogEndpoint(
  operation: Operation,
  path: string,
  catalogs: Catalogs,
  view: (rows: readonly CatalogRow[]) => unknown,
): Endpoint {
  return {
    operation,
    method: 'GET',
    path,
    subject: () => ({ dossiers: [] }),
    handle(request, { name = '' }) {
      const rows = isShared(name) ? catalogs.find(name) : undefined;
      return { answer: rows ? tagged(request, view(rows)) : jsonAnswer(404, { status: 404, title: 'Not Found' }) };
    },
  };
}

/** Those of contract 1.0 have a service of their own. */
const isShared = (name: string): boolean => !name.startsWith('danhMuc.');

/** With an entity tag, so that a client may ask whether anything has changed; a real gateway need not have one. */
function tagged(request: ReceivedRequest, value: unknown): Answer {
  const answer = jsonAnswer(200, value);
  const etag = `"${createHash('sha256').update(answer.body).digest('hex').slice(0, 32)}"`;
  const headers = { ...answer.headers, etag };
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim());
  return known?.includes(etag) ? { status: 304, headers: { etag }, body: '' } : { ...answer, headers };
}
