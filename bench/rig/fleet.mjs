import { environment, startRemote, withDatabase } from './measure.mjs';
import { start } from './processes.mjs';
import { until } from './numbers.mjs';

/**
 * Replicas that work until they are killed, on one database with one remote: for what is not measured from a start to an end.
 *
 * @param spec as measure(); `module` and `scenario` are the replica's. @param story gets the fleet; what it returns is the result.
 */
export async function withFleet(bench, spec, story) {
  const server = await bench.server('postgres');
  return withDatabase(server, spec.template, async (database) => {
    const remote = await startRemote(spec);
    const env = await environment(bench, spec, server, database, remote);
    const replicas = [];
    try {
      return await story({
        server,
        remote,
        query: (sql, values) => server.query(sql, values, database),
        /** @param options beside the spec's own. @returns when it is up and has been told to begin. */
        launch: async ({ scenario = spec.scenario, options } = {}) => {
          const told = { ...env, OPTIONS: JSON.stringify({ ...spec.options, ...options }) };
          const replica = start('contestant.mjs', [spec.module, scenario], told);
          replicas.push(replica);
          await replica.read();
          replica.say('go');
          return replica;
        },
        env,
        /** Resolves when the remote holds every dossier. */
        allSent: (timeoutMs) =>
          until(async () => (await remote.ask('ledger')).submitted.codes >= spec.jobs, timeoutMs, 'everything sent'),
      });
    } finally {
      await Promise.all(replicas.map((replica) => replica.stop('SIGKILL')));
      await remote.stop('SIGKILL');
    }
  });
}
