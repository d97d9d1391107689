import type { ContractVersion, Module } from '../register/modules';

/** Something a remote took in, once and for good: what "exactly once" is checked against. */
export type Effect = SubmissionEffect | ReportEffect | AcknowledgementEffect;

interface EffectBase {
  /** Position in the order of all effects, from 1. */
  readonly sequence: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly caller: string | undefined;
  /** SHA-256 of the request body, hexadecimal. */
  readonly bodySha256: string;
}

export interface SubmissionEffect extends EffectBase {
  readonly kind: 'submission';
  /** maHoSoMCDT. */
  readonly dossier: string;
  /** DVCLT's code of a dossier that came from there (LTKS, LTKT). */
  readonly maHoSoLT?: string;
  readonly module: Module;
  readonly contract: ContractVersion;
  /** 1 for the first submission, one more for each replacement after a supplement. */
  readonly version: number;
}

export interface ReportEffect extends EffectBase {
  readonly kind: 'report';
  /** The `G22…` code. */
  readonly dossier: string;
  readonly trangThai: number;
}

export interface AcknowledgementEffect extends EffectBase {
  readonly kind: 'acknowledgement';
  /** The `G22…` code. */
  readonly dossier: string;
}

/** What can be sent again though it is held already; an acknowledgement says the same however often it comes. */
export type RepeatKind = 'submission' | 'report';

/** How often, of each kind. */
export type Repeats = Readonly<Partial<Record<RepeatKind, number>>>;

type WithoutPlace<T> = T extends Effect ? Omit<T, 'sequence' | 'at'> : never;

export class Ledger {
  private effects: Effect[] = [];
  private byDossier = new Map<string, Effect[]>();
  private repeated = new Map<string, Repeats>();

  constructor(private readonly now: () => Date) {}

  get all(): readonly Effect[] {
    return this.effects;
  }

  /** Effects on one dossier, by either code, in order. */
  of(dossier: string): readonly Effect[] {
    return this.byDossier.get(dossier) ?? [];
  }

  /** By either code: what was filed once at DVCLT and submitted under two codes of the province stands twice under DVCLT's. */
  submissions(dossier: string): SubmissionEffect[] {
    return this.of(dossier).filter((effect) => effect.kind === 'submission');
  }

  reports(maHoSo: string): ReportEffect[] {
    return this.of(maHoSo).filter((effect) => effect.kind === 'report');
  }

  /**
   * How often something was sent again that the remote held already, and was turned away as such: a submission answered
   * "đã được tiếp nhận" (by maHoSoMCDT), a status that DVCLT has (by the `G22…` code). Who sends everything once has 0.
   * @param kind only those. @default both
   */
  repeats(dossier: string, kind?: RepeatKind): number {
    const { submission = 0, report = 0 } = this.repeated.get(dossier) ?? {};
    return kind === undefined ? submission + report : { submission, report }[kind];
  }

  /** @internal */
  get allRepeats(): Readonly<Record<string, Repeats>> {
    return Object.fromEntries(this.repeated);
  }

  /** @internal */
  repeat(kind: RepeatKind, dossier: string): void {
    this.repeated.set(dossier, { ...this.repeated.get(dossier), [kind]: this.repeats(dossier, kind) + 1 });
  }

  /** @internal */
  record(effect: WithoutPlace<Effect>): void {
    this.add({ ...effect, sequence: this.effects.length + 1, at: this.now().toISOString() });
  }

  /** @internal */
  restore(effects: readonly Effect[], repeats: Readonly<Record<string, Repeats>>): void {
    this.effects = [];
    this.byDossier = new Map();
    this.repeated = new Map(Object.entries(repeats));
    for (const effect of effects) this.add(effect);
  }

  private add(effect: Effect): void {
    this.effects.push(effect);
    for (const code of codesOf(effect)) {
      const known = this.byDossier.get(code);
      if (known) known.push(effect);
      else this.byDossier.set(code, [effect]);
    }
  }
}

/** Each once: a province may go on under DVCLT's own code. */
const codesOf = (effect: Effect): ReadonlySet<string> =>
  new Set(
    effect.kind === 'submission' && effect.maHoSoLT !== undefined
      ? [effect.dossier, effect.maHoSoLT]
      : [effect.dossier],
  );
