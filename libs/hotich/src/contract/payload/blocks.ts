import { own, scalar, type JsonObject } from '../wire-json';
import type { FieldBlock, FieldSpec } from './field.types';
import type { Verdict } from './rule.types';

/** Whether the code that decides about the block opens it. */
export function isOpen({ field, codes }: FieldBlock, data: JsonObject): boolean {
  const code = scalar(own(data, field));
  return code !== undefined && codes.includes(code);
}

/** Verdict on a field that is filled though its block is closed. */
export function closedBlock({ meaning, block }: FieldSpec): Verdict {
  const codes = block?.codes.join(', ') ?? '';
  const field = block?.field ?? '';
  return {
    rule: 'block.closed',
    message: {
      vi: `${meaning.vi}: chỉ nhập khi ${field} là ${codes}`,
      en: `${meaning.en}: only where ${field} is ${codes}`,
    },
    remedy: { vi: `Bỏ trường này hoặc sửa ${field}`, en: `Remove this field or correct ${field}` },
  };
}
