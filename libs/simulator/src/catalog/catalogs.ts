import { SimulatorError } from '../errors';
import { asObject } from '../http/received-request';
import type { World } from '../state/world';
import type { Unit } from '../units';
import type { CatalogRow } from './catalog-row';
import { defaultCatalogs } from './default-catalogs';

export { registerCatalogName } from './default-catalogs';

/**
 * The catalogs the remotes serve: the shared ones of the gateway (`donvihanhchinhcap1`, `madantoc`…) and, as `danhMuc.1`
 * to `danhMuc.5`, those of contract 1.0. Changing one changes what is served, not what the register accepts.
 */
export class Catalogs {
  private readonly defaults: ReadonlyMap<string, readonly CatalogRow[]>;

  constructor(
    private readonly world: World,
    units: ReadonlyMap<string, Required<Unit>>,
  ) {
    this.defaults = defaultCatalogs([...units.values()]);
  }

  names(): string[] {
    return [...new Set([...this.defaults.keys(), ...this.world.catalogs.keys()])];
  }

  /** Rows as they are served now; undefined for a name that is not served. */
  find(name: string): readonly CatalogRow[] | undefined {
    return this.world.catalogs.get(name) ?? this.defaults.get(name);
  }

  /** @throws SimulatorError for a name that is not served */
  rows(name: string): readonly CatalogRow[] {
    const rows = this.find(name);
    if (!rows) throw new SimulatorError('unknownCatalog', `there is no catalog '${name}'`);
    return rows;
  }

  /**
   * Replaces all rows of a catalog, or adds one under a new name.
   * @throws SimulatorError for a name that cannot stand in a path, or rows that are not objects of scalars
   */
  set(name: string, rows: readonly CatalogRow[]): void {
    if (!/^[\w.-]+$/.test(name)) throw new SimulatorError('badInput', 'name: letters, digits, dot, dash, underscore');
    if (!Array.isArray(rows) || !rows.every(isRow)) {
      throw new SimulatorError('badInput', 'rows must be a list of objects whose values are scalars');
    }
    this.world.catalogs.set(name, structuredClone(rows));
    this.world.changed();
  }

  /** Back to the rows the simulator started with; a catalog that was added is no longer served. */
  restore(name: string): void {
    this.world.catalogs.delete(name);
    this.world.changed();
  }
}

function isRow(value: unknown): value is CatalogRow {
  const row = asObject(value);
  return row !== undefined && Object.values(row).every((part) => part === null || typeof part !== 'object');
}
