import { bilingual } from '../../errors';
import { validateUnitCode } from '../unit-codes';
import { isObject } from '../wire-json';
import type { FieldSpec } from './field.types';
import { fieldMapRule, objectShape, realSplitDate } from './object-rules';
import { integerCodeRules, integerRule, registerCodeRules } from './number-rules';
import type { Rule, Verdict } from './rule.types';
import { formatRules } from './text-rules';
import { controlCharacters, maxLength, textType } from './type-rules';

/**
 * Whether nothing was sent: of an object of parts, nothing in any of them, as some clients send an address that nobody knows.
 *
 * @param nested whether the field is an object of parts.
 */
export function isAbsent(value: unknown, nested: boolean): boolean {
  return ofParts(value, nested, isNothing);
}

/**
 * Whether nobody has filled it in: where something must stand, blanks are nothing either; where nothing must, they are looked at like
 * any text.
 *
 * @param nested whether the field is an object of parts.
 */
export function isUnfilled(value: unknown, nested: boolean): boolean {
  return ofParts(value, nested, (part) => isNothing(part) || (typeof part === 'string' && part.trim() === ''));
}

function ofParts(value: unknown, nested: boolean, is: (part: unknown) => boolean): boolean {
  return nested && isObject(value) ? Object.values(value).every(is) : is(value);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/**
 * The checks of a field, in the order in which they are worth reporting.
 *
 * @param parts names of the fields of its nested object.
 */
export function rulesOf(spec: FieldSpec, parts: readonly string[] = []): readonly Rule[] {
  const { type } = spec;
  switch (type) {
    case 'address':
    case 'splitName':
      return [objectShape(parts)];
    case 'splitDate':
      return [objectShape(parts), realSplitDate];
    case 'fieldMap':
      return [fieldMapRule];
    case 'unitCode':
      return [unitCode];
    case 'integer':
      return [integerRule];
    case 'integerCode':
      return integerCodeRules(spec);
    case 'registerCode':
      return registerCodeRules(spec);
    default:
      return [textType, controlCharacters, maxLength(spec), ...formatRules(type, spec)];
  }
}

/** Verdict on an empty field that must be filled. */
export function missing(spec: FieldSpec): Verdict {
  return {
    rule: 'required',
    message: { vi: `thiếu: ${spec.meaning.vi}`, en: `is missing: ${spec.meaning.en}` },
    remedy: { vi: `Nhập ${spec.meaning.vi}`, en: `Give: ${spec.meaning.en}` },
  };
}

/** The line that class-validator itself prints. */
export function verdictLine(verdict: Verdict | undefined): string {
  return verdict ? `$property: ${bilingual(verdict.message)}` : '$property';
}

const unitCode: Rule = {
  name: 'unitCode',
  check: (value) => validateUnitCode(value)[0],
};
