const DAY = String.raw`\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`;

/**
 * Source of an expression for a dossier code, in either case. A remote's sentence quotes them beside numbers of persons: it takes no
 * more digits than codes have, and only a day where a code has one.
 *
 * Sources: wire contract 0.3 (attested B), and law and codes 4.2: `H08.37.80-240705-0015` (2024), `H21.129-250812-0001` (2025),
 * `G22.99.08-240713-0004` (DVCLT), `000.00.19.H26-210520-0001` (rule of 2018); `H26-210520-0001` of a body without units.
 */
const DOSSIER_CODE_SHAPE = String.raw`(?:\d{3}\.\d\d\.\d\d\.)?[A-Z]\d\d(?:\.[0-9A-Z]{1,3}){0,4}-${DAY}-\d{4,9}`;

/** Source of an expression for a dossier code that is not part of something longer. */
export const DOSSIER_CODE_IN_TEXT = `(?<![0-9A-Za-z.])${DOSSIER_CODE_SHAPE}(?![0-9A-Za-z])`;

/** Characters of the longest code that is taken. */
export const MAX_DOSSIER_CODE = 50;

/** Whether a text can be a dossier's code: hosts may have shapes of their own. */
export function canBeDossierCode(code: unknown): code is string {
  return typeof code === 'string' && /^[0-9A-Za-z][0-9A-Za-z._/-]*$/.test(code) && code.length <= MAX_DOSSIER_CODE;
}
