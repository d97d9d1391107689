import { registerCatalogName } from '../../catalog/catalogs';
import type { Endpoint } from '../../http/remote';
import { service, type V1Dependencies } from './service';

/** `danhMuc`: one catalog by its number, as JSON text whose rows differ from catalog to catalog (wire contract 6.0). */
export function catalogService(path: string, dependencies: V1Dependencies): Endpoint {
  return service('register.v1.catalog', path, dependencies, ({ body }) => {
    const { loaiDanhMuc } = body;
    const kind = typeof loaiDanhMuc === 'string' && /^\d$/.test(loaiDanhMuc) ? Number(loaiDanhMuc) : loaiDanhMuc;
    const rows = typeof kind === 'number' ? dependencies.catalogs.find(registerCatalogName(kind)) : undefined;
    return rows ? { status: 1, value: JSON.stringify(rows) } : { errorCode: '302' };
  });
}
