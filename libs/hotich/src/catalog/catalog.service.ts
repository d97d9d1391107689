import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { CarrierService } from '../carrier';
import { type CodeListEntry, isModuleCode } from '../contract';
import type { HotichProblem } from '../errors';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import { loggerOf } from '../hotich.logger';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { EnvironmentFence } from '../persistence';
import {
  type AddressParts,
  type ConvertedAddress,
  convertAddress,
  type EraOrDay,
  formatAddress,
  type FormattedAddress,
  parseAddress,
  type ParsedAddress,
} from './addresses';
import { type DueDate, dueDate, type DueDateOptions, sameDayDue, supplementDue } from './calendar';
import type { CatalogKind, CatalogSystem } from './catalog-kinds';
import type { CodeListVersion } from './code-list';
import { type ResolvedCatalogOptions, resolveCatalogOptions } from './catalog.options';
import { dayOf, type DayLike } from './era';
import { type CatalogImport, importFile, type ImportOptions } from './import';
import { type CodeMapping, mapCode, type MappedKind } from './mappings';
import { type MappedProcedure, overrideOf, procedure, type ProcedureQuery } from './procedures';
import { type CatalogRefresh, refreshLists } from './refresh';
import { type HotichCatalogSource, RegisterCatalogSource, SharedCatalogSource } from './sources';
import { CatalogStore } from './stored/catalog-store';
import { StoredCatalog } from './stored/stored-catalog';
import type { AdministrativeUnit } from './units';

/**
 * Codes, units, addresses, procedures and days, each as it was on the day that is asked about.
 *
 * Questions are answered from memory, at once: from the data that ship with the library and from the list versions stored in the
 * host's database by {@link refresh} and {@link importFile} on any replica. Those are read at the first question that needs them and
 * looked after once a minute, never at boot. The very first answer of a process may so be the shipped one; `await ready()` before
 * it where an imported list must count.
 */
@Injectable()
export class CatalogService implements BeforeApplicationShutdown {
  private readonly logger = loggerOf(this.options);
  private readonly stored: StoredCatalog;
  private readonly settings: ResolvedCatalogOptions;
  private refreshing?: Promise<CatalogRefresh>;

  constructor(
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions & { readonly catalog?: ResolvedCatalogOptions },
    @Inject(HOTICH_DATA_SOURCE) dataSource: DataSource,
    private readonly carrier: CarrierService,
    fence: EnvironmentFence,
  ) {
    this.settings = options.catalog ?? resolveCatalogOptions();
    this.stored = new StoredCatalog(new CatalogStore(dataSource, options.environment, fence), (error) =>
      this.logger.warn(`catalog not read (${(error as Error).constructor.name}); the lists last read stay in use`),
    );
  }

  /** Resolves when what any replica stored up to a minute ago is known here. @throws what the database throws. */
  ready(): Promise<void> {
    return this.stored.ready();
  }

  /** Whether the stored lists have been read once in this process; until then the shipped data answer. */
  get isRead(): boolean {
    return this.stored.isRead;
  }

  /**
   * Asks every configured source and stores what differs, as versions that hold from today unless the source says otherwise. A list
   * that cannot be had stops no other: it is in `failures`, with a diagnosis. Two calls at once are one.
   */
  refresh(): Promise<CatalogRefresh> {
    return (this.refreshing ??= refreshLists(this.sources(), this.stored).finally(() => (this.refreshing = undefined)));
  }

  /**
   * Imports a list that an operator has as a file: a code list, the Ministry's registration units (`registrationUnits`), or the
   * official table from old units to new ones (`unitConversions`), which alone makes conversions `exact`. CSV with a header line, or
   * JSON rows; everything is checked before anything is stored.
   *
   * @param file path, or the bytes.
   * @throws HotichValidationError naming every wrong line and column; rules are told by the kinds of rows. HotichEnvironmentError when
   * the database is the other environment's.
   */
  importFile(file: string | Buffer, options: ImportOptions): Promise<CatalogImport> {
    return importFile(file, options, this.stored);
  }

  /** The list of a system that holds on a day; undefined when that system's list is not known. @param at default today. */
  list(kind: CatalogKind, at?: DayLike, system?: CatalogSystem): CodeListVersion | undefined {
    return this.stored.current().lists.list(kind, at, system);
  }

  /**
   * Entries of a code list.
   *
   * @param at default today. @param system whose list; default the register's.
   */
  entries(kind: CatalogKind, at?: DayLike, system?: CatalogSystem): readonly CodeListEntry[] {
    return this.stored.current().lists.entries(kind, at, system);
  }

  /** The entry of a code; undefined when the list did not have it on that day. */
  find(kind: CatalogKind, code: string, at?: DayLike, system?: CatalogSystem): CodeListEntry | undefined {
    return this.stored.current().lists.find(kind, code, at, system);
  }

  /** A code of one system as a code of another, by name or by a pair of the options; never passed through. */
  mapCode(kind: MappedKind, code: string, from: CatalogSystem, to: CatalogSystem, at?: DayLike): CodeMapping {
    const { pairs, dvcltSpeaks } = this.settings;
    const { lists } = this.stored.current();
    return mapCode(kind, code, from, to, { pairs, dvcltSpeaks, lists, ...(at === undefined ? {} : { at }) });
  }

  /**
   * What a unit code meant on a day, and what it means now: the same code names another unit in two of three cases since 1/7/2025.
   * A unit that only an imported list of registration units knows is answered from there.
   *
   * @param code 5 digits (commune), 3 (district, until 30/6/2025) or 2 (province), as text.
   */
  unit(code: string, at?: DayLike): AdministrativeUnit | undefined {
    const { units, registrationUnits } = this.stored.current();
    const known = units.unit(code, at);
    return known?.valid ? known : (registrationUnits.unit(code, at) ?? known);
  }

  /**
   * What is wrong with a unit code on a day: lost zeros with the codes that exist, a code of the other era, an unknown one, or one
   * that an imported list of registration units of its province does not have. What such a list has is right.
   *
   * @param path field named in the problems, default `maDonVi`.
   */
  checkUnit(maDonVi: unknown, at?: DayLike, path = 'maDonVi'): HotichProblem[] {
    const { units, registrationUnits } = this.stored.current();
    if (typeof maDonVi === 'string' && registrationUnits.unit(maDonVi, at)) return [];
    const problems = units.checkUnit(maDonVi, at, path);
    const unit = problems.length === 0 && typeof maDonVi === 'string' ? units.unit(maDonVi, at) : undefined;
    return unit ? registrationUnits.problems(unit, dayOf(at), path) : problems;
  }

  /** Reads the units out of an address text; see {@link ParsedAddress} for how sure it is. @param at default today. */
  parseAddress(text: string, at?: EraOrDay): ParsedAddress {
    return parseAddress(text, at, this.stored.current().units);
  }

  /** Writes an address out, smallest unit first. @param at era of the codes; default today. */
  formatAddress(parts: AddressParts, at?: EraOrDay): FormattedAddress {
    return formatAddress(parts, at, this.stored.current().units);
  }

  /** Carries an address from one era to the other: `exact` only where it is proved; see {@link ConvertedAddress}. */
  convertAddress(parts: AddressParts, from: EraOrDay, to: EraOrDay): ConvertedAddress {
    return convertAddress(parts, from, to, this.stored.current().units);
  }

  /**
   * A procedure's module and result document. Rows of `options.procedures` win.
   *
   * @param level of government that handles it, for rows that are limited to one.
   * @throws HotichValidationError when the code is not mapped; the remedy is the row to add.
   */
  procedure(code: string, at?: DayLike, level?: ProcedureQuery['level']): MappedProcedure {
    return procedure(code, this.query(at, level));
  }

  /** `maGiayToKetQua` that a row of `options.procedures` gives to a procedure; the shipped rows have only their module's. */
  ownResultDocument(code: string, at?: DayLike, level?: ProcedureQuery['level']): string | undefined {
    return overrideOf(code, this.query(at, level))?.maGiayToKetQua;
  }

  /** When a dossier received now must be settled: closing time of the last day the law gives. See {@link deadline}. */
  dueDate(subject: string, receivedAt: Date): Date {
    return this.deadline(subject, receivedAt).at;
  }

  /**
   * {@link dueDate} with the rule it rests on, and whether the holidays of those years are known.
   *
   * @param subject module code, or a procedure code that is mapped to one.
   * @throws HotichValidationError for an unmapped procedure, and rule `deadline.unknown` when no row fits.
   */
  deadline(subject: string, receivedAt: Date, facts: Pick<DueDateOptions, 'verification' | 'foreign'> = {}): DueDate {
    const module = isModuleCode(subject) ? subject : this.procedure(subject, receivedAt).module;
    const { calendar, deadlines } = this.settings;
    return dueDate(module, receivedAt, { ...facts, calendar, deadlines });
  }

  /** Last moment of a day for whoever must do something by it: when the offices close. @param day `yyyy-MM-dd`. */
  closingOf(day: string): Date {
    return this.settings.calendar.closingOf(day);
  }

  /** Due time told to DVCLT on arrival: the same day at closing time, or the next working day after the cut-off. */
  arrivalDue(receivedAt: Date): Date {
    return sameDayDue(receivedAt, this.settings.calendar);
  }

  /** Last moment to supplement a dossier, when nobody names another. */
  supplementDeadline(askedAt: Date): Date {
    return supplementDue(askedAt, this.settings.supplementDays, this.settings.calendar);
  }

  /** Lets a look that is under way end before the database is closed, up to `engine.drainMs`. */
  async beforeApplicationShutdown(): Promise<void> {
    const ended = Promise.all([this.refreshing?.catch(() => undefined), this.stored.idle()]);
    await Promise.race([ended, sleep(this.options.engine.drainMs, undefined, { ref: false })]);
  }

  private query(at?: DayLike, level?: ProcedureQuery['level']): ProcedureQuery {
    return {
      province: this.options.provinceCode,
      overrides: this.options.procedures,
      ...(at === undefined ? {} : { at }),
      ...(level === undefined ? {} : { level }),
    };
  }

  private sources(): HotichCatalogSource[] {
    const { sources, paths, columns, categories } = this.settings;
    return sources.map((source) => {
      if (source === 'register') return new RegisterCatalogSource(this.carrier, paths.register, columns);
      if (source === 'shared') return new SharedCatalogSource(this.carrier, paths, categories, columns);
      return source;
    });
  }
}
