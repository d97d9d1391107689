import { Inject, Injectable } from '@nestjs/common';
import type { CodeListEntry, CodeListKind, CodeSystem, ModuleCode } from '../contract';
import type { HotichProblem } from '../errors';
import { HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { dueDate, sameDayDue, supplementDue } from './calendar';
import { CodeLists } from './code-list';
import type { DayLike } from './era';
import { type MappedProcedure, procedure } from './procedures';
import { type AdministrativeUnit, AdministrativeUnits } from './units';

/** Codes, units, procedures and days, each as it was on the day that is asked about. */
@Injectable()
export class CatalogService {
  private readonly lists = new CodeLists();

  constructor(@Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions) {}

  /**
   * Entries of a code list.
   *
   * @param at default today. @param system whose list; default the register's.
   */
  entries(kind: CodeListKind, at?: DayLike, system?: CodeSystem): readonly CodeListEntry[] {
    return this.lists.entries(kind, at, system);
  }

  /** The entry of a code; undefined when the list did not have it on that day. */
  find(kind: CodeListKind, code: string, at?: DayLike, system?: CodeSystem): CodeListEntry | undefined {
    return this.lists.find(kind, code, at, system);
  }

  /**
   * What a unit code meant on a day, and what it means now: the same code names another unit in two of three cases since
   * 1/7/2025.
   *
   * @param code 5 digits (commune), 3 (district, until 30/6/2025) or 2 (province), as text.
   */
  unit(code: string, at?: DayLike): AdministrativeUnit | undefined {
    return AdministrativeUnits.shared.unit(code, at);
  }

  /** What is wrong with a unit code on a day: lost zeros with the codes that exist, a code of the other era, an unknown one. */
  checkUnit(maDonVi: unknown, at?: DayLike, path?: string): HotichProblem[] {
    return AdministrativeUnits.shared.checkUnit(maDonVi, at, path);
  }

  /**
   * A procedure's module and result document. Rows of `options.procedures` win.
   *
   * @throws HotichValidationError when the code is not mapped; the remedy is the row to add.
   */
  procedure(code: string, at?: DayLike): MappedProcedure {
    return procedure(code, {
      province: this.options.provinceCode,
      overrides: this.options.procedures,
      ...(at === undefined ? {} : { at }),
    });
  }

  /** When a dossier received now must be settled: closing time of the last day the law gives. */
  dueDate(module: ModuleCode, receivedAt: Date): Date {
    return dueDate(module, receivedAt).at;
  }

  /** Due time told to DVCLT on arrival: the same day at closing time, or the next working day after the cut-off. */
  arrivalDue(receivedAt: Date): Date {
    return sameDayDue(receivedAt);
  }

  /** Last moment to supplement a dossier, when nobody names another. */
  supplementDeadline(askedAt: Date): Date {
    return supplementDue(askedAt);
  }
}
