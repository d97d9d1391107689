import { HotichStateError, MOVE_NAMES, STATE_NAMES } from '../errors';
import type { DossierState } from '../persistence';
import {
  ALL_MOVES,
  assertAtOurDesk,
  type Call,
  callsOn,
  canMove,
  type Move,
  MOVES,
  movesFrom,
  nextState,
  type Standing,
  TERMINAL_STATES,
} from './state-machine';

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
  supplement: ['supplemented', 'queue', 'refuse', 'withdraw', 'register'],
  registered: ['complete'],
  completed: [],
  refused: [],
  withdrawn: [],
  held: ['queue', 'withdraw', 'resume', 'requestSupplement', 'refuse'],
};

/** Of the province's own, and never sent. */
const standing = (state: DossierState, more: Partial<Standing> = {}): Standing => ({
  maHoSo: 'H24.1-261124-0001',
  maHoSoLT: null,
  state,
  heldFrom: null,
  version: 1,
  sentVersion: null,
  registerStatus: null,
  ...more,
});

describe('the state machine', () => {
  it.each(STATES)('from %s only these moves exist', (state) => {
    expect([...movesFrom(state)].sort()).toEqual([...ALLOWED[state]].sort());
  });

  it('refuses every other move by name, and says what is allowed', () => {
    for (const state of STATES) {
      for (const move of ALL_MOVES.filter((name) => !ALLOWED[state].includes(name))) {
        const act = () => nextState(standing(state), move);
        expect(act).toThrow(HotichStateError);
        const allowed = callsOn(standing(state)).filter((call) => call !== move);
        expect(act).toThrow(
          expect.objectContaining({ from: state, move: move === 'queue' ? 'resubmit' : move, allowed }),
        );
      }
    }
  });

  it.each<[string, Standing, Call[]]>([
    ['received', standing('received'), ['accept', 'requestSupplement', 'refuse']],
    ['queued', standing('queued'), ['withdraw']],
    ['queued, of DVCLT', standing('queued', { maHoSoLT: 'G22.1-261124-0001' }), []],
    ['sent', standing('sent', { sentVersion: 1 }), []],
    [
      'to be supplemented',
      standing('supplement', { sentVersion: 1, registerStatus: 2 }),
      ['refuse', 'withdraw', 'resubmit'],
    ],
    ['to be supplemented by a citizen', standing('supplement', { maHoSoLT: 'G22.1-261124-0001' }), ['refuse']],
    ['registered', standing('registered', { sentVersion: 1 }), ['complete']],
    ['completed', standing('completed', { sentVersion: 1 }), []],
    [
      'held at our desk',
      standing('held', { heldFrom: 'queued' }),
      ['requestSupplement', 'refuse', 'withdraw', 'resubmit'],
    ],
    ['held at the register', standing('held', { heldFrom: 'sent', sentVersion: 1 }), ['resubmit']],
    ['held in doubt', standing('held', { heldFrom: 'queued', sentVersion: 1 }), ['resubmit']],
  ])('a dossier that is %s: what may be called is what is taken', (_what, dossier, calls) => {
    expect(callsOn(dossier)).toEqual(calls);
    for (const call of ['requestSupplement', 'refuse'] as const) {
      const act = () => assertAtOurDesk(dossier, call);
      if (calls.includes(call)) expect(act).not.toThrow();
      else expect(act).toThrow(expect.objectContaining({ allowed: calls }));
    }
  });

  it('has a name for people of every state and of whatever can be refused', () => {
    expect(Object.keys(STATE_NAMES).sort()).toEqual([...STATES].sort());
    const calls: Call[] = ['accept', 'requestSupplement', 'refuse', 'complete', 'withdraw', 'resubmit'];
    for (const move of [...calls, 'change', ...ALL_MOVES.filter((one) => one !== 'queue')]) {
      expect(MOVE_NAMES[move]).toMatchObject({
        vi: expect.stringMatching(/\S/) as string,
        en: expect.stringMatching(/\S/) as string,
      });
    }
  });

  it('ends in its terminal states and nowhere else', () => {
    expect(STATES.filter((state) => movesFrom(state).length === 0)).toEqual([...TERMINAL_STATES]);
  });

  it('reaches every state from the two in which a dossier begins', () => {
    const reached = new Set<DossierState>(['received', 'queued']);
    for (let grown = true; grown;) {
      const before = reached.size;
      for (const move of ALL_MOVES) if ([...reached].some((state) => canMove(state, move))) reached.add(MOVES[move].to);
      grown = reached.size > before;
    }
    expect([...reached].sort()).toEqual([...STATES].sort());
  });
});
