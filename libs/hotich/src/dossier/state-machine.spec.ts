import { HotichStateError } from '../errors';
import type { DossierState } from '../persistence';
import { canMove, type Move, MOVE_NAMES, MOVES, movesFrom, nextState, TERMINAL_STATES } from './state-machine';

const STATES: DossierState[] = [
  'received',
  'accepted',
  'queued',
  'sent',
  'supplement',
  'registered',
  'completed',
  'refused',
  'withdrawn',
  'held',
];

/** Written by hand beside the machine, so that neither can change without the other. */
const ALLOWED: Record<DossierState, Move[]> = {
  received: ['accept', 'requestSupplement', 'refuse'],
  accepted: ['queue', 'refuse'],
  queued: ['send', 'withdraw', 'hold'],
  sent: ['requestSupplement', 'register', 'refuse', 'hold'],
  supplement: ['supplemented', 'queue', 'refuse', 'withdraw'],
  registered: ['complete'],
  completed: [],
  refused: [],
  withdrawn: [],
  held: ['queue', 'withdraw', 'resume', 'requestSupplement', 'refuse'],
};

describe('the state machine', () => {
  it.each(STATES)('from %s only these moves exist', (state) => {
    expect([...movesFrom(state)].sort()).toEqual([...ALLOWED[state]].sort());
  });

  it('refuses every other move by name, and says what is allowed', () => {
    for (const state of STATES) {
      for (const move of MOVE_NAMES.filter((name) => !ALLOWED[state].includes(name))) {
        const act = () => nextState('H24.1-261124-0001', state, move);
        expect(act).toThrow(HotichStateError);
        expect(act).toThrow(expect.objectContaining({ from: state, move, allowed: movesFrom(state) }));
      }
    }
  });

  it('ends in its terminal states and nowhere else', () => {
    expect(STATES.filter((state) => movesFrom(state).length === 0)).toEqual([...TERMINAL_STATES]);
  });

  it('reaches every state from the two in which a dossier begins', () => {
    const reached = new Set<DossierState>(['received', 'queued']);
    for (let grown = true; grown;) {
      const before = reached.size;
      for (const move of MOVE_NAMES)
        if ([...reached].some((state) => canMove(state, move))) reached.add(MOVES[move].to);
      grown = reached.size > before;
    }
    expect([...reached].sort()).toEqual([...STATES].sort());
  });
});
