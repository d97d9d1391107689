import { parseIsoDay } from '../dates';
import { HotichValidationError } from '../../errors';
import type { ModuleCode } from '../modules';
import { own, scalar, type JsonObject } from '../wire-json';
import { readAnswer, V1_ERROR_FIELDS, type ErrorFields } from './answer-head';
import type { AnswerHead } from './register.types';
import { recordId, recordsOf } from './v1-values';

/** Paths of the look-up services of version 1.0. Source: wire contract 2.2, attested A; every carrier may have its own. */
export const V1_LOOKUP_PATHS = {
  catalog: '/apiHoTichTuPhap/danhMuc',
  registered: '/apiHoTichTuPhap/dsHoSoDangKy',
  record: '/apiHoTichTuPhap/traHoSo',
  records: '/apiHoTichTuPhap/traDanhSachHoSo',
} as const;

/** Catalogues of `danhMuc` by their number on the wire. Source: wire contract 6.0, attested A. */
export const V1_CATALOGS = { nationality: 1, country: 2, ethnicity: 3, place: 4, identityPaper: 5 } as const;

export type V1Catalog = keyof typeof V1_CATALOGS;

/** Rows of a look-up; `ok: false` when the register refused it. */
export type LookupAnswer<Row> =
  { readonly ok: true; readonly rows: readonly Row[] } | ({ readonly ok: false } & AnswerHead);

/** A record that was created or changed on a day. */
export interface RegisteredRecord {
  /** The register's internal id, digits as text. */
  readonly id: string;
  readonly maDonVi?: string;
}

/** The body of `danhMuc`. Source: wire contract 6.0, attested A. */
export function encodeCatalogQuery(catalog: V1Catalog): string {
  return JSON.stringify({ loaiDanhMuc: V1_CATALOGS[catalog] });
}

/**
 * The body of `dsHoSoDangKy`: what was created or changed on a day. The province follows from the credential. Source: wire
 * contract 4.5, attested A; that the day is written `yyyy-MM-dd` is an inference from `ngayTiepNhan`.
 *
 * @throws HotichValidationError rule `date`.
 */
export function encodeRegisteredQuery(module: ModuleCode, ngayCapNhat: string): string {
  if (!parseIsoDay(ngayCapNhat)) throw new HotichValidationError([NOT_A_DAY]);
  return JSON.stringify({ module, ngayCapNhat });
}

/** The body of `traHoSo`: one record by the register's id. Source: wire contract 4.5, attested A. */
export function encodeRecordQuery(module: ModuleCode, id: string): string {
  return JSON.stringify({ module, maHoSo: recordId(id, 'maHoSo') });
}

/** The body of `traDanhSachHoSo`: several records by the register's ids. Source: wire contract 4.5, attested A. */
export function encodeRecordsQuery(maTinh: string, module: ModuleCode, ids: readonly string[]): string {
  return JSON.stringify({ maTinh, module, dsMaHoSo: ids.map((id, index) => recordId(id, `dsMaHoSo[${index}]`)) });
}

/**
 * Reads the rows of `danhMuc`, `traHoSo` and `traDanhSachHoSo` as they are: the catalogues differ in shape and come as JSON text
 * (wire contract 6.0), records have the register's own columns.
 *
 * @throws HotichParseError when it is not a JSON object with a `status`, or `value` holds no rows.
 */
export function decodeRows(raw: string, errorFields: ErrorFields = V1_ERROR_FIELDS): LookupAnswer<JsonObject> {
  const { head, body } = readAnswer(raw, errorFields);
  return head.status === '1' ? { ok: true, rows: recordsOf(own(body, 'value')) } : { ok: false, ...head };
}

/** Reads the answer of `dsHoSoDangKy`; lines without an id are left out. Errors as {@link decodeRows}. */
export function decodeRegistered(raw: string, errorFields?: ErrorFields): LookupAnswer<RegisteredRecord> {
  const answer = decodeRows(raw, errorFields);
  if (!answer.ok) return answer;
  const rows = answer.rows.flatMap((row): RegisteredRecord[] => {
    const id = scalar(own(row, 'id'));
    const maDonVi = scalar(own(row, 'maDonVi'));
    return id === undefined ? [] : [{ id, ...(maDonVi === undefined ? {} : { maDonVi }) }];
  });
  return { ok: true, rows };
}

const NOT_A_DAY = {
  path: 'ngayCapNhat',
  rule: 'date',
  message: { vi: 'phải là ngày có thật dạng yyyy-MM-dd', en: 'must be a real day written yyyy-MM-dd' },
  remedy: { vi: "Ví dụ '2025-01-05'", en: "For example '2025-01-05'" },
};
