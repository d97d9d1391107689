import { nameProblems, parseIsoDay } from '../../contract';
import { HotichValidationError } from '../../errors';
import {
  CATALOG_KINDS,
  CATALOG_SYSTEMS,
  type CatalogKind,
  type CatalogSystem,
  type ImportKind,
} from '../catalog-kinds';
import { dayOf, NO_DAY } from '../era';
import { CODE_LIST_COLUMNS } from './code-list-rows';
import { CONVERSION_COLUMNS } from './conversion-rows';
import type { ImportColumns } from './import-columns';
import { REGISTRATION_UNIT_COLUMNS } from './registration-unit-rows';

/** What a file holds and from when it holds. */
export interface ImportOptions {
  readonly kind: ImportKind;
  /** Whose list it is. Needed for a code list; `registrationUnits` and `unitConversions` are always the register's. */
  readonly system?: CatalogSystem;
  /** First and last day for which it holds, `yyyy-MM-dd`. Default: from today, without end; a conversion table holds always. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Name of the version, at most 80 characters; default today. */
  readonly version?: string;
  /**
   * Where it is from, at most 255 characters; default the name of the file. Conversion tables and unit lists of several sources add
   * up; a later one of the same source replaces what that source said before: a table as a whole, a unit list for the days on which the
   * later one holds.
   */
  readonly source?: string;
  /**
   * True when a code outside a code list is to be refused, from the register's list in every dossier. Default as the list in force has
   * it.
   */
  readonly closed?: boolean;
  /** Headers of the file where they are none of the usual ones: `{ code: 'Mã số' }`, `{ oldCode: … }`. */
  readonly columns?: ImportColumns;
}

const OPTION_NAMES: readonly string[] = [
  'kind',
  'system',
  'validFrom',
  'validTo',
  'version',
  'source',
  'closed',
  'columns',
] satisfies (keyof ImportOptions)[];

const TABLES: readonly ImportKind[] = ['registrationUnits', 'unitConversions'];

/** @throws HotichValidationError rules `unknown`, `import.kind`, `import.system`, `day.format`, `day.order`, `maxLength`. */
export function checkImportOptions(options: ImportOptions): void {
  const problems = nameProblems('', OPTION_NAMES, options);
  const refuse = (path: keyof ImportOptions, rule: string, vi: string, en: string): void => {
    const remedy = { vi: 'Sửa tùy chọn của importFile()', en: 'Correct the options of importFile()' };
    problems.push({ path, rule, message: { vi, en }, remedy });
  };
  const { kind, system, validFrom, validTo, version = '', source = '' } = options;
  const kinds = [...CATALOG_KINDS, ...TABLES];
  if (!kinds.includes(kind))
    refuse('kind', 'import.kind', `phải là một trong ${kinds.join(', ')}`, `must be one of ${kinds.join(', ')}`);
  else if (isCodeList(kind) && !CATALOG_SYSTEMS.includes(system as CatalogSystem)) {
    refuse(
      'system',
      'import.system',
      `phải là một trong ${CATALOG_SYSTEMS.join(', ')}`,
      `must be one of ${CATALOG_SYSTEMS.join(', ')}`,
    );
  } else problems.push(...nameProblems('columns', columnsOf(kind), options.columns ?? {}));
  if (version.length > 80) refuse('version', 'maxLength', 'dài quá 80 ký tự', 'is longer than 80 characters');
  if (source.length > 255) refuse('source', 'maxLength', 'dài quá 255 ký tự', 'is longer than 255 characters');
  for (const [name, day] of [['validFrom', validFrom] as const, ['validTo', validTo] as const]) {
    if (day === undefined || parseIsoDay(day)) continue;
    refuse(name, 'day.format', NO_DAY.vi, NO_DAY.en);
  }
  if (problems.length === 0 && validTo !== undefined && dayOf(validFrom) > validTo) {
    refuse('validTo', 'day.order', 'phải từ ngày validFrom trở đi', 'must not be before validFrom');
  }
  if (problems.length > 0) throw new HotichValidationError(problems);
}

/** What a column of such a file may mean. */
function columnsOf(kind: ImportKind): readonly string[] {
  if (kind === 'unitConversions') return Object.keys(CONVERSION_COLUMNS);
  return Object.keys(kind === 'registrationUnits' ? REGISTRATION_UNIT_COLUMNS : CODE_LIST_COLUMNS);
}

export function isCodeList(kind: ImportKind): kind is CatalogKind {
  return !TABLES.includes(kind);
}
