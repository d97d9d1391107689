import { fault } from '@hotich/simulator';
import { eventually } from '../../support/host';
import { mustHold } from './checks';
import type { Tuning } from './options';
import type { Rig } from './rig';

/** How long a token of DVCLT lives: it is over before the scenario is. */
const TOKEN_SECONDS = 3;

/** The remotes name instants, and each means its own clock: DVCLT the end of its tokens, the register until when to be left alone. */
export function nameInstants({ remotes }: Rig): Tuning {
  const { secretId: SecretId, secretPass: SecretPass } = remotes.interlinkCredentials;
  remotes.behaviour.interlink.tokenLifetimeSeconds = TOKEN_SECONDS;
  return { interlink: { credentials: { SecretId, SecretPass } } };
}

/** The next question, of this replica or of any, is refused until an instant that is soon: nothing is proved once it is over. */
export function refuseOnce({ remotes }: Rig, caller?: string): void {
  const until = new Date(Date.now() + 2_000).toUTCString();
  const headers = { 'content-type': 'application/json', 'retry-after': until };
  remotes.faults.next(
    'register.status',
    fault.answer(429, '{"fault":{"code":900802}}', headers),
    1,
    caller ? { caller } : {},
  );
}

/** Resolves when a question has been refused. */
export function told({ remotes }: Rig): Promise<unknown> {
  return eventually(() => remotes.calls.all.some(({ httpStatus }) => httpStatus === 429));
}

/** @throws Error when a token was used beyond its life, or was asked for more often than its life makes necessary. */
export function tokensWereLivedOut({ remotes }: Rig, seconds: number): void {
  const dead = remotes.calls.all.filter(({ operation, httpStatus }) => {
    return operation.startsWith('interlink.') && httpStatus === 401;
  });
  mustHold(
    remotes.calls.all.some(({ httpStatus }) => httpStatus === 429),
    'nobody was told to wait',
  );
  mustHold(dead.length === 0, `${dead.length} calls were refused for a token that was over`);
  const asked = remotes.calls.count('interlink.token');
  // Each is used for half of its life, and by all.
  const needed = Math.ceil(seconds / (TOKEN_SECONDS / 2)) + 1;
  mustHold(asked > 1 && asked <= needed, `${asked} tokens were asked for in ${seconds} s`);
}
