import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, fault, type Operation } from '@hotich/simulator';
import type { Replica } from '../faults/support/replica';
import type { Rig } from '../faults/support/rig';

/** What breaks, for a few seconds at most, and is whole again when it resolves. */
export interface Mishap {
  readonly name: string;
  readonly happen: (rig: Rig, measured: readonly Replica[]) => Promise<void>;
}

const LASTS_MS = 3_000;

function spoiled(operation: Operation, spoil: Fault, times: number): Mishap {
  return {
    name: `${operation}: ${spoil.name} × ${times}`,
    happen: (rig) => {
      rig.remotes.faults.next(operation, spoil, times);
      return Promise.resolve();
    },
  };
}

function outage(remote: 'gateway' | 'interlink'): Mishap {
  return {
    name: `${remote} down`,
    async happen({ remotes }) {
      await remotes.down(remote);
      await sleep(LASTS_MS);
      await remotes.up(remote);
    },
  };
}

export const MISHAPS: readonly Mishap[] = [
  outage('gateway'),
  outage('interlink'),
  spoiled('register.submit', fault.acceptThenReset(), 20),
  spoiled('register.submit', fault.acceptThenHang(), 8),
  spoiled('register.submit', fault.resetBeforeAccepting(), 20),
  spoiled('register.submit', fault.halfBody(), 20),
  spoiled('register.submit', fault.loginPage(), 10),
  spoiled('register.status', fault.badGateway(), 20),
  spoiled('register.status', fault.emptyBody(), 10),
  spoiled('register.status', fault.throttled(2), 1),
  spoiled('interlink.report', fault.acceptThenReset(), 20),
  spoiled('interlink.report', fault.soapFault(), 20),
  spoiled('interlink.acknowledge', fault.acceptThenReset(), 10),
  spoiled('interlink.detail', fault.halfBody(), 10),
  spoiled('gateway.token', fault.badGateway(), 2),
  {
    name: 'all tokens revoked',
    happen: ({ remotes }) => Promise.resolve(remotes.revokeTokens()),
  },
  {
    name: 'every session of the database ended',
    happen: ({ control }) =>
      control.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      ),
  },
  {
    name: 'a replica stopped for longer than its lease',
    async happen(_rig, measured) {
      const [replica] = [...measured].sort(() => Math.random() - 0.5);
      replica!.freeze();
      await sleep(2 * LASTS_MS);
      replica!.thaw();
    },
  },
  {
    name: 'a third replica comes, works and is killed',
    async happen(rig) {
      const guest = await rig.replica('guest');
      await sleep(LASTS_MS);
      await guest.kill();
    },
  },
];
