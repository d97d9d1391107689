import { fieldsOf } from '../payload/field';
import { allPayloadClasses } from '../payload/registry';
import type { FieldSpec } from '../payload/field.types';

/** People and papers whose names begin the register's field names (wire contract 2.4 to 2.11). */
const PERSON_PREFIX = /^(?:nks|nkt|nyc|gbt|cbs|nxn|ndk|ntd|chong|cha|vo|me|cm|nc)[A-Z]/;

const ENVELOPE = ['maDonVi', 'maHoSoLT', 'maHoSoMCDT', 'ngayTiepNhan', 'fileDinhKem'] as const;

let known: ReadonlyMap<string, FieldSpec> | undefined;

function knownFields(): ReadonlyMap<string, FieldSpec> {
  return (known ??= new Map(
    allPayloadClasses()
      .flatMap((type) => [...fieldsOf(type)].map(([name, { spec }]) => [name, spec] as const))
      // `so` and `fields` are field names too, but no one could tell them from a word of the sentence.
      .filter(([name]) => /[A-Z]/.test(name)),
  ));
}

export function isFieldName(name: string): boolean {
  return PERSON_PREFIX.test(name) || isEnvelopeField(name) || knownFields().has(name);
}

export function isEnvelopeField(name: string): boolean {
  return (ENVELOPE as readonly string[]).includes(name);
}

/** What a field means, when some payload describes it. */
export function fieldSpec(name: string): FieldSpec | undefined {
  return knownFields().get(name);
}
