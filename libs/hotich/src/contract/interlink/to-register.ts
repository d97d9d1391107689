import type { CodeListKind } from '../code-lists';
import { formatDotted, parseCompact, parseIsoDay, parseSlashed } from '../dates';
import { interlinkedModule } from '../modules';
import { HotichBirthPayload } from '../payload/birth';
import { HotichDeathPayload } from '../payload/death';
import { fieldsOf } from '../payload/field';
import type { FieldType, PayloadClass } from '../payload/field.types';
import { padUnitCode } from '../unit-codes';
import type { InterlinkDetail, InterlinkedPayload } from './interlink.types';

const PAYLOADS: Readonly<Record<InterlinkDetail['module'], PayloadClass>> = {
  KS: HotichBirthPayload,
  KT: HotichDeathPayload,
};

export interface ToRegisterOptions {
  /**
   * A code of DVCLT's as the register has it, and the name of what only the register's "other" fits; undefined: it stays as it came.
   * Default: DVCLT's codes are the register's.
   */
  readonly mapCode?: (
    kind: CodeListKind,
    code: string,
    field: string,
  ) => { readonly code: string; readonly otherText?: string } | undefined;
  /** Elements that go on as they came, though the payload has no field for them. Default none. */
  readonly extraFields?: readonly string[];
}

/**
 * A DVCLT dossier in the register's words, style 2024: same-named fields copied, notice dates `yyyyMMdd` → `dd.MM.yyyy`, text
 * addresses wrapped into `dcChiTiet`, the province of birth into `nksNoiSinh.maTinh`, fields DVCLT does not have `''`. Source:
 * wire contract 2.13, attested C.
 *
 * Nothing is guessed: a date or unit code that cannot be converted exactly is passed on as it is, for `validatePayload` to
 * refuse with its path.
 */
export function toRegisterPayload(
  detail: InterlinkDetail,
  { mapCode, extraFields = [] }: ToRegisterOptions = {},
): InterlinkedPayload {
  const maDonVi = registeringUnit(detail);
  const data: Record<string, unknown> = {};
  const others: Record<string, string> = {};
  for (const [name, { spec }] of fieldsOf(PAYLOADS[detail.module])) {
    const value = convert(spec.type, name, detail.fields);
    const mapped = spec.codeList && value !== '' ? mapCode?.(spec.codeList, value as string, name) : undefined;
    data[name] = mapped?.code ?? value;
    if (mapped?.otherText) others[name.replace(/LoaiGiayToTuyThan$/, 'GiayToKhac')] = mapped.otherText;
  }
  // What the citizen called it himself stays.
  for (const [name, text] of Object.entries(others)) if (data[name] === '') data[name] = text;
  data.noiDangKy = maDonVi;
  for (const name of leftOut(detail, data)) if (extraFields.includes(name)) data[name] = detail.fields[name];
  return { module: interlinkedModule(detail.module), maDonVi, data };
}

/** Names of the filled elements of a DVCLT dossier that its payload has nothing of. */
export function leftOut({ fields }: InterlinkDetail, data: InterlinkedPayload['data']): string[] {
  return Object.keys(fields).filter((name) => fields[name] !== '' && !Object.hasOwn(data, DRAWN_INTO[name] ?? name));
}

/** Elements that stand inside the field of another. */
const DRAWN_INTO: Readonly<Record<string, string>> = { nksNoiSinhDVHC: 'nksNoiSinh' };

function convert(type: FieldType, name: string, fields: InterlinkDetail['fields']): unknown {
  const text = fields[name] ?? '';
  if (type === 'address') return address(text, name === 'nksNoiSinh' ? fields.nksNoiSinhDVHC : undefined);
  if (type === 'date' || type === 'partialDate' || type === 'birthDate') return dotted(text);
  return text;
}

/** Codes are left `null` where DVCLT has only text; the register accepted that. */
function address(text: string, maTinh: string | undefined): unknown {
  if (text === '' && !maTinh) return null;
  return { maTinh: maTinh || null, maHuyen: null, maXa: null, dcChiTiet: text };
}

function dotted(text: string): string {
  const date = parseCompact(text) ?? parseSlashed(text) ?? parseIsoDay(text);
  return date ? formatDotted(date) : text;
}

/** `noiDangKy` of the declaration, its zeros put back where only one reading is possible; else the envelope's unit. */
function registeringUnit({ fields, maDonVi, ngayTiepNhan }: InterlinkDetail): string {
  const declared = fields.noiDangKy ?? '';
  if (declared === '') return maDonVi;
  // Three digits may be a district of before the reform, and a commune of after it that has lost its zeros.
  const padded = padUnitCode(declared, ngayTiepNhan);
  return padded?.certain ? padded.code : declared;
}
