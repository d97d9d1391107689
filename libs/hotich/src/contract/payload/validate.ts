import { validateSync } from 'class-validator';
import type { HotichProblem } from '../../errors';
import type { CodeListKind } from '../code-lists';
import type { ModuleCode } from '../modules';
import type { PayloadProfile } from '../routes';
import { isObject, own, type JsonObject } from '../wire-json';
import { describeFields, fieldsOf } from './field';
import type { FieldDictionary, FieldSpec, PayloadClass } from './field.types';
import { nearestName } from './nearest-name';
import { payloadClass } from './registry';
import { isEmpty, missing } from './rules';

/** A deployment's own word on what is demanded; the register's true demands are not published. */
export interface PayloadRules {
  /** Fields to demand beyond the defaults. */
  readonly required?: readonly string[];
  /** Fields the defaults demand and this deployment does not. */
  readonly optional?: readonly string[];
  /** Codes accepted beside those of a closed list. */
  readonly extraCodes?: Partial<Readonly<Record<CodeListKind, readonly string[]>>>;
}

/**
 * Every problem of a payload, in the order of the form and then of the unknown fields; empty when it can be sent. Paths read
 * `data.nksHoTen`, `data.nksNoiSinh.maTinh`. The payload is not changed, and no value of it appears in a problem.
 *
 * Rules: `required`, `type`, `controlCharacters`, `maxLength`, `date`, `codeList`, `count`, `personalNumber`, `unitCode.*`,
 * `provinceCode`, `districtCode`, `communeCode`, `unknownField`; `payload.unsupported` when the style of the module is not
 * described.
 */
export function validatePayload(
  module: ModuleCode,
  profile: PayloadProfile,
  data: unknown,
  rules: PayloadRules = {},
): HotichProblem[] {
  const type = payloadClass(module, profile);
  if (!type) return [unsupported(module, profile)];
  if (!isObject(data)) {
    return [
      {
        path: 'data',
        rule: 'type',
        message: { vi: 'phải là một đối tượng', en: 'must be an object' },
        remedy: { vi: `Gửi ${type.name} dạng đối tượng`, en: `Send a ${type.name} as an object` },
      },
    ];
  }
  return check(type, data, 'data', rules);
}

/** Fields of a module's payload: type, meaning, format, code list, source. Empty when the style is not described. */
export function fieldDictionary(module: ModuleCode, profile: PayloadProfile): FieldDictionary {
  const type = payloadClass(module, profile);
  return type ? describeFields(type) : {};
}

function check(type: PayloadClass, data: JsonObject, path: string, rules: PayloadRules): HotichProblem[] {
  const fields = fieldsOf(type);
  const errors = new Map(validateSync(instantiate(type, data)).map((error) => [error.property, error]));
  const problems: HotichProblem[] = [];
  for (const [name, { spec, rules: checks, nested }] of fields) {
    const value = own(data, name);
    const at = `${path}.${name}`;
    if (isEmpty(value)) {
      if (isDemanded(name, spec, rules)) problems.push({ path: at, ...missing(spec) });
      continue;
    }
    const error = errors.get(name);
    const broken = error && checks.find((rule) => rule.name in (error.constraints ?? {}));
    const verdict = broken?.check(value);
    if (verdict && !isExtraCode(value, spec, verdict.rule, rules)) problems.push({ ...verdict, path: at });
    if (nested && isObject(value)) problems.push(...check(nested, value, at, { extraCodes: rules.extraCodes }));
  }
  return [...problems, ...unknownFields(data, [...fields.keys()], path)];
}

/** Only known fields are copied: whatever else the object holds can neither shadow a method nor reach a prototype. */
function instantiate(type: PayloadClass, data: JsonObject): object {
  const instance = new type();
  for (const [name, { nested }] of fieldsOf(type)) {
    const value = own(data, name);
    // A nested object is checked by itself, so that its problems carry their own path.
    Object.assign(instance, { [name]: nested && isObject(value) ? new nested() : value });
  }
  return instance;
}

function isDemanded(name: string, spec: FieldSpec, rules: PayloadRules): boolean {
  return rules.required?.includes(name) || ((spec.required ?? false) && !rules.optional?.includes(name));
}

function isExtraCode(value: unknown, { codeList }: FieldSpec, rule: string, rules: PayloadRules): boolean {
  if (rule !== 'codeList' || codeList === undefined || typeof value !== 'string') return false;
  return rules.extraCodes?.[codeList]?.includes(value) ?? false;
}

function unknownFields(data: JsonObject, known: readonly string[], path: string): HotichProblem[] {
  return Object.keys(data)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const nearest = nearestName(name, known);
      return {
        path: `${path}.${name}`,
        rule: 'unknownField',
        message: { vi: 'trường không có trong mẫu', en: 'is not a field of this payload' },
        remedy: nearest
          ? { vi: `Có phải là "${nearest}"?`, en: `Did you mean "${nearest}"?` }
          : { vi: 'Bỏ trường này', en: 'Remove this field' },
      };
    });
}

function unsupported(module: ModuleCode, profile: PayloadProfile): HotichProblem {
  return {
    path: 'module',
    rule: 'payload.unsupported',
    message: {
      vi: `chưa mô tả dữ liệu ${module} theo kiểu ${profile}`,
      en: `the payload of ${module} in style ${profile} is not described`,
    },
    remedy: {
      vi: "Đặt profile: '2024' cho module này trong register.routes",
      en: "Set profile: '2024' for this module in register.routes",
    },
  };
}
