import type { DossierState } from '@hotich/nestjs';
import type { Fate } from '../faults/support/book';

interface Rule {
  readonly from: readonly DossierState[];
  /** The states that must follow in the end. */
  readonly then: readonly DossierState[];
}

/** What officers of the province may do with a dossier, by the state they see. */
const HERE = {
  accept: { from: ['received'], then: ['accepted', 'queued', 'sent'] },
  ask: { from: ['received'], then: ['supplement'] },
  refuse: { from: ['received', 'supplement'], then: ['refused'] },
  bring: { from: ['supplement'], then: ['queued', 'sent'] },
  withdraw: { from: ['queued', 'supplement'], then: ['withdrawn'] },
  complete: { from: ['registered'], then: ['completed'] },
} as const satisfies Record<string, Rule>;

/** What the citizen and the register's officer may do, by where it will stand once we know what they know. */
const THERE = {
  supplement: { from: ['supplement'], then: ['received'] },
  registerAsks: { from: ['sent'], then: ['supplement'] },
  registerRefuses: { from: ['sent'], then: ['refused'] },
  registers: { from: ['sent'], then: ['registered'] },
  registersUnsigned: { from: ['sent'], then: [] },
  signs: { from: ['sent'], then: ['registered'] },
  registersUnnumbered: { from: ['sent'], then: ['registered'] },
  numbers: { from: ['registered', 'completed'], then: [] },
} as const satisfies Record<string, Rule>;

const RULES = { ...HERE, ...THERE };
export type Act = keyof typeof RULES;
export const ACTS = Object.keys(RULES) as Act[];

/** What DVCLT is told when a dossier comes to a state; 1 only once. */
const TOLD = new Map<DossierState, number>(
  Object.entries({
    received: 1,
    accepted: 3,
    sent: 7,
    supplement: 2,
    registered: 4,
    completed: 5,
    refused: 6,
  }) as never,
);

/** One dossier in a world where nothing ever breaks: the states it passes say everything else. */
export class Model {
  path: readonly DossierState[];

  constructor(readonly national: boolean) {
    this.path = national ? ['received'] : ['queued', 'sent'];
  }

  /** @param seen the state our officers see. */
  may(act: Act, seen: DossierState): boolean {
    return (RULES[act].from as readonly DossierState[]).includes(act in HERE ? seen : this.path.at(-1)!);
  }

  /** What was still to come after the state from which it was done comes no more. */
  did(act: Act, seen: DossierState): void {
    const kept = act in HERE ? this.path.slice(0, this.path.lastIndexOf(seen) + 1) : this.path;
    this.path = [...kept, ...RULES[act].then];
  }

  get fate(): Fate {
    const told = this.path.flatMap((state, i) => (i > 0 && state === 'received' ? [] : (TOLD.get(state) ?? [])));
    const times = (passed: DossierState) => this.path.filter((state) => state === passed).length;
    const [versions, offered] = [times('sent'), times('queued')];
    return { state: this.path.at(-1)!, versions, offered, reports: this.national ? told : [] };
  }
}
