import { type Fault, fault, type Operation } from '@hotich/simulator';
import fc from 'fast-check';
import { type Act, ACTS } from './model';
import { A_MOMENT_MS, LEASE_MS } from './world';
import { type LaneName, LANES } from './replica';

/** Where in its work a replica is struck or held. */
export const MOMENTS = {
  /** It holds the claim, and does not know. */
  claimed: { says: 'claimed as (', when: 'after' },
  /** Before a request leaves. */
  calling: undefined,
  /** The answer has come; nothing of it is stored. */
  answered: { says: 'START TRANSACTION', when: 'before' },
  /** All is written, and not committed. */
  storing: { says: 'COMMIT', when: 'before' },
  /** It is committed, and it does not know. */
  stored: { says: 'COMMIT', when: 'after' },
} as const;
export type Moment = keyof typeof MOMENTS;

/** What happens at that moment: it dies; it stands still until its lease has passed on; somebody acts. */
export type Deed =
  { readonly kind: 'die' | 'stall' } | { readonly kind: 'act'; readonly act: Act; readonly who: number };

export type Step =
  | { readonly do: 'act'; readonly act: Act; readonly who: number }
  /** One of the things people can do with it at this moment. */
  | { readonly do: 'go'; readonly which: number; readonly who: number }
  /** A second later, whatever is due in any lane. */
  | { readonly do: 'sweep'; readonly place: number }
  /** The two together: most lives are quiet. */
  | { readonly do: 'carry'; readonly which: number; readonly who: number; readonly place: number }
  | { readonly do: 'tick'; readonly lane: LaneName; readonly place: number; readonly at?: Moment; readonly deed?: Deed }
  /** Both replicas at the same time. */
  | { readonly do: 'both'; readonly lane: LaneName }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'spoil'; readonly operation: Operation; readonly fault: Fault }
  | { readonly do: 'outage'; readonly remote: 'gateway' | 'interlink' }
  | { readonly do: 'revoke' }
  /** DVCLT pushes what it also lists. */
  | { readonly do: 'push'; readonly who: number }
  /** The register answers a question with what stood there before. */
  | { readonly do: 'stale'; readonly who: number; readonly trangThai: 1 | 3 }
  /** Its listener throws, an error of its own or one of ours, or sends again what is held. */
  | { readonly do: 'hostFails'; readonly who: number; readonly how: 'throws' | 'ours' | 'resubmits' }
  /** People put what is held back in line. */
  | { readonly do: 'replay'; readonly who: number };

export interface Script {
  /** Dossiers: filed at the national portal, or at the province. */
  readonly national: readonly boolean[];
  readonly steps: readonly Step[];
}

const MAX_DOSSIERS = 2;
const who = fc.nat(MAX_DOSSIERS - 1);
const act = fc.constantFrom(...ACTS);
const lane = fc.constantFrom(...LANES);
const place = fc.nat(1);
const which = fc.nat(59);

/** Of these nobody can think that they have to do with the dossier. */
const CARRIER_FAULTS: readonly Fault[] = [
  fault.acceptThenReset(),
  fault.resetBeforeAccepting(),
  fault.badGateway(),
  fault.unauthorised(),
  fault.throttled(2),
];
const FAULTS: readonly Fault[] = [
  ...CARRIER_FAULTS,
  fault.acceptThenAnswer(500, 'loi'),
  fault.emptyBody(),
  fault.halfBody(),
  fault.loginPage(),
  fault.soapFault(),
  fault.acceptThenGateway('101504'),
  fault.registerError('500'),
  fault.emptyList(),
  fault.otherDossier('H24.37.80-000000-9999'),
];
const OPERATIONS: readonly Operation[] = [
  'gateway.token',
  'register.submit',
  'register.status',
  'interlink.token',
  'interlink.list',
  'interlink.detail',
  'interlink.acknowledge',
  'interlink.report',
];

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Deed>({ kind: 'die' }) },
  { weight: 2, arbitrary: fc.constant<Deed>({ kind: 'stall' }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('act' as const), act, who }) },
);

const disturbed = fc
  .record({
    do: fc.constant('tick' as const),
    lane,
    place,
    at: fc.constantFrom<Moment>('claimed', 'calling', 'answered', 'storing', 'stored'),
    deed,
  })
  // Others can act while it holds no lock; once it does, or once it knows no more, it can only die.
  .map((step) =>
    step.at === 'calling' || step.at === 'answered' ? step : { ...step, deed: { kind: 'die' } as const },
  );

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('act' as const), act, who }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('go' as const), which, who }) },
  { weight: 14, arbitrary: fc.record({ do: fc.constant('carry' as const), which, who, place }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sweep' as const), place }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('tick' as const), lane, place }) },
  { weight: 3, arbitrary: disturbed },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('both' as const), lane }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(A_MOMENT_MS, 2 * LEASE_MS) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('spoil' as const),
      operation: fc.constantFrom(...OPERATIONS),
      fault: fc.constantFrom(...FAULTS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('outage' as const),
      remote: fc.constantFrom('gateway' as const, 'interlink' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'revoke' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('push' as const), who }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('stale' as const),
      who,
      trangThai: fc.constantFrom(1 as const, 3 as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('hostFails' as const),
      who,
      how: fc.constantFrom('throws' as const, 'ours' as const, 'resubmits' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('replay' as const), who }) },
);

export const script: fc.Arbitrary<Script> = fc.record({
  national: fc.array(fc.boolean(), { minLength: 1, maxLength: MAX_DOSSIERS }),
  steps: fc.array(step, { maxLength: 28, size: 'max' }),
});

/** Whether something in it may be taken for a dossier's own fault, so that it waits for a person. */
export function mayBeHeld({ steps }: Script): boolean {
  return steps.some((step) => step.do === 'hostFails' || (step.do === 'spoil' && !CARRIER_FAULTS.includes(step.fault)));
}
