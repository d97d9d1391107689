import type { RegisterBehaviour } from '../../behaviour';
import { moduleProfile } from '../module-profile';
import { PayloadReader } from '../payload-reader';
import type { RegisterDossier } from '../register-dossier';

/**
 * A record in the format of the register (wire contract 2.5): addresses and names are texts, dates have dots, a code
 * is a number with 0 for none. Undefined until the dossier is registered.
 */
export function registerRecord(
  dossier: RegisterDossier,
  { behaviour }: { readonly behaviour: RegisterBehaviour },
  withDocument: boolean,
): Record<string, unknown> | undefined {
  const { registration } = dossier;
  if (!registration) return undefined;
  const { documentKey } = moduleProfile(dossier.module);
  return {
    ...contentOf(dossier),
    id: dossier.id,
    so: registration.soDangKy,
    quyenSo: registration.quyenSo,
    trangSo: registration.trangSo,
    ngayDangKy: registration.ngayDangKy.replaceAll('/', '.'),
    noiDangKy: dossier.maDonVi,
    nguoiKy: dossier.nguoiXuLy,
    chucVuNguoiKy: dossier.chucDanh,
    ...(registration.soDinhDanh === null ? {} : { soDinhDanh: registration.soDinhDanh }),
    ...(withDocument ? { [behaviour.documentKey ?? documentKey]: registration.certificateBase64 } : {}),
  };
}

function contentOf({ module, payload }: RegisterDossier): Record<string, unknown> {
  const reader = new PayloadReader(payload);
  const { fields, registerFields } = moduleProfile(module);
  if (!fields) return Object.fromEntries(Object.keys(payload).map((name) => [name, reader.text(name)]));
  const read = ([name, field]: [string, { readonly kind: string }]): [string, unknown] => {
    switch (field.kind) {
      case 'code':
        return [name, reader.integer(name) ?? 0];
      case 'date':
      case 'partialDate':
        return [name, reader.text(name).replaceAll('/', '.')];
      default:
        return [name, reader.text(name)];
    }
  };
  return Object.fromEntries(Object.entries({ ...fields, ...registerFields }).map(read));
}
