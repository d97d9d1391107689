import { scalar } from './wire-json';

const DIGITS = 12;
/** It begins with the province, 001 to 096: a number has lost two zeros at most. */
const LOST = 2;

/**
 * The personal number in what a remote gives for one: the only run of 12 digits there, with whatever words beside it, or else the only
 * group of 12 digits that is written in parts. Zeros alone are none.
 */
export function personalNumber(given: unknown): string | undefined {
  const text = scalar(given) ?? '';
  if (typeof given === 'number')
    return /^\d+$/.test(text) && text.length >= DIGITS - LOST ? only([text.padStart(DIGITS, '0')]) : undefined;
  const runs = text.match(/\d+/g) ?? [];
  const groups = text.match(/\d+(?:[\s.\u2010-\u2015-]+\d+)*/g) ?? [];
  return only(runs) ?? only(groups.map((group) => group.replace(/\D/g, '')));
}

function only(numbers: readonly string[]): string | undefined {
  const [number, ...others] = new Set(numbers.filter(({ length }) => length === DIGITS));
  return others.length === 0 && number !== undefined && /[1-9]/.test(number) ? number : undefined;
}
