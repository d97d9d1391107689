import type { HotichProblem } from '../../errors';
import type { CodeListKind } from '../code-lists';
import type { ModuleCode } from '../modules';
import type { PayloadProfile } from '../routes';
import { isObject, own, type JsonObject } from '../wire-json';
import { closedBlock, isOpen } from './blocks';
import { describeFields, fieldsOf, type KnownField } from './field';
import type { FieldDictionary, FieldSpec, PayloadClass } from './field.types';
import { nearestName } from './nearest-name';
import { fieldMapProblems } from './object-rules';
import { payloadClass, profilesOf } from './registry';
import type { ListsInForce, Rule, Verdict } from './rule.types';
import { isAbsent, isUnfilled, missing } from './rules';

/** A deployment's own word on what is demanded; the register's true demands are not published. */
export interface PayloadRules {
  /** Fields to demand beyond the defaults. */
  readonly required?: readonly string[];
  /** Fields the defaults demand and this deployment does not. */
  readonly optional?: readonly string[];
  /** Codes accepted beside those of a closed list. */
  readonly extraCodes?: Partial<Readonly<Record<CodeListKind, readonly string[]>>>;
  /** Fields accepted though no source describes them; they are passed on as they are, from DVCLT's XML too where that has them. */
  readonly extraFields?: readonly string[];
}

/**
 * Every problem of a payload, in the order of the form and then of the unknown fields; empty when it can be sent. Paths read
 * `data.nksHoTen`, `data.nksNoiSinh.maTinh`. The payload is not changed, and no value of it appears in a problem.
 *
 * Rules: `required`, `type`, `controlCharacters`, `maxLength`, `date`, `codeList`, `count`, `personalNumber`, `unitCode.*`,
 * `provinceCode`, `districtCode`, `communeCode`, `block.closed`, `fieldName`, `unknownField`; `payload.unsupported` when the
 * style of the module is not described.
 *
 * @param lists code lists that hold; default the shipped ones.
 */
export function validatePayload(
  module: ModuleCode,
  profile: PayloadProfile,
  data: unknown,
  rules: PayloadRules = {},
  lists?: ListsInForce,
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
  return check(type, data, 'data', { ...rules, lists });
}

/** Fields of a module's payload: type, meaning, format, code list, source. Empty when the style is not described. */
export function fieldDictionary(module: ModuleCode, profile: PayloadProfile): FieldDictionary {
  const type = payloadClass(module, profile);
  return type ? describeFields(type) : {};
}

/** What this payload is held against. */
interface Demands extends PayloadRules {
  readonly lists: ListsInForce | undefined;
}

function check(type: PayloadClass, data: JsonObject, path: string, rules: Demands): HotichProblem[] {
  const fields = fieldsOf(type);
  const problems: HotichProblem[] = [];
  for (const [name, field] of fields) {
    const value = own(data, name);
    const at = `${path}.${name}`;
    const nested = field.nested !== undefined;
    if (isUnfilled(value, nested) && isDemanded(name, field.spec, data, rules)) {
      problems.push({ path: at, ...missing(field.spec) });
      continue;
    }
    if (isAbsent(value, nested)) continue;
    problems.push(...checkValue(field, value, at, rules));
    const { block } = field.spec;
    if (block && !isOpen(block, data)) problems.push({ path: at, ...closedBlock(field.spec) });
  }
  return [...problems, ...unknownFields(data, fields, path, rules)];
}

function checkValue(
  { spec, rules: checks, nested }: KnownField,
  value: unknown,
  path: string,
  rules: Demands,
): HotichProblem[] {
  if (spec.type === 'fieldMap') return fieldMapProblems(value, path);
  const verdict = firstBroken(checks, value, rules.lists);
  const problems: HotichProblem[] = [];
  if (verdict && !isExtraCode(value, spec, verdict.rule, rules)) problems.push({ ...verdict, path });
  const { extraCodes, lists } = rules;
  if (nested && isObject(value)) problems.push(...check(nested, value, path, { extraCodes, lists }));
  return problems;
}

/** The rules that class-validator knows of the class, without the cost of looking them up for every payload. */
function firstBroken(rules: readonly Rule[], value: unknown, lists?: ListsInForce): Verdict | undefined {
  for (const rule of rules) {
    const verdict = rule.check(value, lists);
    if (verdict) return verdict;
  }
  return undefined;
}

function isDemanded(name: string, { required, block }: FieldSpec, data: JsonObject, rules: PayloadRules): boolean {
  if (rules.required?.includes(name)) return true;
  if (rules.optional?.includes(name)) return false;
  return required === true || (block?.leading === true && isOpen(block, data));
}

function isExtraCode(value: unknown, { codeList }: FieldSpec, rule: string, rules: PayloadRules): boolean {
  if (rule !== 'codeList' || codeList === undefined) return false;
  return rules.extraCodes?.[codeList]?.includes(String(value)) ?? false;
}

function unknownFields(
  data: JsonObject,
  known: ReadonlyMap<string, KnownField>,
  path: string,
  { extraFields = [] }: PayloadRules,
): HotichProblem[] {
  return Object.keys(data)
    .filter((name) => !known.has(name) && !extraFields.includes(name))
    .map((name) => {
      const nearest = nearestName(name, [...known.keys()]);
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
  const described = profilesOf(module)
    .map((known) => `'${known}'`)
    .join(', ');
  return {
    path: 'module',
    rule: 'payload.unsupported',
    message: {
      vi: `chưa mô tả dữ liệu ${module} theo kiểu ${profile}`,
      en: `the payload of ${module} in style ${profile} is not described`,
    },
    remedy: {
      vi: `Đặt profile của ${module} trong register.routes là: ${described}`,
      en: `Set the profile of ${module} in register.routes to: ${described}`,
    },
  };
}
