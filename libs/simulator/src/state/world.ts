import { Ledger, type Effect, type Repeats } from '../calls/ledger';
import type { CatalogRow } from '../catalog/catalog-row';
import type { NationalDossier } from '../interlink/national-dossier';
import type { RegisterDossier } from '../register/register-dossier';

/** Counters that must never give a number twice, also over a restart. */
export interface Sequences {
  nationalDossier: number;
  message: number;
  registration: number;
  personalNumber: number;
  /** Numbers of the register's own. */
  record: number;
}

/** Everything a restart has to find again, as plain JSON. */
export interface WorldSnapshot {
  readonly format: 2;
  readonly sequences: Sequences;
  readonly register: readonly RegisterDossier[];
  readonly interlink: readonly NationalDossier[];
  readonly effects: readonly Effect[];
  /** What was sent again though it was held, by code; files of before have none. */
  readonly repeats?: Readonly<Record<string, Repeats>>;
  /** Catalogs that were changed. */
  readonly catalogs: Readonly<Record<string, readonly CatalogRow[]>>;
}

const noSequences = (): Sequences => ({
  nationalDossier: 0,
  message: 0,
  registration: 0,
  personalNumber: 0,
  record: 0,
});

/** The books of both remotes. */
export class World {
  /** By maHoSoMCDT. */
  readonly register = new Map<string, RegisterDossier>();
  /** By the `G22…` code. */
  readonly interlink = new Map<string, NationalDossier>();
  /** Catalogs that differ from their defaults, by name. */
  readonly catalogs = new Map<string, readonly CatalogRow[]>();
  readonly ledger: Ledger;
  private sequences = noSequences();
  private onChange: () => void = () => undefined;

  constructor(readonly now: () => Date) {
    this.ledger = new Ledger(now);
  }

  next(sequence: keyof Sequences): number {
    this.sequences[sequence] += 1;
    return this.sequences[sequence];
  }

  /** To be called after every change of a dossier. */
  changed(): void {
    this.onChange();
  }

  watch(listener: () => void): void {
    this.onChange = listener;
  }

  clear(): void {
    this.load({ format: 2, sequences: noSequences(), register: [], interlink: [], effects: [], catalogs: {} });
    this.changed();
  }

  snapshot(): WorldSnapshot {
    return {
      format: 2,
      sequences: this.sequences,
      register: [...this.register.values()],
      interlink: [...this.interlink.values()],
      effects: this.ledger.all,
      repeats: this.ledger.allRepeats,
      catalogs: Object.fromEntries(this.catalogs),
    };
  }

  load(snapshot: WorldSnapshot): void {
    this.sequences = { ...noSequences(), ...snapshot.sequences };
    this.register.clear();
    this.interlink.clear();
    for (const dossier of snapshot.register) this.register.set(dossier.maHoSoMCDT, dossier);
    for (const dossier of snapshot.interlink) this.interlink.set(dossier.maHoSo, dossier);
    this.catalogs.clear();
    for (const [name, rows] of Object.entries(snapshot.catalogs)) this.catalogs.set(name, rows);
    this.ledger.restore(snapshot.effects, snapshot.repeats ?? {});
  }
}
