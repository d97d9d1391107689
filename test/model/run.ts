import { type DossierState, HotichStateError } from '@hotich/nestjs';
import { fault, SimulatorError } from '@hotich/simulator';
import { Book } from '../faults/support/book';
import { whatIsMissing } from '../faults/support/verify';
import { submitBirth } from '../faults/replica/submit';
import { nextCode } from '../support/samples';
import { type Act, ACTS, Model } from './model';
import { LANES, type Replica } from './replica';
import { type Deed, MOMENTS, type Script, type Step } from './steps';
import { A_MOMENT_MS, A_WHILE_MS, LEASE_MS, type World } from './world';

const OFFICER = 'can.bo.mau';
const REASON = 'Thiếu giấy tờ';
const ENDS: readonly Act[] = ['refuse', 'withdraw', 'registerRefuses'];
/** Rounds in which everything must have come to rest. */
const ROUNDS = 14;

interface Dossier {
  readonly code: string;
  readonly model: Model;
}

/** One script, played in the world beside its models. */
export class Run {
  readonly dossiers: Dossier[] = [];
  /** Where the library allowed what the model forbids, or the reverse. */
  readonly disagreements: string[] = [];
  private filings = 0;

  constructor(private readonly world: World) {}

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
    const code = national ? remotes.citizen.fileBirth().maHoSo : nextCode();
    if (!national) await submitBirth(desk.db, desk.sync, code);
    this.dossiers.push({ code, model: new Model(national) });
  }

  private dossier(who: number): Dossier {
    return this.dossiers[who % this.dossiers.length]!;
  }

  private async perform(step: Step): Promise<void> {
    const { world } = this;
    switch (step.do) {
      case 'act':
        return this.act(step.act, this.dossier(step.who));
      case 'go':
        return this.go(step.which, this.dossier(step.who));
      case 'sweep':
        return this.sweep(step.place);
      case 'carry':
        await this.go(step.which, this.dossier(step.who));
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
        return this.push(this.dossier(step.who));
      case 'stale':
        return this.stale(this.dossier(step.who), step.trangThai);
      case 'hostFails':
        await world.control.query('insert into host_trouble values ($1, true, 0) on conflict do nothing', [
          this.dossier(step.who).code,
        ]);
        return;
      case 'replay':
        return this.replay(this.dossier(step.who));
    }
  }

  private async sweep(place: number): Promise<void> {
    await this.world.clock.advance(A_MOMENT_MS);
    for (const lane of LANES) await (await this.world.raise(place)).tick(lane);
  }

  private arm(replica: Replica, at: keyof typeof MOMENTS, deed: Deed, step: Extract<Step, { do: 'tick' }>): void {
    const does = () => this.happen(deed, replica, step);
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
        return this.act(deed.act, this.dossier(deed.who));
    }
  }

  /** Somebody does something, if people can do it now; library and model must agree on whether it may be done. */
  private async act(act: Act, dossier: Dossier): Promise<void> {
    const { code, model } = dossier;
    const { desk, remotes } = this.world;
    switch (act) {
      case 'supplement':
        return this.remotely(act, dossier, () => {
          remotes.citizen.supplement(code, { fields: { nksHoTen: this.name() } });
        });
      case 'registerAsks':
        return this.registrar(act, dossier, () => remotes.register.requestSupplement(code, { noiDungXuLy: REASON }));
      case 'registerRefuses':
        return this.registrar(act, dossier, () => remotes.register.refuse(code, { ghiChu: REASON }));
      case 'registers':
        return this.registrar(act, dossier, () => void remotes.register.registerAndIssue(code));
      case 'registersUnsigned':
        return this.registrar(act, dossier, () => void remotes.register.registerAndIssue(code, { unsigned: true }));
      case 'registersUnnumbered':
        return this.registrar(
          act,
          dossier,
          () => void remotes.register.registerAndIssue(code, { numberPending: true }),
        );
      case 'signs':
        return this.registrar(act, dossier, () => void remotes.register.sign(code));
      case 'numbers':
        return this.registrar(act, dossier, () => void remotes.register.issuePersonalNumber(code));
      case 'accept':
        return this.officer(act, dossier, () => desk.interlink.accept(code, OFFICER));
      case 'ask':
        return this.officer(act, dossier, () => desk.interlink.requestSupplement(code, OFFICER, { reason: REASON }));
      case 'refuse':
        return this.officer(act, dossier, () => desk.interlink.refuse(code, OFFICER, REASON));
      case 'complete':
        return this.officer(act, dossier, () => desk.interlink.complete(code, OFFICER));
      case 'withdraw':
        return this.officer(act, dossier, () => desk.sync.withdraw(code, REASON));
      case 'bring':
        if (model.national) return;
        return this.officer(act, dossier, () => desk.sync.resubmit(code, { data: { nksHoTen: this.name() } }));
    }
  }

  private async go(which: number, dossier: Dossier): Promise<void> {
    const here = await this.stateOf(dossier.code);
    const possible = ACTS.filter((act) => here !== undefined && dossier.model.may(act, here));
    // What ends a dossier half as often as what carries it on: long lives are where the trouble is.
    const chances = [...possible, ...possible.filter((act) => !ENDS.includes(act))];
    if (chances.length > 0) await this.act(chances[which % chances.length]!, dossier);
  }

  private name(): string {
    return `NGUYỄN VĂN MẪU ${'A'.repeat(++this.filings)}`;
  }

  private async officer(act: Act, { code, model }: Dossier, does: () => Promise<unknown>): Promise<void> {
    const before = await this.stateOf(code);
    if (before === undefined) return;
    const from = before === 'held' ? 'queued' : before;
    try {
      await does();
    } catch (error) {
      const trouble = !(error instanceof HotichStateError);
      if (
        !trouble &&
        model.may(act, from) &&
        before !== 'held' &&
        act !== 'withdraw' &&
        before === (await this.stateOf(code))
      )
        this.disagreements.push(`${act} of ${code} was refused at ${before}`);
      return;
    }
    if (!model.may(act, from)) this.disagreements.push(`${act} of ${code} was allowed at ${before}`);
    model.did(act, from);
  }

  private async stateOf(code: string): Promise<DossierState | undefined> {
    return this.world.desk.sync.find(code).then(
      ({ state }) => state,
      () => undefined,
    );
  }

  /** The register's officer decides on what stands before him, and leaves alone what waits for the citizen. */
  private registrar(act: Act, dossier: Dossier, does: () => void): void {
    if (this.world.remotes.register.find(dossier.code)?.trangThai === 2) return;
    this.remotely(act, dossier, does);
  }

  private remotely(act: Act, { model }: Dossier, does: () => void): void {
    try {
      does();
    } catch (error) {
      if (error instanceof SimulatorError) return;
      throw error;
    }
    if (model.may(act, model.path.at(-1)!)) model.did(act, model.path.at(-1)!);
  }

  private async push({ code, model }: Dossier): Promise<void> {
    const message = model.national ? this.world.remotes.interlink.message(code) : undefined;
    if (message) await this.world.desk.interlink.receive(JSON.stringify(message)).catch(() => undefined);
  }

  private async stale({ code }: Dossier, trangThai: number): Promise<void> {
    const held = this.world.remotes.register.find(code);
    if (!held || held.version > 1) return;
    const { maDonVi, maTinh, module, maHoSoLT, maHoSoMCDT, thoiGianThucHien } = held;
    const item = {
      maDonVi,
      maTinh,
      module,
      maHoSoLT,
      maHoSoMCDT,
      thoiGianThucHien,
      errors: null,
      trangThai: String(trangThai),
      ketQuaXuLy: null,
    };
    const body = JSON.stringify({ status: 1, statusDescription: 'Thành công', value: [item] });
    const old = fault.acceptThenAnswer(200, body, { 'content-type': 'application/json' });
    this.world.remotes.faults.next('register.status', old, 1, { dossier: code });
    await this.world.desk.poller.refresh([code]).catch(() => undefined);
  }

  private async replay({ code, model }: Dossier): Promise<void> {
    const { desk } = this.world;
    if ((await this.stateOf(code)) === 'held') await desk.sync.resubmit(code).catch(() => undefined);
    if (model.national) await desk.interlink.retry(code).catch(() => undefined);
  }

  /** Everything is mended, everything runs, people do what is theirs, until all has come to rest; then once more. */
  private async settle(): Promise<void> {
    await this.world.heal();
    for (let round = 0, rest = 0; round < ROUNDS && rest < 1; round++) {
      await this.world.clock.advance(A_WHILE_MS);
      for (const lane of LANES) await this.world.replicas[round % 2]!.tick(lane);
      const missing = await whatIsMissing({ ...this.evidence, book: this.book });
      if (missing === '') rest++;
      else for (const dossier of this.dossiers) await this.replay(dossier);
    }
  }

  get evidence() {
    const { control, remotes } = this.world;
    return { control, remotes, replicas: [], book: this.book };
  }
}
