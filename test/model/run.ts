import { Book } from '../faults/support/book';
import { trouble } from '../faults/support/host-trouble';
import { whatIsMissing } from '../faults/support/verify';
import { submitBirth } from '../faults/replica/submit';
import { nextCode } from '../support/samples';
import { Model } from './model';
import { type Dossier, People } from './people';
import { LANES, type Replica } from './replica';
import { type Deed, type Moment, MOMENTS, type Script, type Step } from './steps';
import { A_MOMENT_MS, A_WHILE_MS, LEASE_MS, type World } from './world';

/** Rounds in which everything must have come to rest. */
const ROUNDS = 14;

/** One script, played in the world beside its models. */
export class Run {
  readonly dossiers: Dossier[] = [];
  readonly people: People;
  /** At which moments a replica was struck or held. */
  readonly struck = new Set<Moment>();

  constructor(private readonly world: World) {
    this.people = new People(world);
  }

  async play({ national, steps }: Script): Promise<void> {
    for (const one of national) await this.enter(one);
    for (const step of steps) await this.perform(step);
    await this.settle();
  }

  get book(): Book {
    const book = new Book();
    for (const { code, model } of this.dossiers) book.enter(code, model.fate);
    return book;
  }

  private async enter(national: boolean): Promise<void> {
    const { remotes, desk } = this.world;
    const name = this.people.name();
    const code = national ? remotes.citizen.fileBirth({ fields: { nksHoTen: name } }).maHoSo : nextCode();
    if (!national) await submitBirth(desk.db, desk.sync, code, name);
    this.dossiers.push({ code, model: new Model(national, name) });
  }

  private dossier(who: number): Dossier {
    return this.dossiers[who % this.dossiers.length]!;
  }

  private async perform(step: Step): Promise<void> {
    const { world } = this;
    switch (step.do) {
      case 'act':
        return this.people.act(step.act, this.dossier(step.who));
      case 'go':
        return this.people.carryOn(step.which, this.dossier(step.who));
      case 'sweep':
        return this.sweep(step.place);
      case 'carry':
        await this.people.carryOn(step.which, this.dossier(step.who));
        return this.sweep(step.place);
      case 'tick': {
        const replica = await world.raise(step.place);
        if (step.at && step.deed) this.arm(replica, step.at, step.deed, step);
        await replica.tick(step.lane);
        replica.life.disarm();
        return;
      }
      case 'both': {
        const both = await Promise.all([world.raise(0), world.raise(1)]);
        await Promise.all(both.map((replica) => replica.tick(step.lane)));
        return;
      }
      case 'wait':
        return world.clock.advance(step.ms);
      case 'spoil':
        world.spoil(step.operation, step.fault);
        return;
      case 'outage':
        return world.remotes.isUp(step.remote) ? world.remotes.down(step.remote) : world.remotes.up(step.remote);
      case 'revoke':
        return world.remotes.revokeTokens();
      case 'push':
        return this.people.push(this.dossier(step.who));
      case 'stale':
        return this.people.stale(this.dossier(step.who), step.trangThai);
      case 'hostFails':
        return trouble(world, this.dossier(step.who).code, { [step.how]: true });
      case 'replay':
        return this.people.replay(this.dossier(step.who));
    }
  }

  private async sweep(place: number): Promise<void> {
    await this.world.clock.advance(A_MOMENT_MS);
    for (const lane of LANES) await (await this.world.raise(place)).tick(lane);
  }

  private arm(replica: Replica, at: Moment, deed: Deed, step: Extract<Step, { do: 'tick' }>): void {
    const does = () => {
      this.struck.add(at);
      return this.happen(deed, replica, step);
    };
    const wire = MOMENTS[at];
    if (wire) replica.life.at({ ...wire, deed: does });
    else replica.life.onCall(does);
  }

  private async happen(deed: Deed, replica: Replica, { lane, place }: Extract<Step, { do: 'tick' }>): Promise<void> {
    switch (deed.kind) {
      case 'die':
        replica.life.end();
        return;
      case 'stall':
        await this.world.clock.advance(2 * LEASE_MS);
        await (await this.world.raise(1 - place)).tick(lane);
        return;
      case 'act':
        return this.people.act(deed.act, this.dossier(deed.who));
    }
  }

  /** Everything is mended, everything runs, people do what is theirs, until all has come to rest; then once more. */
  private async settle(): Promise<void> {
    await this.world.heal();
    for (let round = 0, rest = 0; round < ROUNDS && rest < 2; round++) {
      await this.world.clock.advance(A_WHILE_MS);
      for (const lane of LANES) await this.world.replicas[round % 2]!.tick(lane);
      const missing = await whatIsMissing({ ...this.evidence, book: this.book });
      if (missing === '') rest++;
      else for (const dossier of this.dossiers) await this.people.replay(dossier);
    }
  }

  get evidence() {
    const { control, remotes, desk } = this.world;
    return { provinceCode: '24', control, remotes, replicas: [], auditor: desk.auditor, book: this.book };
  }
}
