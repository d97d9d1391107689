import type { CodeListKind } from '../code-lists';
import { HotichAddress, HotichTwoTierAddress } from './address';
import { derivePayload, type DerivedField } from './derive';
import type { KnownField } from './field';
import type { FieldSpec, FieldType, PayloadClass } from './field.types';
import { HotichSplitDate, HotichSplitName } from './split-parts';

/** Lists whose codes BS sends as text: ids of the register, letters, and a code nobody has seen filled. */
const TEXT_LISTS: readonly CodeListKind[] = ['danToc', 'quocTich', 'loaiBSCC'];

/**
 * A payload in the style of 2025, derived from its 2024 form by what BS, the one module seen in it, does: names and dates of
 * birth in parts, codes as integers (ethnicity and nationality stay text), other dates `dd/MM/yyyy`, addresses with country and
 * two tiers. Inference, attested D for every module but BS.
 */
export function in2025Style(name: string, base: PayloadClass): PayloadClass {
  return derivePayload(name, base, ({ spec, nested }) => {
    const source = `${spec.source}; style 2025 by analogy with 2.11, attested D`;
    return converted({ ...spec, source }, nested);
  });
}

function converted(spec: FieldSpec, nested: KnownField['nested']): DerivedField {
  switch (spec.type) {
    case 'personName':
      return { spec: retyped(spec, 'splitName'), nested: HotichSplitName };
    case 'birthDate':
      return { spec: retyped(spec, 'splitDate'), nested: HotichSplitDate };
    case 'date':
      return { spec: retyped(spec, 'slashedDate') };
    case 'partialDate':
      return { spec: retyped(spec, 'slashedPartialDate') };
    case 'code':
      return { spec: retyped(spec, isIntegerList(spec.codeList) ? 'integerCode' : 'code') };
    case 'address':
      return { spec, nested: nested === HotichAddress ? HotichTwoTierAddress : nested };
    default:
      return { spec, nested };
  }
}

function isIntegerList(list: CodeListKind | undefined): boolean {
  return list !== undefined && !TEXT_LISTS.includes(list);
}

/** A length of text means nothing to what is no longer one text. */
function retyped({ maxLength, ...spec }: FieldSpec, type: FieldType): FieldSpec {
  const keepsLength = type === 'code' && maxLength !== undefined;
  return { ...spec, type, ...(keepsLength ? { maxLength } : {}) };
}
