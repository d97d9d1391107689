import { foldVietnamese } from '../contract';
import type { SearchKind } from '../persistence';

export interface SearchTerm {
  readonly kind: SearchKind;
  /** Normalised, as two writings of the same are alike. */
  readonly value: string;
}

/** Names stand in `…HoTen`, as one text or in parts, in every published payload and result (wire contract 2.5 to 2.11, 4.4). */
const NAME_FIELD = /hoten$/i;
/** Numbers of people and of their papers: `…SoDDCN`, `…SoGiayToTuyThan`, in results also `…SoGiayTo` and `soDinhDanh`. */
const NUMBER_FIELD = /(so(ddcn|giayto|giaytotuythan|dinhdanh))$/i;
/** A personal number has 12 digits; the papers before it had 9. */
const NUMBER = /^(\d{12}|\d{9})$/;
const MAX_DEPTH = 5;

/** A full name as it is compared: letter case, spaces and the place of the tone mark do not matter, the marks themselves do. */
export function nameTerm(name: string): SearchTerm | undefined {
  const value = foldVietnamese(name);
  return value === '' ? undefined : { kind: 'name', value };
}

/** The digits of a personal number or an older paper; undefined for what is neither. */
export function numberTerm(number: string): SearchTerm | undefined {
  const value = number.replace(/[\s.-]/g, '');
  return NUMBER.test(value) ? { kind: 'number', value } : undefined;
}

/** Everybody a payload or a result speaks of, each term once. */
export function searchTerms(data: object): SearchTerm[] {
  const terms = new Map<string, SearchTerm>();
  for (const term of walk(data, MAX_DEPTH)) terms.set(`${term.kind} ${term.value}`, term);
  return [...terms.values()];
}

function* walk(object: object, depth: number): Iterable<SearchTerm> {
  for (const [field, value] of Object.entries(object) as [string, unknown][]) {
    const term = NAME_FIELD.test(field) ? nameTerm(nameOf(value)) : numberOf(field, value);
    if (term) yield term;
    if (depth > 0 && typeof value === 'object' && value !== null) yield* walk(value, depth - 1);
  }
}

/** One text, or the parts of the 2025 style put together. */
function nameOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const { Ho, ChuDem, Ten } = value as Record<string, unknown>;
  return [Ho, ChuDem, Ten].filter((part) => typeof part === 'string' && part !== '').join(' ');
}

/** In the forms that are not public fields may be called anything, but twelve digits are a personal number wherever they stand. */
function numberOf(field: string, value: unknown): SearchTerm | undefined {
  if (typeof value !== 'string') return undefined;
  const term = numberTerm(value);
  return NUMBER_FIELD.test(field) || term?.value.length === 12 ? term : undefined;
}
