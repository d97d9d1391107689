import type { CarrierService } from '../../carrier';
import { isObject, own, scalar, unreadable } from '../../contract/wire-json';
import { HotichError } from '../../errors';
import type { CatalogKind } from '../catalog-kinds';
import { CODE_COLUMN, findColumn, NAME_COLUMN, type ColumnNames } from '../columns';
import { readEntries, readRows, type CatalogColumns } from './catalog-rows';
import { HotichCatalogSource, type CatalogListVersion, type ListFailure } from './catalog-source';
import { isSilence, loadEach } from './load-each';

/** Of the statistics office's codes, which a number robs of their zeros (wire contract 6.2, 6.14). */
const DIGITS: Readonly<Partial<Record<CatalogKind, number>>> = { tinhThanh: 2, danToc: 2 };

export interface SharedCatalogPaths {
  /** Rows, `{name}` is replaced. */
  readonly category: string;
  /** Columns, `{name}` is replaced; `false`: the service has none. */
  readonly metadata: string | false;
}

/**
 * The national shared-category service behind the gateway: `Metadata/{name}` says what the columns are, `Category/{name}` has the
 * rows (wire contract 6.0, attested A; the paths B).
 */
export class SharedCatalogSource extends HotichCatalogSource {
  readonly name = 'shared categories';

  constructor(
    private readonly carrier: CarrierService,
    private readonly paths: SharedCatalogPaths,
    private readonly categories: Readonly<Partial<Record<CatalogKind, string>>>,
    private readonly columns: CatalogColumns,
  ) {
    super();
  }

  load(failed: ListFailure): Promise<CatalogListVersion[]> {
    return loadEach(
      Object.entries(this.categories) as [CatalogKind, string][],
      ([kind]) => kind,
      ([kind, category]) => this.list(kind, category),
      failed,
    );
  }

  private async list(kind: CatalogKind, category: string): Promise<CatalogListVersion> {
    const columns = { ...(await this.describedColumns(category)), ...this.columns };
    const rows = readRows(await this.get(this.paths.category, category), category);
    return { kind, system: 'shared', entries: readEntries(rows, category, { columns, digits: DIGITS[kind] }) };
  }

  /** Columns whose description says that they are the code and the name; nothing where there is none: then their names must do. */
  private async describedColumns(category: string): Promise<CatalogColumns> {
    if (this.paths.metadata === false) return {};
    let properties: readonly { code: string; name: string }[];
    try {
      properties = readRows(await this.get(this.paths.metadata, category), category).flatMap((row) => {
        const code = scalar(own(row, 'PropertyCode'));
        return code === undefined ? [] : [{ code, name: scalar(own(row, 'PropertyName')) ?? '' }];
      });
    } catch (error) {
      if (isSilence(error) || !(error instanceof HotichError)) throw error;
      return {};
    }
    const described = (names: ColumnNames): string | undefined => {
      const title = findColumn(
        properties.map(({ name }) => name),
        names,
      );
      return properties.find(({ name }) => title !== undefined && name === title)?.code;
    };
    const [code, name] = [described(CODE_COLUMN), described(NAME_COLUMN)];
    return { ...(code === undefined ? {} : { code }), ...(name === undefined ? {} : { name }) };
  }

  private async get(path: string, category: string): Promise<unknown> {
    const { status, body } = await this.carrier.request('gateway', {
      operation: 'shared.catalog',
      method: 'GET',
      path: path.replace('{name}', encodeURIComponent(category)),
      codes: [],
      safe: true,
      aside: true,
    });
    if (status >= 400) {
      throw unreadable(category, 'catalog.refused', {
        vi: `máy chủ trả lời HTTP ${status}`,
        en: `the server answered HTTP ${status}`,
      });
    }
    return jsonOf(body, category);
  }
}

function jsonOf(body: string, path: string): unknown {
  try {
    const value: unknown = JSON.parse(body.replace(/^\uFEFF/, ''));
    if (Array.isArray(value) || isObject(value)) return value;
  } catch {
    // The parser's own message quotes the body: it is left out.
  }
  throw unreadable(path, 'body.notJson', { vi: 'không phải JSON hợp lệ', en: 'is not valid JSON' });
}
