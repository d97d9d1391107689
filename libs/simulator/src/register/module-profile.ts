import type { FieldTable } from '../validation/field';
import { BIRTH_FIELDS } from '../validation/birth-fields';
import { DEATH_FIELDS } from '../validation/death-fields';
import { birthResult } from './birth-result';
import { deathResult } from './death-result';
import type { RegisterDossier, Registration } from './register-dossier';

/** What the register knows about one module of contract v3. */
export interface ModuleProfile {
  /** Dossiers of this module come from DVCLT and must name its code. */
  readonly interlinked: boolean;
  readonly fields: FieldTable;
  /** Title printed on the certificate, ASCII: the PDF uses a built-in font. */
  readonly certificateTitle: string;
  /** Whether registering issues a personal identification number. */
  readonly issuesPersonalNumber: boolean;
  readonly result: (dossier: RegisterDossier, registration: Registration) => Record<string, unknown>;
}

const birth = {
  fields: BIRTH_FIELDS,
  certificateTitle: 'GIAY KHAI SINH',
  issuesPersonalNumber: true,
  result: birthResult,
};
const death = {
  fields: DEATH_FIELDS,
  certificateTitle: 'TRICH LUC KHAI TU',
  issuesPersonalNumber: false,
  result: deathResult,
};

const PROFILES: ReadonlyMap<string, ModuleProfile> = new Map([
  ['LTKS', { ...birth, interlinked: true }],
  ['KS', { ...birth, interlinked: false }],
  ['LTKT', { ...death, interlinked: true }],
  ['KT', { ...death, interlinked: false }],
]);

export const moduleProfile = (module: string): ModuleProfile | undefined => PROFILES.get(module);
