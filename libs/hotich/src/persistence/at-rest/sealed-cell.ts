interface Cell {
  readonly text: string;
  touched: boolean;
}

/** Sealed texts as they came from the table, by row and property. */
const CELLS = new WeakMap<object, Map<string, Cell>>();

/**
 * Puts a sealed value into a loaded row, to be opened when somebody looks. Most rows are loaded for their state and never
 * looked into; and a value that cannot be opened then fails the one who needs it, not the batch it was read with.
 */
export function putSealed(row: object, property: string, text: string, open: () => unknown): void {
  const cells = CELLS.get(row) ?? new Map<string, Cell>();
  const cell: Cell = { text, touched: false };
  CELLS.set(row, cells.set(property, cell));
  let opened: { readonly value: unknown } | undefined;
  Object.defineProperty(row, property, {
    enumerable: true,
    configurable: true,
    get: () => {
      opened ??= { value: open() };
      // An object that was handed out may be changed by whoever holds it.
      cell.touched = true;
      return opened.value;
    },
    set: (value: unknown) => {
      cells.delete(property);
      Object.defineProperty(row, property, { value, enumerable: true, configurable: true, writable: true });
    },
  });
}

/** The sealed text of a value nobody has looked at since it was loaded: it can be written back as it is. */
export function untouched(row: object, property: string): string | undefined {
  const cell = CELLS.get(row)?.get(property);
  return cell && !cell.touched ? cell.text : undefined;
}
