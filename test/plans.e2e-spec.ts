import { randomUUID } from 'node:crypto';
import { RetentionService } from '@hotich/nestjs';
import { internal } from './support/host';
import { birthInput, nextCode } from './support/samples';
import { accepted, scene, settleAll, type Scene } from './support/scene';

const SETTLED = 100_000;
const BATCH = 1_000;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
/** Tables that grow with the years. */
const GROWING = /^hotich_(dossier|content|task|timeline|report|delivery|file|file_chunk|result|exchange|search)$/;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/** A parameter as it would be for a batch: its one id becomes a thousand, and what goes with an id as many. */
function crowded(value: unknown): unknown {
  if (!Array.isArray(value) || value.length !== 1) return value;
  const one = () => (UUID.test(String(value[0])) ? randomUUID() : (value as unknown[])[0]);
  return Array.from({ length: BATCH }, one);
}

jest.setTimeout(180_000);

describe(`statements beside ${SETTLED} settled dossiers`, () => {
  let s: Scene;
  beforeAll(async () => {
    s = await scene({
      retention: { contentDays: 30 },
      // Once asked about is enough.
      register: { cadence: { firstMs: 1, minMs: 3_600_000, workingHours: false } },
    });
    const code = await accepted(s);
    await s.host.sync.runOnce();
    s.remotes.register.registerAndIssue(code);
    await s.host.poller.refresh([code]);
    await s.host.interlink.complete(code, 'can.bo.mau');
    await settleAll(s);
    await new Promise((resolve) => setTimeout(resolve, 250));
    for (const [table, key] of [
      ['hotich_dossier', 'id'],
      ['hotich_content', 'dossier_id'],
      ['hotich_timeline', 'dossier_id'],
      ['hotich_report', 'dossier_id'],
      ['hotich_result', 'dossier_id'],
      ['hotich_delivery', 'dossier_id'],
      ['hotich_file', 'dossier_id'],
      ['hotich_file_chunk', ''],
      ['hotich_exchange', ''],
    ] as const) {
      await copy(table, key);
    }
    // Held by the register; one in fifty is due to be asked about.
    await s.host.db.query(
      `insert into hotich_task (id, environment, lane, subject_id, due_at, ma_tinh)
       select gen_random_uuid(), 'test', 'status', ${uuidOf('n')},
         extract(epoch from now()) * 1000 + case when n % 50 = 0 then -n else n * 100 end, '24'
       from generate_series(1, 20000) n`,
    );
    await s.host.db.query('analyze');
  });
  afterAll(() => s.close());

  const uuidOf = (n: string) => `lpad(to_hex(${n}), 32, '0')::uuid`;

  /** One dossier's rows, a hundred thousand times. */
  async function copy(table: string, key: string): Promise<void> {
    const columns = await s.host.db.query<{ name: string }[]>(
      `select column_name as name from information_schema.columns where table_name = $1 and table_schema = current_schema()`,
      [table],
    );
    const value = (name: string) => {
      if (name === key) return uuidOf('n');
      if (name === 'id' || (name === 'file_id' && key === '')) return 'gen_random_uuid()';
      return /^ma_ho_so/.test(name) ? `o.${name} || n` : `o.${name}`;
    };
    const names = columns.map(({ name }) => name);
    // As many of the settled dossier's as it has: several timeline rows and reports, one content.
    await s.host.db.query(
      `insert into ${table} (${names.join(', ')})
       select ${names.map(value).join(', ')} from ${table} o, generate_series(1, $1::int / (select greatest(1, count(*))::int from ${table})) n`,
      [SETTLED],
    );
  }

  /** What is prepared on any connection of the pool. */
  async function prepared(): Promise<Set<string>> {
    const ask = () => s.host.db.query<{ statement: string }[]>('select statement from pg_prepared_statements');
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    return new Set(answers.flat().map(({ statement }) => statement));
  }

  it('none scans a table that grows', async () => {
    const { host, remotes } = s;
    const seen = new Map<string, unknown[]>();
    const deaf = () => undefined;
    Object.assign(host.db, {
      logger: {
        logQuery: (sql: string, parameters: unknown[] = []) => void seen.set(sql, parameters),
        logQueryError: deaf,
        logQuerySlow: deaf,
        log: deaf,
        logSchemaBuild: deaf,
        logMigration: deaf,
      },
    });
    const code = await accepted(s, 'death');
    const own = nextCode();
    await host.sync.submit(birthInput(own));
    await settleAll(s);
    remotes.register.registerAndIssue(code);
    await host.poller.refresh([code, own]);
    await host.interlink.complete(code, 'can.bo.mau');
    await settleAll(s);
    // Now with limits to be kept.
    await host.db.query('update hotich_gate set share_milli = 900, slowed_at = extract(epoch from now()) * 1000');
    await host.sync.submit(birthInput(nextCode()));
    await settleAll(s);
    await host.get(RetentionService).runOnce();
    const queue = internal<{ release: (tasks: readonly object[]) => Promise<unknown> }>(host, 'TaskQueue');
    for (let times = 0; times < 3; times++) await queue.release([{ id: randomUUID(), epoch: 1, dueAt: 0 }]);
    const claims = [...seen.keys()].filter((sql) => sql.includes('claimed as'));
    expect(new Set(claims.map((sql) => sql.includes('rivalry as')))).toEqual(new Set([true, false]));

    const statements = [...seen].filter(([sql]) => /^\s*(with|select|update|delete|insert)/i.test(sql));
    expect(statements.length).toBeGreaterThan(25);
    // Planned as after a day's outage: all that the register holds is due.
    await host.db.query('update hotich_task set due_at = 0');
    await host.db.query('analyze hotich_task');
    const steady = await prepared();
    expect(steady.size).toBeGreaterThan(10);
    const scans: string[] = [];
    for (const [sql, given] of statements) {
      // For what it is given, for a batch, and as it is planned once for all that comes.
      for (const [how, parameters] of [
        ['format json', given] as const,
        ['format json', given.map(crowded)] as const,
        ...(steady.has(sql) ? [['generic_plan, format json', undefined] as const] : []),
      ]) {
        const [{ 'QUERY PLAN': explained }] = await host.db.query<[{ 'QUERY PLAN': [{ Plan: Plan }] }]>(
          `explain (${how}) ${sql}`,
          parameters,
        );
        for (const node of nodes(explained[0].Plan)) {
          const table = node['Relation Name'] ?? '';
          if (node['Node Type'] === 'Seq Scan' && GROWING.test(table))
            scans.push(`${how}: ${table} (${JSON.stringify(node)}): ${sql}`);
        }
      }
    }
    expect(scans).toEqual([]);
  });
});
