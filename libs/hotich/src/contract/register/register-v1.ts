import { HotichValidationError } from '../../errors';
import { localDay } from '../dates';
import type { ModuleCode } from '../modules';
import type { ContractVersion, Route } from '../routes';
import { defined, integer, own, scalar } from '../wire-json';
import { writeXml } from '../xml/write-xml';
import { readAnswer, V1_ERROR_FIELDS, type ErrorFields } from './answer-head';
import type { CodecStatusQuery, ResultAnswer, ResultQuery, UnitCodeType } from './codec.types';
import { NO_SUCH_DOSSIER } from './error-codes';
import type { RegisterSubmission, StatusAnswer } from './register.types';
import { assertRoute } from './route-check';
import { recordsOf, unitCodeValue } from './v1-values';

const VERSIONS: readonly ContractVersion[] = ['1.0'];
/** A status from here on is an HTTP code: the field in which frameworks give it has this name too. */
const HTTP_CODES = 100;
const NOT_FINISHED: readonly (string | undefined)[] = ['200', NO_SUCH_DOSSIER, undefined];

/**
 * The submission envelope of version 1.0 as JSON text: `data` is XML, `ngayTiepNhan` a day. Files are left out, the envelope has
 * no place for them. Source: wire contract 2.12, attested A; the format of the day attested C.
 *
 * @throws HotichValidationError rule `route.mismatch`, `xml.name` or `xml.type`.
 */
export function encodeSubmissionV1(
  submission: RegisterSubmission,
  route: Route,
  unitCodeAs: UnitCodeType = 'number',
): string {
  assertRoute(submission.module, route, VERSIONS);
  return JSON.stringify({
    maDonVi: unitCodeValue(submission.maDonVi, unitCodeAs),
    module: submission.module,
    maHoSo: submission.maHoSo,
    ngayTiepNhan: localDay(submission.ngayTiepNhan),
    data: `<hotich>${writeXml('hoso', submission.data, 'data')}</hotich>`,
  });
}

/**
 * The body of `traTrangThaiHoSo`, which knows one dossier at a time. Source: wire contract 4.5, attested A.
 *
 * @throws HotichValidationError rule `query.oneCode` for none or several codes, `route.mismatch`.
 */
export function encodeStatusQueryV1(
  query: CodecStatusQuery,
  route: Route,
  unitCodeAs: UnitCodeType = 'number',
): string {
  assertRoute(query.module, route, VERSIONS);
  const [maHoSo, ...others] = query.maHoSo;
  if (maHoSo === undefined || others.length > 0) throw new HotichValidationError([ONE_CODE]);
  return JSON.stringify({ maDonVi: unitCodeValue(query.maDonVi, unitCodeAs), maHoSo });
}

/**
 * Reads the answer of `traTrangThaiHoSo`: its `status` is the dossier's own (1 received, 2 supplement, 3 eligible, 4 completed),
 * its words become `noiDungXuLy`; 0 with code 201 is "no such dossier", any other 0 a failure of the call, and so is an HTTP code,
 * as in `{"title":"Not Found","status":404}`. Source: wire contract 4.3 and 4.5, attested A; which field holds the words is not stated.
 *
 * @throws HotichParseError when it is not a JSON object with a `status`.
 */
export function decodeStatusAnswerV1(
  raw: string,
  asked: { readonly maHoSo: readonly string[]; readonly module: ModuleCode },
  errorFields: ErrorFields = V1_ERROR_FIELDS,
): StatusAnswer {
  const { head, body } = readAnswer(raw, errorFields);
  const nothing = { ok: true, items: [], foreign: [], unreadable: 0 } as const;
  const trangThai = integer(head.status);
  const [maHoSo] = asked.maHoSo;
  if (trangThai === undefined || maHoSo === undefined) return { ...nothing, unreadable: 1 };
  if (trangThai <= 0 || trangThai >= HTTP_CODES)
    return head.errorCode === NO_SUCH_DOSSIER ? nothing : { ok: false, ...head };
  const noiDungXuLy = head.statusDescription ?? head.errorDescription ?? scalar(own(body, 'value'));
  return { ...nothing, items: [defined({ maHoSo, trangThai, noiDungXuLy })] };
}

/** The body of `ketQuaDangKyHS`. Source: wire contract 4.5, attested A. */
export function encodeResultQueryV1(query: ResultQuery, route: Route, unitCodeAs: UnitCodeType = 'number'): string {
  assertRoute(query.module, route, VERSIONS);
  return JSON.stringify({ maDonVi: unitCodeValue(query.maDonVi, unitCodeAs), maHoSo: query.maHoSo });
}

/**
 * Reads the answer of `ketQuaDangKyHS`: the registered record, or none while the registration is not finished (status 0 with
 * code 200, 201 or no code). Source: wire contract 4.5, attested A; whether the record is an object or text is not stated.
 *
 * @throws HotichParseError when it is not a JSON object with a `status`, or `value` holds no record.
 */
export function decodeResultAnswerV1(raw: string, errorFields: ErrorFields = V1_ERROR_FIELDS): ResultAnswer {
  const { head, body } = readAnswer(raw, errorFields);
  if (head.status === '1') return defined({ ok: true, record: recordsOf(own(body, 'value'))[0] });
  return head.status === '0' && NOT_FINISHED.includes(head.errorCode) ? { ok: true } : { ok: false, ...head };
}

const ONE_CODE = {
  path: 'maHoSo',
  rule: 'query.oneCode',
  message: {
    vi: 'phiên bản 1.0 chỉ hỏi được một hồ sơ mỗi lần',
    en: 'version 1.0 answers about one dossier at a time',
  },
  remedy: { vi: 'Hỏi từng mã một', en: 'Ask for one code at a time' },
};
