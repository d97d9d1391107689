import { COMPLETED, SENT, SUPPLEMENTED } from '../../faults/support/book';
import { mustHold } from '../../faults/support/checks';
import { Town } from '../../faults/support/town';
import type { Scenario } from '../../faults/scenario';
import { submitAt } from '../support/submit-at';

const WEB = { options: { schedule: false } } as const;

/** Replicas that serve people, and replicas that talk to the remotes. */
export const ROLES: readonly Scenario[] = [
  {
    name: 'web-and-workers',
    fault: 'none: two replicas only serve people, two only work',
    moment: 'the whole way',
    promise: 'the web ones submit, accept and complete, and never call a remote',
    async run(rig) {
      const web = await Promise.all(['web-1', 'web-2'].map((name) => rig.replica(name, WEB)));
      await Promise.all(['worker-1', 'worker-2'].map((name) => rig.replica(name)));
      const town = new Town(rig);
      rig.file(15, COMPLETED);
      rig.file(5, SUPPLEMENTED);
      await Promise.all(web.map((replica) => submitAt(replica, rig.reserve(20, SENT))));
      await rig.settled(40_000).finally(() => town.close());
      const callers = new Set(rig.remotes.calls.all.map((call) => call.caller ?? 'nobody'));
      mustHold(
        [...callers].every((caller) => caller.startsWith('worker-')),
        `calls came from ${[...callers].join(', ')}`,
      );
      mustHold(callers.size === 2, `the work was done by ${[...callers].join(', ')} alone`);
    },
  },
  {
    name: 'web-outlived',
    fault: 'SIGKILL of the only replica that the host ever submitted at',
    moment: 'while no worker runs',
    promise: 'a worker that starts later finds and sends everything that was committed',
    async run(rig) {
      const web = await rig.replica('web', WEB);
      await submitAt(web, rig.reserve(12, SENT));
      await web.kill();
      mustHold(rig.remotes.calls.all.length === 0, 'somebody called a remote though no worker ran');
      await rig.replica('worker');
      await rig.settled();
    },
  },
];
