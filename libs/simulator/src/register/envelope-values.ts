import { sentence } from '../validation/sentences';

const CODE_LIMIT = 50;

export const isAbsent = (value: unknown): boolean => value === undefined || value === null;

export const isFilledText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** A short obligatory text of an envelope. */
export function checkCode(name: string, value: unknown): string[] {
  if (isAbsent(value) || value === '') return [sentence.missing(name)];
  if (typeof value !== 'string') return [sentence.wrongFormat(name)];
  return value.length > CODE_LIMIT ? [sentence.tooLong(name)] : [];
}
