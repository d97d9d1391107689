import type { Call } from '@hotich/simulator';
import { COMPLETED, type Fate, nameIn, SUPPLEMENTED } from '../faults/support/book';
import type { Rig } from '../faults/support/rig';
import { submitBirth } from '../faults/replica/submit';
import { nextCode, nextNationalCode } from '../support/samples';

/** The whole way of a birth filed at the province, of which DVCLT hears nothing. */
const OWN: Fate = { ...COMPLETED, reports: [] };
/** Of so many dossiers one is filed nationally, and of so many of those one is sent back for a supplement. */
const NATIONAL = 4;
const SENT_BACK = 10;
const OFFICER = 'can.bo.mau';
const AT_ONCE = 8;

/** Citizens and officers on both sides, at a steady pace, who never look at more than is before them. */
export class Crowd {
  private open = true;
  private filing = true;
  private filed = 0;
  private readonly waiting: string[] = [];
  private working: Promise<unknown> = Promise.resolve();
  private readonly unsubscribe: () => void;

  constructor(
    private readonly rig: Rig,
    private readonly perSecond: number,
  ) {
    this.unsubscribe = rig.remotes.calls.subscribe((call) => this.seen(call));
  }

  /** Files until `endsAt` (performance.now()); officers go on until {@link close}. */
  start(endsAt: number): Promise<void> {
    this.working = this.officers();
    return this.file(endsAt);
  }

  async close(): Promise<void> {
    this.open = false;
    await this.working;
    this.unsubscribe();
  }

  get total(): number {
    return this.filed;
  }

  /** What should have been submitted by now, and has not. */
  get behind(): number {
    return this.waiting.length;
  }

  private async file(endsAt: number): Promise<void> {
    const began = performance.now();
    const submitters = Array.from({ length: AT_ONCE }, () => this.submitter());
    while (performance.now() < endsAt) {
      const due = Math.floor(((performance.now() - began) / 1_000) * this.perSecond);
      for (; this.filed < due; this.filed++) this.enter(this.filed);
      await pause(100);
    }
    this.filing = false;
    await Promise.all(submitters);
  }

  private enter(number: number): void {
    const { book, remotes } = this.rig;
    if (number % NATIONAL > 0) this.waiting.push(book.enter(nextCode(), OWN));
    else {
      const maHoSo = nextNationalCode();
      remotes.citizen.fileBirth({ maHoSo, fields: { nksHoTen: nameIn(maHoSo) } });
      book.enter(maHoSo, number % (NATIONAL * SENT_BACK) === 0 ? SUPPLEMENTED : COMPLETED);
    }
  }

  /** The host's own counter: what does not commit is tried again, as its users do. */
  private async submitter(): Promise<void> {
    const { desk } = this.rig;
    for (;;) {
      const code = this.waiting.shift();
      if (code === undefined && !this.filing) return;
      if (code === undefined) await pause(20);
      else await submitBirth(desk.db, desk.sync, code).catch(() => void this.waiting.push(code));
    }
  }

  /** Accepts what has come in, completes what is registered, and puts back in line what is held. */
  private async officers(): Promise<void> {
    const { control } = this.rig;
    while (this.open) {
      const rows = await control
        .query<{ code: string; state: string }[]>(
          ['received', 'registered', 'held']
            .map(
              (state) =>
                `(select ma_ho_so as code, state from hotich_dossier where state = '${state}' order by updated_at limit 200)`,
            )
            .join(' union all '),
        )
        .catch(() => []);
      const desks = Array.from({ length: AT_ONCE }, async () => {
        for (let row = rows.shift(); row; row = rows.shift()) {
          await this.act(row.code, row.state).catch(() => undefined);
        }
      });
      await Promise.all(desks);
      await pause(200);
    }
  }

  private async act(code: string, state: string): Promise<unknown> {
    const { sync, interlink } = this.rig.desk;
    if (state === 'received') return interlink.accept(code, OFFICER);
    return state === 'held' ? sync.resubmit(code) : interlink.complete(code, OFFICER);
  }

  /** The remotes' own officers and the citizens do what is theirs soon after they could know. */
  private seen({ operation, effect, dossiers, statusSent }: Readonly<Call>): void {
    const [code] = dossiers;
    if (!effect || code === undefined) return;
    if (operation === 'register.submit') setTimeout(() => this.decide(code), 300).unref();
    if (operation === 'interlink.report' && statusSent === 2) setTimeout(() => this.supplement(code), 300).unref();
  }

  private decide(code: string): void {
    const { book, remotes } = this.rig;
    const { version } = remotes.register.find(code)!;
    if (book.fateOf(code) === SUPPLEMENTED && version === 1) {
      remotes.register.requestSupplement(code, { noiDungXuLy: 'Bổ sung giấy tờ' });
    } else remotes.register.registerAndIssue(code);
  }

  private supplement(code: string): void {
    this.rig.remotes.citizen.supplement(code, { fields: { nksHoTen: nameIn(code, 2) } });
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
