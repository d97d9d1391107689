import { until, sleep } from '../../rig/numbers.mjs';
import { codeOf } from '../../payload.mjs';

const BETWEEN_MS = 25;

/**
 * Gives single jobs to an idle queue, one every 25 ms, and waits until the remote has seen all.
 *
 * @param commit resolves when the job is committed.
 * @returns when each was, by the machine's monotonic clock in nanoseconds: the remote's process reads the same one.
 */
export async function pickUp(jobs, remoteUrl, commit) {
  const committed = {};
  for (let n = 0; n < jobs; n++) {
    await sleep(BETWEEN_MS);
    await commit(n);
    committed[codeOf(n)] = String(process.hrtime.bigint());
  }
  const arrived = async () => (await (await fetch(`${remoteUrl}/bench/ledger`)).json()).submitted.codes >= jobs;
  await until(arrived, 30_000, 'all picked up');
  return { committed };
}
