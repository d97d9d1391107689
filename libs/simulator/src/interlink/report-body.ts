import { createHash } from 'node:crypto';
import { asObject, parseJson } from '../http/received-request';
import { isBase64, isSlashedDateTime } from '../validation/formats';
import { checkResult } from './report-result';

/** A report that reads well; whether its turn has come is for the order rules. */
export interface ReportBody {
  readonly soHoSoLT: string;
  readonly maTTHC: string;
  readonly maHoSo: string;
  readonly trangThai: number;
  /** The fields DVCLT knows, as it keeps them: the result decoded and flat, its document replaced by its length. */
  readonly kept: Readonly<Record<string, unknown>>;
  readonly documentSha256: string | null;
}

type Body = Readonly<Record<string, unknown>>;

export type ReportErrors = Readonly<Record<string, string[]>>;

const STATUSES = new Set([1, 2, 3, 4, 5, 6, 7]);
const DATE_TIMES = [
  'thoiGianThucHien',
  'ngayBatDau',
  'ngayKetThuc',
  'ngayKetThucTheoQuyDinh',
  'ngayHenTraTruoc',
  'ngayHenTraMoi',
  'hanBoSungHoSo',
];
const TEXTS = [
  'maTTHC',
  'soHoSoLT',
  'maHoSo',
  'ghiChu',
  'nguoiXuLy',
  'chucDanh',
  'phongBanXuLy',
  'noiDungXuLy',
  'ketQuaXuLy',
];
const INTEGERS = ['trangThai', 'coQuanXuLy'];
const KNOWN = new Set([...INTEGERS, ...TEXTS, ...DATE_TIMES]);
const REQUIRED_TEXTS = ['maTTHC', 'soHoSoLT', 'maHoSo', 'thoiGianThucHien'];

const required = (name: string): string => `The ${name} field is required.`;
const unconvertible = (name: string, type: string): string =>
  `The JSON value could not be converted to ${type}. Path: $.${name} | LineNumber: 0 | BytePositionInLine: 1.`;

/** Binds the JSON to the report of wire contract 7.2, in the manner and words of ASP.NET. */
export function readReport(body: Body): { report: ReportBody } | { errors: ReportErrors } {
  const { soHoSoLT, maTTHC, maHoSo, trangThai, ketQuaXuLy } = body;
  const result = trangThai === 4 && typeof ketQuaXuLy === 'string' ? asObject(parseJson(ketQuaXuLy)) : undefined;
  const errors = { ...checkRules(body), ...(trangThai === 4 ? checkResult(result) : {}), ...checkTypes(body) };
  if (Object.keys(errors).length > 0) return { errors };
  return { report: { soHoSoLT, maTTHC, maHoSo, trangThai, ...keep(body, result) } as ReportBody };
}

function checkTypes(body: Body): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  for (const name of INTEGERS) {
    if (!Number.isInteger(body[name])) errors[`$.${name}`] = [unconvertible(name, 'System.Int32')];
  }
  for (const name of [...TEXTS, ...DATE_TIMES]) {
    const value = body[name];
    if (value === undefined || value === null || typeof value === 'string') continue;
    errors[`$.${name}`] = [unconvertible(name, 'System.String')];
  }
  return errors;
}

function checkRules(body: Body): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  const isMissing = (name: string): boolean => body[name] === undefined || body[name] === null || body[name] === '';
  const { trangThai } = body;
  for (const name of REQUIRED_TEXTS) if (isMissing(name)) errors[name] = [required(name)];
  for (const name of DATE_TIMES) {
    const value = body[name];
    if (typeof value === 'string' && value !== '' && !isSlashedDateTime(value)) {
      errors[name] = [`The field ${name} must be a date of the form dd/MM/yyyy HH:mm:ss.`];
    }
  }
  if (typeof trangThai === 'number' && !STATUSES.has(trangThai)) {
    errors['trangThai'] = ['Trạng thái không có trong danh mục'];
  }
  // A citizen sent back or refused is entitled to the reason.
  if ((trangThai === 2 || trangThai === 6) && isMissing('noiDungXuLy') && isMissing('ghiChu')) {
    errors['noiDungXuLy'] = [required('noiDungXuLy')];
  }
  return errors;
}

function keep(body: Body, result: Record<string, unknown> | undefined): Pick<ReportBody, 'kept' | 'documentSha256'> {
  const known = Object.fromEntries(Object.entries(body).filter(([name]) => KNOWN.has(name)));
  if (!result) return { kept: known, documentSha256: null };
  const flat = Object.fromEntries(
    Object.entries(result).filter(([, value]) => typeof value !== 'object' || value === null),
  );
  const key = ['giayKhaiSinh', 'giayKhaiTu'].find((name) => typeof result[name] === 'string' && isBase64(result[name]));
  if (!key) return { kept: { ...known, ketQuaXuLy: flat }, documentSha256: null };
  const document = Buffer.from(result[key] as string, 'base64');
  return {
    kept: { ...known, ketQuaXuLy: { ...flat, [key]: `${document.length} bytes` } },
    documentSha256: createHash('sha256').update(document).digest('hex'),
  };
}
