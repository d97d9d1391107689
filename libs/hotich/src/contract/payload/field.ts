import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import type { FieldDescription, FieldDictionary, FieldSpec, PayloadClass } from './field.types';
import { FORMATS, isEmpty, missing, rulesOf, verdictLine, type Rule } from './rules';

const REQUIRED = 'required';

interface KnownField {
  readonly spec: FieldSpec;
  readonly rules: readonly Rule[];
  /** Class of a nested object. */
  readonly nested?: PayloadClass;
}

const FIELDS = new WeakMap<object, Map<string, KnownField>>();

/**
 * Declares a field of a payload: registers its class-validator rules, so that the class also works as a DTO in a host's own
 * pipe, and keeps its meaning and source for the documentation.
 */
export function Field(spec: FieldSpec, nested?: () => PayloadClass): PropertyDecorator {
  return (target, property) => {
    const rules = rulesOf(spec);
    remember(target.constructor, String(property), { spec, rules, nested: nested?.() });
    if (spec.required) apply(REQUIRED, (value) => (isEmpty(value) ? missing(spec) : undefined), target, property);
    for (const rule of rules) {
      apply(rule.name, (value) => (isEmpty(value) ? undefined : rule.check(value)), target, property);
    }
    if (nested) {
      IsOptional()(target, property);
      ValidateNested()(target, property);
      Type(nested)(target, property);
    }
  };
}

/** Fields of a class in order: its own first, then those of its parents. */
export function fieldsOf(payload: PayloadClass): ReadonlyMap<string, KnownField> {
  const fields = new Map<string, KnownField>();
  for (let type: unknown = payload; typeof type === 'function'; type = Object.getPrototypeOf(type)) {
    for (const [name, field] of FIELDS.get(type) ?? []) {
      if (!fields.has(name)) fields.set(name, field);
    }
  }
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
    ...(nested ? { fields: describeFields(nested) } : {}),
  };
}

function apply(name: string, check: Rule['check'], target: object, property: string | symbol): void {
  ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => check(value) === undefined,
      defaultMessage: (args) => verdictLine(check(args?.value)),
    },
  })(target, property);
}

function remember(type: object, property: string, field: KnownField): void {
  const fields = FIELDS.get(type) ?? new Map<string, KnownField>();
  fields.set(property, field);
  FIELDS.set(type, fields);
}
