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
  ask: { from: ['received', 'held'], then: ['supplement'] },
  refuse: { from: ['received', 'supplement', 'held'], then: ['refused'] },
  bring: { from: ['supplement'], then: ['queued', 'sent'] },
  withdraw: { from: ['queued', 'supplement', 'held'], then: ['withdrawn'] },
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
  private stops: readonly Stop[];

  /** @param name the child's, as first filed. */
  constructor(
    readonly national: boolean,
    name: string,
  ) {
    this.stops = stopsAt(national ? ['received'] : ['queued', 'sent'], name);
  }

  get path(): readonly DossierState[] {
    return this.stops.map(({ state }) => state);
  }

  /** @param seen the state our officers see. */
  may(act: Act, seen: DossierState): boolean {
    // What the citizen was asked for at DVCLT he files there.
    if (act === 'bring' && this.national) return false;
    return (RULES[act].from as readonly DossierState[]).includes(act in HERE ? seen : this.path.at(-1)!);
  }

  /**
   * What was still to come after the state from which it was done comes no more.
   *
   * @param name the child's, when this filed another.
   */
  did(act: Act, seen: DossierState, name?: string): void {
    const kept = act in HERE ? this.stops.slice(0, this.path.lastIndexOf(seen) + 1) : this.stops;
    this.stops = [...kept, ...stopsAt(RULES[act].then, name ?? kept.at(-1)!.name)];
  }

  get fate(): Fate {
    const told = this.path.flatMap((state, i) => (i > 0 && state === 'received' ? [] : (TOLD.get(state) ?? [])));
    const times = (passed: DossierState) => this.path.filter((state) => state === passed).length;
    const [versions, offered] = [times('sent'), times('queued')];
    const name = this.stops.findLast(({ state }) => state === 'sent')?.name;
    return {
      state: this.path.at(-1)!,
      versions,
      offered,
      ...(name === undefined ? {} : { name }),
      reports: this.national ? told : [],
    };
  }
}

/** A state it passes, and the child's name by then. */
interface Stop {
  readonly state: DossierState;
  readonly name: string;
}

const stopsAt = (states: readonly DossierState[], name: string): Stop[] => states.map((state) => ({ state, name }));
