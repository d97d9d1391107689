import { PayloadReader } from './payload-reader';
import type { RegisterDossier, Registration } from './register-dossier';

type Result = (dossier: RegisterDossier, registration: Registration) => Record<string, unknown>;

/**
 * `ketQuaXuLy` of the modules whose result nobody has published (wire contract 4.4): the entry, the persons named in
 * `echo`, and the document under a key that is this simulator's own choice.
 */
export function documentResult(
  documentKey: string,
  echo: readonly string[] = [],
  extras: Readonly<Record<string, unknown>> = {},
): Result {
  return (dossier, registration) => {
    const payload = new PayloadReader(dossier.payload);
    return {
      soDangKy: registration.soDangKy,
      quyenSo: registration.quyenSo,
      trangSo: registration.trangSo,
      ngayDangKy: registration.ngayDangKy,
      ...Object.fromEntries(echo.map((field) => [field, payload.text(field)])),
      [documentKey]: registration.certificateBase64,
      ...extras,
    };
  };
}
