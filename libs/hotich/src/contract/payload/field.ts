import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { isObject } from '../wire-json';
import { closedBlock, isOpen } from './blocks';
import type { FieldDescription, FieldDictionary, FieldSpec, PayloadClass } from './field.types';
import type { Rule, Verdict } from './rule.types';
import { isAbsent, isUnfilled, missing, rulesOf, verdictLine } from './rules';
import { FORMATS } from './text-rules';

const REQUIRED = 'required';
const BLOCK = 'block.closed';

export interface KnownField {
  readonly spec: FieldSpec;
  readonly rules: readonly Rule[];
  /** Class of a nested object. */
  readonly nested?: PayloadClass;
}

const FIELDS = new WeakMap<object, Map<string, KnownField>>();

/** With those of the parents; asked for only once a class is whole. */
const INHERITED = new WeakMap<object, ReadonlyMap<string, KnownField>>();

/**
 * Declares a field of a payload: registers its class-validator rules, so that the class also works as a DTO in a host's own
 * pipe, and keeps its meaning and source for the documentation.
 */
export function Field(spec: FieldSpec, nested?: () => PayloadClass): PropertyDecorator {
  return (target, property) => {
    const type = nested?.();
    const rules = rulesOf(spec, type && [...fieldsOf(type).keys()]);
    remember(target.constructor, String(property), { spec, rules, nested: type });
    const { block } = spec;
    const isNested = type !== undefined;
    if (spec.required)
      apply(REQUIRED, (value) => (isUnfilled(value, isNested) ? missing(spec) : undefined), target, property);
    for (const rule of rules) {
      apply(rule.name, (value) => (isAbsent(value, isNested) ? undefined : rule.check(value)), target, property);
    }
    if (block) {
      const check: Check = (value, object) =>
        isAbsent(value, isNested) || !isObject(object) || isOpen(block, object) ? undefined : closedBlock(spec);
      apply(BLOCK, check, target, property);
    }
    if (nested) {
      ValidateIf((_, value) => spec.required === true || !isAbsent(value, isNested))(target, property);
      ValidateNested()(target, property);
      Type(nested)(target, property);
    }
  };
}

/** Fields of a class in order: its own first, then those of its parents. */
export function fieldsOf(payload: PayloadClass): ReadonlyMap<string, KnownField> {
  const known = INHERITED.get(payload);
  if (known) return known;
  const fields = new Map<string, KnownField>();
  for (let type: unknown = payload; typeof type === 'function'; type = Object.getPrototypeOf(type)) {
    for (const [name, field] of FIELDS.get(type) ?? []) {
      if (!fields.has(name)) fields.set(name, field);
    }
  }
  INHERITED.set(payload, fields);
  return fields;
}

/** The documentation of a class's fields. */
export function describeFields(payload: PayloadClass): FieldDictionary {
  return Object.fromEntries([...fieldsOf(payload)].map(([name, field]) => [name, describe(field)]));
}

function describe({ spec, nested }: KnownField): FieldDescription {
  const format = FORMATS[spec.type];
  return {
    type: spec.type,
    meaning: spec.meaning,
    ...(format ? { format } : {}),
    ...(spec.codeList ? { codeList: spec.codeList } : {}),
    ...(spec.maxLength ? { maxLength: spec.maxLength } : {}),
    source: spec.source,
    required: spec.required ?? false,
    ...(spec.block ? { block: spec.block } : {}),
    ...(nested ? { fields: describeFields(nested) } : {}),
  };
}

type Check = (value: unknown, object: unknown) => Verdict | undefined;

function apply(name: string, check: Check, target: object, property: string | symbol): void {
  ValidateBy({
    name,
    validator: {
      validate: (value: unknown, args) => check(value, args?.object) === undefined,
      defaultMessage: (args) => verdictLine(check(args?.value, args?.object)),
    },
  })(target, property);
}

function remember(type: object, property: string, field: KnownField): void {
  const fields = FIELDS.get(type) ?? new Map<string, KnownField>();
  fields.set(property, field);
  FIELDS.set(type, fields);
}
