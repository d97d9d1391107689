import type { Rig } from './support/rig';

/** One thing that goes wrong, the moment at which it does, and what must hold all the same. */
export interface Scenario {
  /** For the command line. */
  readonly name: string;
  readonly fault: string;
  readonly moment: string;
  readonly promise: string;
  /** Scenarios that follow one another on the same stage share a rig, as long as every promise was kept on it. */
  readonly stage?: string;
  /** Takes minutes: played only when it is asked for by its name. */
  readonly heavy?: boolean;
  /** After so long it counts as hanging. Default 90 s. */
  readonly limitMs?: number;
  /** Does it, and checks what this scenario promises beyond the invariants; throwing fails it. */
  readonly run: (rig: Rig) => Promise<void>;
}
