import { HotichValidationError, type HotichProblem } from '../../errors';
import type { ModuleCode } from '../modules';
import type { PayloadProfile } from '../routes';
import { isObject, own, scalar, type JsonObject } from '../wire-json';
import { convertValue, type Conversion, type ProfileHelpers } from './convert-value';
import { fieldsOf, type KnownField } from './field';
import type { FieldType } from './field.types';
import { payloadClass } from './registry';
import type { ListsInForce, Verdict } from './rule.types';
import { isAbsent } from './rules';
import { validatePayload, type PayloadRules } from './validate';

export interface ToProfileOptions extends ProfileHelpers {
  /** Fields that may be left out where the target style has no such field; default none: a filled one is refused. */
  readonly mayDrop?: readonly string[];
  /** The deployment's rules for the payload as it is given. */
  readonly rules?: PayloadRules;
  /** Code lists that hold; default the shipped ones. */
  readonly lists?: ListsInForce;
}

/**
 * A 2024 payload in another style, exactly or not at all. Empty fields are left out; fields that only the deployment knows
 * (`rules.extraFields`) are passed on. What a style joins or cannot hold (names,
 * districts, addresses as text) is asked of the helpers; what they cannot say for certain is refused with the field and the
 * remedy.
 *
 * @throws HotichValidationError the payload is wrong in its own style (rules of `validatePayload`), or `name.ambiguous`,
 * `address.ambiguous`, `code.notInteger`, `field.notCarried`, `profile.unsupported`.
 */
export function toProfile(
  module: ModuleCode,
  data: object,
  from: PayloadProfile,
  to: PayloadProfile,
  options: ToProfileOptions = {},
): Record<string, unknown> {
  refuse(validatePayload(module, from, data, options.rules, options.lists));
  if (from === to) return { ...data };
  const [source, target] = [payloadClass(module, from), payloadClass(module, to)];
  if (from !== '2024' || !source || !target) throw new HotichValidationError([unsupported(module, from, to)]);

  const [described, targets] = [fieldsOf(source), fieldsOf(target)];
  const entries: [name: string, value: unknown][] = [];
  const problems: HotichProblem[] = [];
  for (const [name, value] of Object.entries(data as JsonObject)) {
    const field = described.get(name);
    // Checked above: where an object stands, one may stand.
    if (field && isAbsent(value, true)) continue;
    const converted = field ? convert(name, value, field.spec.type, targets, options) : { values: { [name]: value } };
    if ('problem' in converted) problems.push({ ...converted.problem, path: `data.${name}` });
    else entries.push(...Object.entries(converted.values));
  }
  refuse(problems);
  const result = Object.fromEntries(entries);
  refuse(validatePayload(module, to, result, options.rules, options.lists));
  return result;
}

type Converted = { readonly values: Readonly<Record<string, unknown>> } | Extract<Conversion, { problem: unknown }>;

function convert(
  name: string,
  value: unknown,
  from: FieldType,
  targets: ReadonlyMap<string, KnownField>,
  options: ToProfileOptions,
): Converted {
  const target = targets.get(name);
  if (!target) return options.mayDrop?.includes(name) ? { values: {} } : { problem: NOT_CARRIED };
  const province = `${name}DVHC`;
  // The register keeps the province of birth beside the text (wire contract 8).
  if (targets.has(province) && isObject(value) && isProvinceAndText(value)) {
    return { values: { [name]: scalar(own(value, 'dcChiTiet')), [province]: scalar(own(value, 'maTinh')) } };
  }
  const conversion = convertValue(value, from, target.spec.type, options);
  return 'problem' in conversion ? conversion : { values: { [name]: conversion.value } };
}

function isProvinceAndText(address: JsonObject): boolean {
  const [province, district, commune, text] = ['maTinh', 'maHuyen', 'maXa', 'dcChiTiet'].map((part) =>
    scalar(own(address, part)),
  );
  return province !== undefined && text !== undefined && district === undefined && commune === undefined;
}

const NOT_CARRIED: Verdict = {
  rule: 'field.notCarried',
  message: { vi: 'kiểu dữ liệu đích không có trường này', en: 'the target style has no such field' },
  remedy: {
    vi: 'Bỏ trống trường này, hoặc đặt profile của nghiệp vụ trong register.routes theo kiểu đã soạn',
    en: "Leave it empty, or set the module's profile in register.routes to the style it is written in",
  },
};

function unsupported(module: ModuleCode, from: PayloadProfile, to: PayloadProfile): HotichProblem {
  return {
    path: 'module',
    rule: 'profile.unsupported',
    message: {
      vi: `không chuyển được ${module} từ kiểu ${from} sang ${to}`,
      en: `${module} cannot be turned from style ${from} into ${to}`,
    },
    remedy: {
      vi: `Soạn dữ liệu ${module} theo kiểu ${to}, hoặc theo kiểu 2024`,
      en: `Write the payload of ${module} in style ${to}, or in style 2024`,
    },
  };
}

function refuse(problems: readonly HotichProblem[]): void {
  if (problems.length > 0) throw new HotichValidationError(problems);
}
