import { QueryFailedError } from 'typeorm';

/** By these an error of the database is judged, and found. Everything else may hold a row: `parameters`, `detail`, `where`, `sql`. */
const KEPT = new Set([
  ...['name', 'message', 'stack', 'query', 'driverError'],
  ...['code', 'errno', 'sqlState', 'severity', 'routine', 'fatal'],
  ...['schema', 'table', 'column', 'dataType', 'constraint'],
]);

/** Of PostgreSQL: what is wrong with a value, which is quoted; and what a trigger of the host says, in whatever words. */
const QUOTING = /^(22|P0)/;
/** MariaDB and MySQL quote values and names alike. What stands at the end is a name. */
const NAMED = /(?:for key|column) '[\w.]+'(?: at row \d+)?$/;

/** The same error without what was to be written, so that it may be logged whole; anything else as it is. */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof QueryFailedError)) return error;
  strip(error);
  strip(error.driverError as Error);
  return error;
}

function strip(error: Error & { code?: unknown; errno?: unknown }): void {
  for (const key of Object.getOwnPropertyNames(error)) if (!KEPT.has(key)) Reflect.deleteProperty(error, key);
  const { message, stack } = error;
  const said = toldAgain(error);
  if (said === message) return;
  error.message = said;
  if (stack !== undefined) error.stack = stack.replace(message, () => said);
}

function toldAgain({ message, code, errno }: Error & { code?: unknown; errno?: unknown }): string {
  if (typeof code === 'string' && QUOTING.test(code)) return `SQLSTATE ${code}`;
  if (typeof errno !== 'number') return message;
  const [name = ''] = NAMED.exec(message) ?? [];
  return message.slice(0, message.length - name.length).replace(/['"].*['"]/s, '…') + name;
}
