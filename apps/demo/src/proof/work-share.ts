import type { Call } from '../api/simulator-api';

/** How much one host process did. */
export interface WorkShare {
  readonly caller: string;
  readonly details: number;
  readonly submissions: number;
  readonly statusQueries: number;
  readonly reports: number;
}

/** Who made which calls, by the name each host process gives itself. */
export function workShares(calls: readonly Call[]): WorkShare[] {
  // Token requests carry no name of ours, and are nobody's share.
  const named = calls.filter(({ caller }) => caller !== undefined);
  return [...new Set(named.map(({ caller }) => caller!))].sort().map((caller) => {
    const count = (operation: string): number =>
      named.filter((call) => call.caller === caller && call.operation === operation).length;
    return {
      caller,
      details: count('interlink.detail'),
      submissions: count('register.submit'),
      statusQueries: count('register.status'),
      reports: count('interlink.report'),
    };
  });
}
