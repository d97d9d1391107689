import { HotichValidationError } from '../../errors';
import { formatSlashed, parseSplit } from '../dates';
import { MODULES, type ModuleCode } from '../modules';
import { personalNumber } from '../personal-number';
import { nfcJson } from '../text';
import { integer, isObject, own, padded, scalar, type JsonObject } from '../wire-json';
import { BIRTH_RESULT, DEATH_RESULT, DIGITS, type ResultShape } from './result-shapes';

export interface FlattenOptions {
  /** Content of the document, base64; a placeholder will do when the caller streams the file in later. */
  readonly documentBase64: string;
  /** Result-document code where the register does not say; default the family's usual one. */
  readonly maGiayToKetQua?: string;
  /** Writes an address as text, for example with the names of the units; default `dcChiTiet` as it stands. */
  readonly addressText?: (address: JsonObject) => string | undefined;
  /**
   * What stands for an unknown kind of residence of a parent; DVCLT refuses `0` and `null` and public clients send 1 (wire
   * contract 6.5, 7.2). Default 1.
   */
  readonly unknownResidence?: number;
}

const NO_INFORMATION = 'Không có thông tin';

/**
 * The register's result in the flat form that report 4 carries, as JSON text: addresses as text, the document under its key,
 * the document code added, every text in NFC. Names and dates in parts, as the 2025 style writes them (wire contract 2.11), are put together;
 * fields the form does not have are left out, missing ones are `''`. Source: wire contract 7.2, attested C.
 *
 * @throws HotichValidationError rule `result.unsupported` for a module that DVCLT does not know.
 */
export function flattenResult(module: ModuleCode, raw: JsonObject, options: FlattenOptions): string {
  const shape = shapeOf(module);
  const flat: Record<string, unknown> = {};
  for (const name of shape.texts) flat[name] = padded(joined(own(raw, name)), DIGITS[name] ?? 0) ?? '';
  // Words in its place would be taken for one.
  for (const name of shape.personalNumbers) flat[name] = personalNumber(own(raw, name)) ?? '';
  for (const name of shape.integers) flat[name] = integer(own(raw, name)) ?? null;
  for (const name of shape.addresses) flat[name] = addressText(own(raw, name), options);
  for (const parent of shape.parents) {
    flat[`${parent}LoaiCuTru`] = integer(own(raw, `${parent}LoaiCuTru`)) || (options.unknownResidence ?? 1);
    flat[`${parent}NoiCuTru`] = addressText(own(raw, `${parent}NoiCuTru`), options) || NO_INFORMATION;
  }
  if (shape.birthProvince) flat[shape.birthProvince.to] = birthProvince(own(raw, shape.birthProvince.from));
  flat[shape.documentKey] = options.documentBase64;
  flat.maGiayToKetQua = scalar(own(raw, 'maGiayToKetQua')) ?? options.maGiayToKetQua ?? shape.defaultDocumentCode;
  return nfcJson(flat);
}

function shapeOf(module: ModuleCode): ResultShape {
  const { family } = MODULES[module];
  if (family === 'birth') return BIRTH_RESULT;
  if (family === 'death') return DEATH_RESULT;
  throw new HotichValidationError([
    {
      path: 'module',
      rule: 'result.unsupported',
      message: { vi: `DVCLT không nhận kết quả ${module}`, en: `DVCLT takes no result of ${module}` },
      remedy: { vi: 'Chỉ báo cáo kết quả khai sinh và khai tử', en: 'Report only births and deaths' },
    },
  ]);
}

/** Parts of a name or of a date as one text; a date that is none as it stands. Anything else is kept. */
function joined(value: unknown): unknown {
  if (!isObject(value)) return value;
  const parts = (names: readonly string[]) => names.map((name) => scalar(own(value, name)) ?? '');
  const [namSinh = '', thangSinh = '', ngaySinh = ''] = parts(['namSinh', 'thangSinh', 'ngaySinh']);
  if (namSinh !== '') {
    const date = parseSplit({ namSinh, thangSinh, ngaySinh });
    return date ? formatSlashed(date) : [ngaySinh, thangSinh, namSinh].filter((part) => part !== '').join('/');
  }
  return parts(['Ho', 'ChuDem', 'Ten'])
    .filter((part) => part !== '')
    .join(' ');
}

function addressText(value: unknown, options: FlattenOptions): string {
  if (!isObject(value)) return scalar(value) ?? '';
  return options.addressText?.(value) ?? scalar(own(value, 'dcChiTiet')) ?? '';
}

function birthProvince(address: unknown): string {
  return isObject(address) ? (padded(own(address, 'maTinh'), 2) ?? '') : '';
}
