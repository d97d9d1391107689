import { MODULE_CODES, type ModuleCode } from '../../contract';
import { HotichValidationError, type HotichProblem } from '../../errors';
import { dayOf, type DayLike } from '../era';
import type { Procedure, ProcedureLevel, ProcedureOverride } from './procedure.types';
import { PROCEDURES, RESULT_DOCUMENTS } from './procedures.data';

/** A procedure that the register can take. */
export type MappedProcedure = Procedure & { readonly module: ModuleCode };

export interface ProcedureQuery {
  /** Day of receipt; default today. */
  readonly at?: DayLike;
  /** Province of the host, 2 digits: overrides of other provinces are left out. */
  readonly province?: string;
  /** Level that handles the dossier: overrides of other levels are left out. */
  readonly level?: ProcedureLevel;
  /** The host's own rows. */
  readonly overrides?: readonly ProcedureOverride[];
}

const NATIONAL_CODE = /^\d\.\d{6}(?=$|\.)/;

/** National part of a procedure code: `1.000894.000.00.00.H21` → `1.000894`; the text itself when it has no such part. */
export function nationalCode(maTTHC: string): string {
  return NATIONAL_CODE.exec(maTTHC.trim())?.[0] ?? maTTHC.trim();
}

/**
 * What a procedure code is on a day: its module at the register and its result document. The most specific override that fits
 * wins (level, then province, then the later start), then the shipped row.
 *
 * @throws HotichValidationError rule `procedure.unmapped` (unknown code), `procedure.contradictory` (public sources disagree),
 * `procedure.noModule` (the register's list has no module for it); each with the row to add to the options.
 */
export function procedure(maTTHC: string, query: ProcedureQuery = {}): MappedProcedure {
  const code = nationalCode(maTTHC);
  const found = findProcedure(code, query);
  if (found?.module) return { ...found, module: found.module };
  throw new HotichValidationError([refusal(code, found)]);
}

/** {@link procedure} without the refusal: the best row, module or not; `undefined` for a code that nobody knows. */
export function findProcedure(maTTHC: string, query: ProcedureQuery = {}): Procedure | undefined {
  const override = overrideOf(maTTHC, query);
  return override ? fromOverride(override) : PROCEDURES.find(fitsTo(maTTHC, query));
}

/** The host's row that says what the code is; `undefined` where it has none. */
export function overrideOf(maTTHC: string, query: ProcedureQuery): ProcedureOverride | undefined {
  const fitting = (query.overrides ?? []).filter(fitsTo(maTTHC, query));
  return fitting.sort((one, other) => rankOf(other).localeCompare(rankOf(one)))[0];
}

type Row = Pick<Procedure, 'maTTHC' | 'province' | 'level' | 'effectiveFrom' | 'effectiveTo'>;

function fitsTo(maTTHC: string, query: ProcedureQuery): (row: Row) => boolean {
  const [code, day] = [nationalCode(maTTHC), dayOf(query.at)];
  return (row) =>
    nationalCode(row.maTTHC) === code &&
    (row.province === undefined || row.province === query.province) &&
    (row.level === undefined || row.level === query.level) &&
    day >= (row.effectiveFrom ?? day) &&
    day <= (row.effectiveTo ?? day);
}

/** Sorts by level, then province, then start of effect. */
function rankOf({ level, province, effectiveFrom }: ProcedureOverride): string {
  return `${level ? 1 : 0}${province ? 1 : 0}${effectiveFrom ?? ''}`;
}

function fromOverride(override: ProcedureOverride): Procedure {
  const known = PROCEDURES.find((row) => row.maTTHC === nationalCode(override.maTTHC));
  const document = override.maGiayToKetQua ?? RESULT_DOCUMENTS[override.module];
  return {
    title: known?.title ?? override.maTTHC,
    source: 'options of the host',
    ...override,
    maTTHC: nationalCode(override.maTTHC),
    ...(document === undefined ? {} : { maGiayToKetQua: document }),
    confidence: 'configured',
  };
}

function refusal(code: string, found: Procedure | undefined): HotichProblem {
  const row = `{ maTTHC: '${code}', module: '…' }`;
  const remedy = {
    vi: `Thêm dòng ${row} vào tùy chọn procedures; module là một trong ${MODULE_CODES.join(', ')}`,
    en: `Add the row ${row} to the option procedures; the module is one of ${MODULE_CODES.join(', ')}`,
  };
  if (!found) {
    return {
      path: 'maTTHC',
      rule: 'procedure.unmapped',
      message: { vi: `thủ tục ${code} chưa được gắn với module nào`, en: `procedure ${code} is mapped to no module` },
      remedy,
    };
  }
  if (found.confidence === 'contradictory') {
    return {
      path: 'maTTHC',
      rule: 'procedure.contradictory',
      message: {
        vi: `thủ tục ${code} được các nguồn gắn với module khác nhau`,
        en: `sources map procedure ${code} to different modules`,
      },
      remedy,
    };
  }
  return {
    path: 'maTTHC',
    rule: 'procedure.noModule',
    message: {
      vi: `phần mềm hộ tịch không có module cho thủ tục ${code} (${found.title})`,
      en: `the register has no module for procedure ${code}`,
    },
    remedy: {
      vi: `Xử lý ngoài kết nối này; nếu Bộ Tư pháp đã mở module, ${remedy.vi.charAt(0).toLowerCase()}${remedy.vi.slice(1)}`,
      en: `Handle it outside this connection; if the Ministry has opened a module, ${remedy.en.charAt(0).toLowerCase()}${remedy.en.slice(1)}`,
    },
  };
}
