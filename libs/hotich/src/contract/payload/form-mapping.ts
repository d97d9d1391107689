import { HotichValidationError, type HotichProblem } from '../../errors';
import { isModuleCode, MODULE_CODES, type ModuleCode } from '../modules';
import { chooseOneOf } from '../one-of';
import { isObject, own, type JsonObject } from '../wire-json';
import { FORM_MODULES } from './form-contents';
import { WIRE_NAME } from './object-rules';
import type { FormValue } from './register-form';
import type { Verdict } from './rule.types';
import { isAbsent } from './rules';

/**
 * How a deployment writes the fields of one module, where the wire names are not public or are its own: the host's names renamed,
 * constant fields added, elements put in order.
 */
export interface RegisterFormMapping {
  readonly module: ModuleCode;
  /** Name in the payload → name on the wire. Default: unchanged. */
  readonly rename?: Readonly<Record<string, string>>;
  /** Name on the wire → value where the dossier has none. */
  readonly defaults?: Readonly<Record<string, FormValue>>;
  /** Names on the wire that come first, in this order; the others follow in their own. */
  readonly order?: readonly string[];
}

type Entry = readonly [name: string, value: unknown];

/**
 * The payload as it is written on the wire: the free map of a {@link HotichRegisterForm} laid among its other fields, then the
 * module's mapping applied.
 *
 * @throws HotichValidationError rule `form.collision` when two fields would have one name.
 */
export function wirePayload(
  module: ModuleCode,
  data: object,
  mappings: readonly RegisterFormMapping[] = [],
): Readonly<Record<string, unknown>> {
  const mapping = mappings.find((one) => one.module === module);
  const flat = flatten(module, data as JsonObject);
  if (!mapping && flat === undefined) return data as JsonObject;
  const { rename = {}, defaults = {}, order = [] } = mapping ?? {};
  const fields = new Map<string, unknown>();
  for (const [name, value] of flat ?? Object.entries(data)) {
    const wireName = Object.hasOwn(rename, name) ? (rename[name] ?? name) : name;
    if (fields.has(wireName)) throw new HotichValidationError([{ path: `data.${name}`, ...COLLISION }]);
    fields.set(wireName, value);
  }
  for (const [name, value] of Object.entries(defaults)) {
    if (isAbsent(fields.get(name), true)) fields.set(name, value);
  }
  const first = order.filter((name) => fields.has(name));
  const rest = [...fields.keys()].filter((name) => !first.includes(name));
  return Object.fromEntries([...first, ...rest].map((name) => [name, fields.get(name)]));
}

/** What is wrong with the mappings of a deployment; paths begin with `path`, for example `register.forms[0].rename`. */
export function checkFormMappings(mappings: readonly RegisterFormMapping[], path: string): HotichProblem[] {
  return mappings.flatMap(({ module, rename = {}, defaults = {}, order = [] }, index) => {
    const at = `${path}[${index}]`;
    const lists = { rename: Object.values(rename), defaults: Object.keys(defaults), order };
    const problems = Object.entries(lists)
      .filter(([, names]) => !names.every((name) => WIRE_NAME.test(name)))
      .map(([list]): HotichProblem => ({ path: `${at}.${list}`, ...WRONG_NAME }));
    if (!isModuleCode(module)) problems.push({ path: `${at}.module`, ...WRONG_MODULE });
    else if (mappings.findIndex((other) => other.module === module) < index) {
      problems.push({ path: `${at}.module`, ...MAPPED_TWICE });
    }
    return problems;
  });
}

/**
 * Only the modules without a public form have a free map; elsewhere `fields` would be a field like any other.
 *
 * @returns undefined when there is nothing to lay flat.
 */
function flatten(module: ModuleCode, data: JsonObject): readonly Entry[] | undefined {
  const free = (FORM_MODULES as readonly string[]).includes(module) ? own(data, 'fields') : undefined;
  if (free === undefined) return undefined;
  const described = Object.entries(data).filter(([name]) => name !== 'fields');
  return isObject(free) ? [...described, ...Object.entries(free)] : described;
}

const COLLISION: Verdict = {
  rule: 'form.collision',
  message: { vi: 'trùng tên với một trường khác khi gửi', en: 'would have the name of another field on the wire' },
  remedy: {
    vi: 'Đổi tên trường, hoặc sửa rename của nghiệp vụ này trong register.forms',
    en: 'Rename the field, or correct its rename in register.forms',
  },
};

const WRONG_NAME: Verdict = {
  rule: 'fieldName',
  message: {
    vi: 'tên trường chỉ gồm chữ không dấu, số, gạch dưới và bắt đầu bằng chữ',
    en: 'field names hold only unaccented letters, digits and underscores and begin with a letter',
  },
  remedy: { vi: 'Dùng đúng tên trường của phần mềm hộ tịch', en: "Use the register's own field names" },
};

export const WRONG_MODULE: Verdict = {
  rule: 'oneOf',
  message: { vi: 'không phải mã nghiệp vụ hộ tịch', en: 'is not a module code' },
  remedy: chooseOneOf(MODULE_CODES),
};

const MAPPED_TWICE: Verdict = {
  rule: 'unique',
  message: { vi: 'nghiệp vụ đã được khai ở trên', en: 'the module is mapped above already' },
  remedy: { vi: 'Gộp hai khai báo làm một', en: 'Join the two entries' },
};
