import { formatSlashed, formatSplit, parseDotted, type PartialDate } from '../dates';
import { defined, isObject, own, scalar, type JsonObject } from '../wire-json';
import type { FieldType } from './field.types';
import type { Verdict } from './rule.types';

/** What another style needs to know and this folder cannot: names and units are the catalogue's business. */
export interface ProfileHelpers {
  /** Parts of a full name, only where the split is certain. */
  readonly splitName?: (
    fullName: string,
  ) => { readonly Ho: string; readonly ChuDem: string; readonly Ten: string } | undefined;
  /** An address that names a district, in two tiers; only where the conversion is exact. */
  readonly twoTierAddress?: (address: JsonObject) =>
    | {
        readonly quocGia?: string | null;
        readonly maTinh?: string | null;
        readonly maXa?: string | null;
        readonly dcChiTiet?: string | null;
      }
    | undefined;
  /** An address with codes as one text, the names of its units written out. */
  readonly addressText?: (address: JsonObject) => string | undefined;
}

export type Conversion = { readonly value: unknown } | { readonly problem: Verdict };

/** A valid value of a 2024 field as the target type writes it. */
export function convertValue(value: unknown, from: FieldType, to: FieldType, helpers: ProfileHelpers): Conversion {
  switch (to) {
    case 'splitName':
      return found(helpers.splitName?.(textOf(value)), NAME);
    case 'splitDate':
      return found(mapDate(value, formatSplit), DATE);
    case 'slashedDate':
    case 'slashedPartialDate':
      return found(mapDate(value, formatSlashed), DATE);
    case 'integerCode':
      return found(integerOf(value), CODE);
    case 'address':
      return isObject(value) ? twoTier(value, helpers) : { value };
    default:
      return from === 'address' && isObject(value) ? asText(value, helpers) : { value };
  }
}

function textOf(value: unknown): string {
  return scalar(value) ?? '';
}

function mapDate<T>(value: unknown, format: (date: PartialDate) => T): T | undefined {
  const date = parseDotted(textOf(value));
  return date && format(date);
}

/** Only digits that a number gives back unchanged. */
function integerOf(value: unknown): number | undefined {
  const text = textOf(value);
  return /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined;
}

/**
 * Only a district is lost in two tiers. Without one the codes are those of the unit whatever the style, and text stays text; the
 * country is Vietnam as soon as a code of the statistics office is there.
 */
function twoTier(address: JsonObject, helpers: ProfileHelpers): Conversion {
  if ('quocGia' in address) return { value: address };
  const [maTinh, maHuyen, maXa] = ['maTinh', 'maHuyen', 'maXa'].map((part) => scalar(own(address, part)));
  if (maHuyen !== undefined) return found(helpers.twoTierAddress?.(address), DISTRICT);
  const quocGia = maTinh === undefined && maXa === undefined ? undefined : 'VN';
  return { value: defined({ dcChiTiet: scalar(own(address, 'dcChiTiet')), quocGia, maTinh, maXa }) };
}

function asText(address: JsonObject, helpers: ProfileHelpers): Conversion {
  const coded = ['maTinh', 'maHuyen', 'maXa'].some((part) => scalar(own(address, part)) !== undefined);
  return found(coded ? helpers.addressText?.(address) : scalar(own(address, 'dcChiTiet')), ADDRESS_TEXT);
}

function found(value: unknown, problem: Verdict): Conversion {
  return value === undefined ? { problem } : { value };
}

const NAME: Verdict = {
  rule: 'name.ambiguous',
  message: { vi: 'không tách chắc chắn được họ, chữ đệm, tên', en: 'the name cannot be split for certain' },
  remedy: {
    vi: 'Để cán bộ nhập riêng họ, chữ đệm, tên và gửi theo kiểu 2025',
    en: 'Let an officer enter family, middle and given name, and send style 2025',
  },
};

const DISTRICT: Verdict = {
  rule: 'address.ambiguous',
  message: {
    vi: 'địa chỉ còn mã huyện, chưa quy đổi chắc chắn được sang hai cấp',
    en: 'the address names a district and cannot be turned into two tiers for certain',
  },
  remedy: {
    vi: 'Chọn lại tỉnh và xã hiện hành, hoặc chỉ ghi bằng chữ vào dcChiTiet',
    en: 'Choose the province and commune of today, or write the address as text in dcChiTiet',
  },
};

const ADDRESS_TEXT: Verdict = {
  rule: 'address.ambiguous',
  message: { vi: 'không ghi được địa chỉ này thành chữ', en: 'the address cannot be written as text' },
  remedy: {
    vi: 'Ghi đủ địa chỉ bằng chữ vào dcChiTiet và bỏ các mã',
    en: 'Write the whole address in dcChiTiet and leave the codes out',
  },
};

const CODE: Verdict = {
  rule: 'code.notInteger',
  message: { vi: 'mã không viết được dạng số nguyên', en: 'the code cannot be written as an integer' },
  remedy: { vi: 'Dùng mã số của danh mục phần mềm hộ tịch', en: "Use the numeric code of the register's list" },
};

const DATE: Verdict = {
  rule: 'date',
  message: { vi: 'phải là ngày có thật', en: 'must be a real date' },
  remedy: { vi: 'Ví dụ 05.01.2025', en: 'For example 05.01.2025' },
};
