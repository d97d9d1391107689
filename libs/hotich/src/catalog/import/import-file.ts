import type { CodeListEntry } from '../../contract';
import { diffEntries } from '../code-list';
import { dayOf, THREE_TIERS_UNTIL } from '../era';
import { storeList, type CatalogChange } from '../refresh';
import { contentHash } from '../stored/catalog-draft';
import type { StoredCatalog } from '../stored/stored-catalog';
import type { ConversionRow } from '../units';
import { codeListEntries } from './code-list-rows';
import { conversionRows, unfinishedCodes } from './conversion-rows';
import { checkImportOptions, type ImportOptions } from './import-options';
import { readImportTable, type ImportTable } from './import-table';
import { registrationUnitRows } from './registration-unit-rows';

/** What an import did. */
export interface CatalogImport extends CatalogChange {
  /**
   * Old codes of a conversion table of which one part alone is listed: they stay `ambiguous` until the other parts are imported too.
   * Empty for every other kind.
   */
  readonly unfinished: readonly string[];
}

/** Reads a file, checks every line and stores it; nothing is stored when anything is wrong. See `CatalogService.importFile`. */
export async function importFile(
  file: string | Buffer,
  options: ImportOptions,
  stored: StoredCatalog,
): Promise<CatalogImport> {
  checkImportOptions(options);
  await stored.ready();
  const table = await readImportTable(file);
  const source = (options.source ?? table.name).slice(0, 255);
  const { kind } = options;
  if (kind === 'unitConversions') return importConversions(table, source, options, stored);
  if (kind === 'registrationUnits') return importRegistrationUnits(table, source, options, stored);
  const { system = 'register', version, validFrom, validTo, closed, columns = {} } = options;
  const known = stored.current().lists.history(kind, system);
  const codes = new Set(known.flatMap((list) => list.entries.map(({ code }) => code)));
  const entries = codeListEntries(table, columns, codes);
  const list = { kind, system, entries, ...given({ version, validFrom, validTo, closed }) };
  return { ...(await storeList(list, source, stored, true)), unfinished: [] };
}

async function importConversions(
  table: ImportTable,
  source: string,
  options: ImportOptions,
  stored: StoredCatalog,
): Promise<CatalogImport> {
  const { units, conversions } = stored.current();
  const rows = conversionRows(table, units, options.columns ?? {});
  const before = conversions.find((one) => one.source === source)?.rows ?? [];
  const change = await storeTable(source, options, stored, {
    entries: rows,
    validFrom: null,
    validTo: null,
    restates: isOverlaid(
      source,
      conversions.map((one) => ({ source: one.source, codes: one.rows.map(({ oldCode }) => oldCode) })),
    ),
    comparable: [conversionEntries(before), conversionEntries(rows)],
  });
  return { ...change, unfinished: unfinishedCodes(rows) };
}

async function importRegistrationUnits(
  table: ImportTable,
  source: string,
  options: ImportOptions,
  stored: StoredCatalog,
): Promise<CatalogImport> {
  const { units, registrationUnits } = stored.current();
  const validFrom = dayOf(options.validFrom);
  // A list of the three-tier era must not lend its codes to the units that have them since.
  const last = validFrom <= THREE_TIERS_UNTIL ? THREE_TIERS_UNTIL : undefined;
  const validTo = [options.validTo, last].flatMap((day) => day ?? []).sort()[0] ?? null;
  const found = registrationUnitRows(table, units, validFrom, options.columns ?? {});
  const named = (list: typeof found | readonly (typeof found)[number][]): CodeListEntry[] =>
    list.map(({ code, name }) => ({ code, name: { vi: name, en: name } }));
  const change = await storeTable(source, options, stored, {
    entries: found,
    validFrom,
    validTo,
    restates: isOverlaid(
      source,
      registrationUnits.lists.map((list) => ({ source: list.source, codes: list.units.map(({ code }) => code) })),
    ),
    comparable: [named(registrationUnits.of(source)), named(found)],
  });
  return { ...change, unfinished: [] };
}

async function storeTable(
  source: string,
  options: ImportOptions,
  stored: StoredCatalog,
  content: {
    readonly entries: readonly object[];
    readonly validFrom: string | null;
    readonly validTo: string | null;
    readonly restates: boolean;
    readonly comparable: readonly [CodeListEntry[], CodeListEntry[]];
  },
): Promise<CatalogChange> {
  const { entries, validFrom, validTo, restates, comparable } = content;
  const version = options.version ?? dayOf();
  const draft = {
    kind: options.kind,
    system: 'register' as const,
    version,
    validFrom,
    validTo,
    closed: true,
    source,
    entries,
  };
  const hash = contentHash({ entries, validFrom: options.validFrom, validTo: options.validTo });
  return {
    kind: options.kind,
    system: 'register',
    source,
    version,
    stored: await stored.add({ ...draft, contentHash: hash }, restates),
    entries: entries.length,
    diff: diffEntries(...comparable),
  };
}

/** Whether another source has since spoken of what this one spoke of. Tables add up: the others do not make it news. */
function isOverlaid(
  source: string,
  tables: readonly { readonly source: string; readonly codes: readonly string[] }[],
): boolean {
  const last = tables.findLastIndex((table) => table.source === source);
  const codes = new Set(tables[last]?.codes);
  return tables.slice(last + 1).some((table) => table.codes.some((code) => codes.has(code)));
}

/** A table as entries that can be compared: what each old code became. */
function conversionEntries(rows: readonly ConversionRow[]): CodeListEntry[] {
  const became = new Map<string, { vi: string; en: string }>();
  for (const { oldCode, newCode, share } of rows) {
    const before = became.get(oldCode);
    const word = share === 'whole' ? { vi: 'toàn bộ', en: 'whole' } : { vi: 'một phần', en: 'part' };
    const [vi, en] = [`${newCode} (${word.vi})`, `${newCode} (${word.en})`];
    became.set(oldCode, before ? { vi: `${before.vi}, ${vi}`, en: `${before.en}, ${en}` } : { vi, en });
  }
  return [...became].map(([code, name]) => ({ code, name }));
}

/** Only what was given: an absent option is not an option that is undefined. */
function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;
}
