import type { Words } from '../words';

/** What one dossier must have come to, and by what way. */
export interface Tale {
  readonly title: Words;
  /** The province's code. */
  readonly maHoSo: string;
  /** DVCLT's code; absent for a dossier of the province's own. */
  readonly maHoSoLT?: string;
  readonly module: string;
  /** What DVCLT must have been told, in this order; empty when it must know nothing. */
  readonly sequence: readonly number[];
  /** How many versions the register must have taken in, each once. */
  readonly versions: number;
  readonly end: 'completed' | 'refused';
}
