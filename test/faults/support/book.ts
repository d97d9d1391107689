import type { DossierState } from '@hotich/nestjs';

/** Where a dossier must end, whatever went wrong on its way. */
export interface Fate {
  readonly state: DossierState;
  /** Versions of it that the register must hold, each taken once. */
  readonly versions: number;
  /** Versions that may have been sent, the last of them withdrawn before the register took it. Default: `versions`. */
  readonly offered?: number;
  /** The child's name in the version that the register must hold at the end. Default: {@link nameIn} the last of `versions`. */
  readonly name?: string;
  /** What DVCLT must have been told, in this order. */
  readonly reports: readonly number[];
}

/** The child's name in a version of a dossier: no two versions, of whatever dossier, say the same. */
export function nameIn(code: string, version = 1): string {
  return `NGUYỄN VĂN MẪU ${code} ${version}`;
}

/** Filed at the province: sent to the register and waiting there. */
export const SENT: Fate = { state: 'sent', versions: 1, reports: [] };
/** Filed at the province, and registered. */
export const REGISTERED: Fate = { state: 'registered', versions: 1, reports: [] };
/** Filed nationally and accepted by an officer: waiting at the register. */
export const ACCEPTED: Fate = { state: 'sent', versions: 1, reports: [1, 3, 7] };
/** The whole way. */
export const COMPLETED: Fate = { state: 'completed', versions: 1, reports: [1, 3, 7, 4, 5] };
/** The whole way, with one supplement asked for by the register. */
export const SUPPLEMENTED: Fate = { state: 'completed', versions: 2, reports: [1, 3, 7, 2, 3, 7, 4, 5] };
/** Taken in, and waiting for an officer. */
export const RECEIVED: Fate = { state: 'received', versions: 0, reports: [1] };

/** Everything the host has committed and every citizen has filed, and what must become of it. */
export class Book {
  private readonly fates = new Map<string, Fate>();
  /** Codes the host rolled back: nobody may ever have heard of them. */
  readonly rolledBack = new Set<string>();

  enter(code: string, fate: Fate): string {
    this.fates.set(code, fate);
    return code;
  }

  fateOf(code: string): Fate | undefined {
    return this.fates.get(code);
  }

  get entries(): readonly (readonly [string, Fate])[] {
    return [...this.fates];
  }

  get codes(): readonly string[] {
    return [...this.fates.keys()];
  }
}
