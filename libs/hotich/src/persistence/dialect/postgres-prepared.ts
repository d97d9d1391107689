import { createHash } from 'node:crypto';
import { type DataSource, type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm';
import { asLists } from './dialect';
import { isUnprepared } from './unprepared';

/** A connection of `pg`, as far as it is used here. */
interface Connection {
  /** The server's process behind it, as whoever took the connection has told it. */
  readonly processID?: number | null;
  query(statement: {
    readonly name?: string;
    readonly text: string;
    readonly values: readonly unknown[];
    readonly rowMode?: 'array' | undefined;
  }): Promise<{ readonly rows: unknown[] }>;
}

interface Session {
  /** Whether this connection is the server's own session: a pooler hands every transaction to another one. */
  readonly direct: Promise<boolean>;
  readonly names: Set<string>;
  /** Statements run by name. */
  ran: number;
  /** After so many, all are planned anew. */
  plansEnd: number;
}

/** What means something within quotes. */
const MEANING = /["\\]/;

const SESSIONS = new WeakMap<Connection, Session>();
const NAMES = new Map<string, string>();
/** Whose connections have lost what was prepared on them: a host's pool may clean them, and its tables may change their types. */
const FORGETFUL = new WeakSet<DataSource>();

/** Of one connection: beyond, statements are planned each time. The library has fewer; a host with many schemas may have more. */
const MOST_NAMES = 200;
/**
 * A plan that was made while the tables were small reads them whole, and the server makes it anew only once it has counted their
 * rows: up to a minute later, in which a province may have filed all it had. So it is made anew after this many statements, then
 * after twice as many, and so on: a handful of times in all.
 */
const FIRST_PLANS = 8;

/**
 * Runs a statement whose text comes again and again, and gives its rows. Straight to the server it is parsed and planned once a
 * connection, which for a single dossier is more than the work itself; through a pooler, or where a host listens to its queries, it
 * goes the way of all others.
 */
export async function prepared<T>(manager: EntityManager, text: string, values: unknown[]): Promise<T[]> {
  return (await onConnection(manager, { text, values: values.map(asSent) })) as T[];
}

/**
 * The same, with each row as a list. Of more than sixteen columns a row by name is a slow object, at ten times the cost.
 *
 * @param names of the columns it gives, in their order.
 */
export async function preparedLists(
  manager: EntityManager,
  text: string,
  values: unknown[],
  names: readonly string[],
): Promise<unknown[][]> {
  return (await onConnection(manager, { text, values: values.map(asSent), names })) as unknown[][];
}

interface Statement {
  readonly text: string;
  readonly values: unknown[];
  /** Of the columns: rows are wanted as lists. */
  readonly names?: readonly string[];
}

async function onConnection(manager: EntityManager, statement: Statement): Promise<unknown[]> {
  const { connection: dataSource, queryRunner } = manager;
  const runner = queryRunner ?? dataSource.createQueryRunner();
  try {
    return await run(dataSource, runner, statement);
  } finally {
    if (!queryRunner) await runner.release();
  }
}

async function run(dataSource: DataSource, runner: QueryRunner, statement: Statement): Promise<unknown[]> {
  const { text, values, names } = statement;
  const connection = (await runner.connect()) as Connection;
  const name = FORGETFUL.has(dataSource) || isHeard(dataSource) ? undefined : await nameOn(connection, text);
  // A runner that was released tells its connection all the same, which is somebody else's by then; its own query refuses.
  if (name === undefined || runner.isReleased) {
    const { records } = (await runner.query(text, values, true)) as { records: unknown[] };
    return names ? asLists(records, names) : records;
  }
  dataSource.logger.logQuery(text, values, runner);
  try {
    return (await connection.query({ name, text, values, rowMode: names && 'array' })).rows;
  } catch (error) {
    dataSource.logger.logQueryError(error as Error, text, values, runner);
    if (isUnprepared(error)) {
      FORGETFUL.add(dataSource);
      // In a transaction it is lost with all that came before, and whoever began that one makes it again.
      if (!runner.isTransactionActive) return run(dataSource, runner, statement);
    }
    throw new QueryFailedError(text, values, error as Error);
  }
}

/** TypeORM tells subscribers and the log of slow queries what it runs itself only. */
function isHeard({ options, subscribers }: DataSource): boolean {
  return (
    options.maxQueryExecutionTime !== undefined ||
    subscribers.some((subscriber) => 'beforeQuery' in subscriber || 'afterQuery' in subscriber)
  );
}

async function nameOn(connection: Connection, text: string): Promise<string | undefined> {
  let session = SESSIONS.get(connection);
  if (!session) {
    session = { direct: isDirect(connection), names: new Set(), ran: 0, plansEnd: FIRST_PLANS };
    SESSIONS.set(connection, session);
  }
  if (!(await session.direct)) return undefined;
  const name = nameOf(text);
  if (session.names.size >= MOST_NAMES && !session.names.has(name)) return undefined;
  session.names.add(name);
  if (++session.ran === session.plansEnd) {
    session.plansEnd *= 2;
    // In a transaction that had failed before it fails too, and so will what comes after it.
    await connection.query({ text: 'discard plans', values: [] }).catch(() => undefined);
  }
  return name;
}

/** A pooler tells its clients numbers of its own, by which they may cancel. */
async function isDirect(connection: Connection): Promise<boolean> {
  if (!connection.processID) return false;
  try {
    const { rows } = await connection.query({ text: 'select pg_backend_pid() as pid', values: [] });
    return (rows as { pid: number }[])[0]?.pid === connection.processID;
  } catch {
    // In a transaction that had failed before, which says nothing about the connection: it is asked again next time.
    SESSIONS.delete(connection);
    return false;
  }
}

/** Two versions of the library on one connection never mean different statements by one name. */
function nameOf(text: string): string {
  const known = NAMES.get(text);
  if (known) return known;
  const name = `hotich_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  NAMES.set(text, name);
  return name;
}

/** Lists as the server reads them: the driver's own way of writing these takes several times as long. */
function asSent(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  // Most lists: joined at once, without a text made of each element.
  if (value.length > 0 && value.every(isPlain)) return `{"${value.join('","')}"}`;
  if (value.every((one) => typeof one === 'number')) return `{${value.join(',')}}`;
  return `{${value.map(elementOf).join(',')}}`;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' && !MEANING.test(value);
}

function elementOf(value: unknown): unknown {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value !== 'string') return value;
  // Looking first takes half as long as replacing what is not there.
  return `"${MEANING.test(value) ? value.replaceAll(/["\\]/g, '\\$&') : value}"`;
}
