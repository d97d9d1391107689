import type { Bilingual } from '../../errors';
import type { RegisterErrorClass } from './register.types';

export interface RegisterErrorCode {
  readonly code: string;
  readonly name: string;
  readonly errorClass: RegisterErrorClass;
  readonly meaning: Bilingual;
}

/** In answer to a question about one dossier. Source: wire contract 5.2, attested A for version 1.0. */
export const NO_SUCH_DOSSIER = '201';

/** The register does not know the unit that is named. Source: wire contract 5.2, attested A for version 1.0. */
export const NO_SUCH_UNIT = '106';

/**
 * Error codes of the register. Source: wire contract 5.2, attested A for version 1.0; later versions publish no list and are
 * read by the same one.
 */
export const REGISTER_ERROR_CODES: readonly RegisterErrorCode[] = [
  {
    code: '100',
    name: 'AUTHEN_ERROR',
    errorClass: 'configuration',
    meaning: { vi: 'Sai mã xác thực', en: 'Wrong authentication code' },
  },
  {
    code: '101',
    name: 'IP_DISALLOWED',
    errorClass: 'configuration',
    meaning: { vi: 'Địa chỉ IP không được phép', en: "The caller's IP address is not allowed" },
  },
  {
    code: '106',
    name: 'AGENCY_ID_INCORRECT',
    errorClass: 'data',
    meaning: { vi: 'Sai mã đơn vị', en: 'Wrong unit code' },
  },
  {
    code: '108',
    name: 'PROVINCE_ID_INCORRECT',
    errorClass: 'configuration',
    meaning: { vi: 'Sai mã tỉnh', en: 'Wrong province code' },
  },
  {
    code: '200',
    name: 'RECORD_UNCOMPLETE',
    errorClass: 'wait',
    meaning: { vi: 'Hồ sơ chưa đăng ký xong', en: 'The registration is not finished' },
  },
  {
    code: '201',
    name: 'RECORD_NOT_FOUND',
    errorClass: 'data',
    meaning: { vi: 'Không tìm thấy hồ sơ', en: 'There is no such dossier' },
  },
  {
    code: '302',
    name: 'DATA_TYPE_INVALID',
    errorClass: 'defect',
    meaning: { vi: 'Sai loại danh mục', en: 'Wrong kind of catalogue' },
  },
  {
    code: '500',
    name: 'DATA_INCORRECT',
    errorClass: 'data',
    meaning: { vi: 'Dữ liệu không hợp lệ', en: 'The data is wrong' },
  },
];

/** What the register's list says of an error code; `undefined` for a code that it does not explain. */
export function registerErrorOf(code: string | undefined): RegisterErrorCode | undefined {
  return REGISTER_ERROR_CODES.find((known) => known.code === code);
}
