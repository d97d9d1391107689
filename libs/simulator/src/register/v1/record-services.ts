import type { Endpoint } from '../../http/remote';
import { isIsoDate } from '../../validation/formats';
import { sentence } from '../../validation/sentences';
import { isModule, type Module } from '../modules';
import type { RegisterDossier } from '../register-dossier';
import { registerRecord } from './register-record';
import type { Reply } from './reply';
import { service, type V1Dependencies } from './service';

type Refusal = Extract<Reply, { errorCode: unknown }>;

/**
 * `dsHoSoDangKy`: number and unit of every dossier of the credential's province that was created or last changed on
 * the day, whatever contract it came in by, registered or not (wire contract 4.5).
 */
export function changesService(path: string, dependencies: V1Dependencies): Endpoint {
  return service('register.v1.changes', path, dependencies, ({ body }) => {
    const module = readModule(body['module'], dependencies);
    if (typeof module !== 'string') return module;
    const { ngayCapNhat } = body;
    if (typeof ngayCapNhat !== 'string' || !isIsoDate(ngayCapNhat)) {
      return { errorCode: '500', text: sentence.wrongFormat('ngayCapNhat') };
    }
    const day = ngayCapNhat.split('-').reverse().join('/');
    const changed = dossiersOf(module, dependencies).filter(
      ({ history, thoiGianThucHien }) => thoiGianThucHien.startsWith(day) || history[0]?.at.startsWith(day),
    );
    return { status: 1, value: changed.map(({ id, maDonVi }) => ({ id, maDonVi })) };
  });
}

/** `traHoSo`: an array with one record, by the register's own number. */
export function recordService(path: string, dependencies: V1Dependencies): Endpoint {
  return service('register.v1.record', path, dependencies, ({ body }) => {
    const module = readModule(body['module'], dependencies);
    if (typeof module !== 'string') return module;
    const dossier = dossiersOf(module, dependencies).find(({ id }) => id === body['maHoSo']);
    if (!dossier) return { errorCode: '201' };
    const record = registerRecord(dossier, dependencies, false);
    return record ? { status: 1, value: [record] } : { errorCode: '200' };
  });
}

/** `traDanhSachHoSo`: the records of many numbers; those that are unknown or not registered are left out. */
export function recordsService(path: string, dependencies: V1Dependencies): Endpoint {
  return service('register.v1.records', path, dependencies, ({ body }) => {
    const module = readModule(body['module'], dependencies);
    if (typeof module !== 'string') return module;
    const { maTinh, dsMaHoSo } = body;
    if (maTinh !== undefined && maTinh !== dependencies.provinceCode) return { errorCode: '108' };
    if (!Array.isArray(dsMaHoSo) || !dsMaHoSo.every(Number.isSafeInteger)) {
      return { errorCode: '500', text: sentence.wrongFormat('dsMaHoSo') };
    }
    const wanted = new Set<unknown>(dsMaHoSo);
    const records = dossiersOf(module, dependencies)
      .filter(({ id }) => wanted.has(id))
      .flatMap((dossier) => registerRecord(dossier, dependencies, false) ?? []);
    return records.length > 0 ? { status: 1, value: records } : { errorCode: '201' };
  });
}

/** These services know the province by the credential alone, and every module the register keeps. */
function readModule(module: unknown, { v1 }: V1Dependencies): Module | Refusal {
  if (v1.credential === 'otherProvince') return { errorCode: '108' };
  return isModule(module) ? module : { errorCode: '500', text: sentence.notInCatalog('module') };
}

function dossiersOf(module: Module, { world, provinceCode }: V1Dependencies): RegisterDossier[] {
  return [...world.register.values()].filter((dossier) => dossier.module === module && dossier.maTinh === provinceCode);
}
