import { type DossierState, HotichStateError } from '@hotich/nestjs';
import { fault, SimulatorError } from '@hotich/simulator';
import { birthInput } from '../support/samples';
import { type Act, ACTS, type Model } from './model';
import type { World } from './world';

const OFFICER = 'can.bo.mau';
const REASON = 'Thiếu giấy tờ';
/** Words of the listener that fails on purpose. */
const HOST_FAILS = 'the host fails here';
const ENDS: readonly Act[] = ['refuse', 'withdraw', 'registerRefuses'];

export interface Dossier {
  readonly code: string;
  readonly model: Model;
}

/** Everybody who touches a dossier by hand: officers at our desk, citizens, the register's officer. */
export class People {
  /** Where the library allowed what the model forbids, or the reverse. */
  readonly disagreements: string[] = [];
  private names = 0;

  constructor(private readonly world: World) {}

  /** One of the things that can be done with it now. */
  async carryOn(which: number, dossier: Dossier): Promise<void> {
    const here = await this.stateOf(dossier.code);
    const possible = ACTS.filter((act) => here !== undefined && dossier.model.may(act, here));
    // What ends a dossier half as often as what carries it on: long lives are where the trouble is.
    const chances = [...possible, ...possible.filter((act) => !ENDS.includes(act))];
    // An officer who sees it wait is tempted to send it himself, whoever is waited for.
    if (here === 'supplement' && !possible.includes('bring')) chances.push('bring');
    if (chances.length > 0) await this.act(chances[which % chances.length]!, dossier);
  }

  /** Somebody tries this, allowed or not. */
  async act(act: Act, dossier: Dossier): Promise<void> {
    const { code } = dossier;
    const { desk, remotes } = this.world;
    const name = this.name();
    switch (act) {
      case 'supplement':
        return this.remotely(
          act,
          dossier,
          () => void remotes.citizen.supplement(code, { fields: { nksHoTen: name } }),
          name,
        );
      case 'registerAsks':
        return this.registrar(act, dossier, () =>
          // In words of its own each time: of two that are alike in everything nobody can tell whether they are one.
          remotes.register.requestSupplement(code, { noiDungXuLy: `${REASON} (${name})` }),
        );
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
        return this.officer(
          act,
          dossier,
          () => desk.sync.resubmit(code, { data: birthInput(code, { nksHoTen: name }).data }),
          name,
        );
    }
  }

  /** One that nobody has had. */
  name(): string {
    return `NGUYỄN VĂN MẪU ${'A'.repeat(++this.names)}`;
  }

  /** Library and model must agree on whether it may be done. */
  private async officer(
    act: Act,
    { code, model }: Dossier,
    does: () => Promise<unknown>,
    name?: string,
  ): Promise<void> {
    const before = await this.stateOf(code);
    // A correction of what is held is between the host and its remedy, and changes nothing that a model could say.
    if (before === undefined || (before === 'held' && act === 'bring')) return;
    try {
      await does();
    } catch (error) {
      // What is on its way at this moment cannot be withdrawn, nor sent back what the register may have of what is held; and only the
      // library knows what that is.
      const itKnows = act === 'withdraw' || before === 'held';
      const mayBeRefused = !model.may(act, before) || itKnows || before !== (await this.stateOf(code));
      const expected =
        (error as Error).message.includes(HOST_FAILS) || (error instanceof HotichStateError && mayBeRefused);
      if (!expected) this.disagreements.push(`${act} of ${code} failed at ${before}: ${(error as Error).message}`);
      return;
    }
    if (!model.may(act, before)) this.disagreements.push(`${act} of ${code} was allowed at ${before}`);
    // What was held and is not at the register has been in line for it.
    model.did(act, before === 'held' ? 'queued' : before, name);
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

  private remotely(act: Act, { model }: Dossier, does: () => void, name?: string): void {
    try {
      does();
    } catch (error) {
      if (error instanceof SimulatorError) return;
      throw error;
    }
    if (model.may(act, model.path.at(-1)!)) model.did(act, model.path.at(-1)!, name);
  }

  /** DVCLT pushes what it also lists. */
  async push({ code, model }: Dossier): Promise<void> {
    const message = model.national ? this.world.remotes.interlink.message(code) : undefined;
    if (message) await this.world.desk.interlink.receive(JSON.stringify(message)).catch(() => undefined);
  }

  /**
   * The register is asked for news, and answers with what stood there before. Only then: whether a version has arrived that
   * nobody confirmed can be told from its answer alone, and an old one would be believed.
   */
  async stale({ code }: Dossier, trangThai: number): Promise<void> {
    const held = this.world.remotes.register.find(code);
    if (!held || held.version > 1) return;
    const item = {
      maHoSoMCDT: code,
      module: held.module,
      trangThai: String(trangThai),
      errors: null,
      ketQuaXuLy: null,
    };
    const body = JSON.stringify({ status: 1, statusDescription: 'Thành công', value: [item] });
    const old = fault.acceptThenAnswer(200, body, { 'content-type': 'application/json' });
    const { faults } = this.world.remotes;
    const rule = faults.next('register.status', old, 1, { dossier: code });
    await this.world.desk.poller.refresh([code]).catch(() => undefined);
    faults.cancel(rule.id);
  }

  /** What is held is put back in line, as it is. */
  async replay({ code, model }: Dossier): Promise<void> {
    const { desk } = this.world;
    if ((await this.stateOf(code)) === 'held') await desk.sync.resubmit(code).catch(() => undefined);
    if (model.national) await desk.interlink.retry(code).catch(() => undefined);
  }
}
