import type { RegisterV1Behaviour } from '../../behaviour';
import type { Endpoint } from '../../http/remote';
import type { RegisterDossier } from '../register-dossier';
import { registerRecord } from './register-record';
import type { Reply } from './reply';
import { service, type V1Dependencies } from './service';
import { unitOf } from './unit-of';

type Body = Readonly<Record<string, unknown>>;

/** `traTrangThaiHoSo`: 1 received, 2 supplement, 3 eligible, 4 completed; the value is empty (wire contract 4.5). */
export function statusService(path: string, dependencies: V1Dependencies): Endpoint {
  return service('register.v1.status', path, dependencies, ({ body }) => {
    const found = findDossier(body, dependencies);
    return 'errorCode' in found ? found : statusOf(found.dossier, dependencies.v1);
  });
}

/** `ketQuaDangKyHS`: 1 and the record, or error 200 until it is registered. */
export function resultService(path: string, dependencies: V1Dependencies): Endpoint {
  return service('register.v1.result', path, dependencies, ({ body }) => {
    const found = findDossier(body, dependencies);
    if ('errorCode' in found) return found;
    const value = registerRecord(found.dossier, dependencies, dependencies.v1.resultDocument);
    return value ? { status: 1, value } : { errorCode: '200' };
  });
}

function statusOf({ trangThai, noiDungXuLy, ghiChu }: RegisterDossier, v1: RegisterV1Behaviour): Reply {
  const details = noiDungXuLy ?? ghiChu ?? '';
  if (trangThai === 2) return { status: 2, details };
  if (trangThai !== 6) return { status: trangThai };
  return v1.refusalAs === 'supplement'
    ? { status: 2, details }
    : { errorCode: '500', text: `Hồ sơ bị từ chối: ${details}` };
}

/** By unit and code, both right: another unit's dossier is as good as none. */
function findDossier(
  { maDonVi, maHoSo }: Body,
  { world, units, behaviour }: V1Dependencies,
): { readonly dossier: RegisterDossier } | Extract<Reply, { errorCode: unknown }> {
  const unit = unitOf(maDonVi, units);
  if (!unit) return { errorCode: '106' };
  const dossier = typeof maHoSo === 'string' ? world.register.get(maHoSo) : undefined;
  const isTheirs = dossier?.maDonVi === unit.code && (behaviour.queryAcrossVersions || dossier.contract === '1.0');
  return isTheirs ? { dossier } : { errorCode: '201' };
}
