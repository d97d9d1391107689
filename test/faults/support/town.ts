import type { DossierState } from '@hotich/nestjs';
import { nameIn, SUPPLEMENTED } from './book';
import type { Rig } from './rig';

/** Where a dossier stands, and whether DVCLT is still to be told of a request for a supplement. */
interface Standing {
  readonly code: string;
  readonly state: DossierState;
  readonly asking: boolean;
}

const TICK_MS = 100;
/** A citizen takes so long over his answer, and longer than a request lies about before a busy DVCLT. */
const WRITING_MS = 1_500;

/**
 * Officers at both counters and the citizens before them: accept, register and issue, ask for a supplement, bring it,
 * complete. What fails under their hands they try again, as people do.
 */
export class Town {
  private open = true;
  private readonly working: Promise<void>;
  /** What the library has confirmed to the officers of the province, as the timeline calls it. */
  readonly confirmed: { readonly code: string; readonly event: string }[] = [];
  /** Why the last move was refused; told when a scenario does not end. */
  lastTrouble = '';

  constructor(private readonly rig: Rig) {
    this.working = this.work();
  }

  async close(): Promise<void> {
    this.open = false;
    await this.working;
  }

  private async work(): Promise<void> {
    while (this.open) {
      for (const { code, state, asking } of await this.standings())
        await this.move(code, state, asking).catch((error: Error) => this.note(error));
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
  }

  /** Dossiers on their way to the end, and where they stand. */
  private async standings(): Promise<Standing[]> {
    const travelling = this.rig.book.entries.filter(([, fate]) => fate.state === 'completed').map(([code]) => code);
    return this.rig.control
      .query<Standing[]>(
        `select ma_ho_so as code, state, exists (
           select 1 from hotich_report r where r.dossier_id = d.id and r.trang_thai = 2 and r.state = 'pending') as asking
         from hotich_dossier d where ma_ho_so = any($1) and state <> 'completed'`,
        [travelling],
      )
      .catch(() => []);
  }

  private async move(code: string, state: DossierState, asking: boolean): Promise<void> {
    const { desk } = this.rig;
    switch (state) {
      case 'received':
        await desk.interlink.accept(code, 'can.bo.mau');
        this.confirmed.push({ code, event: 'accept' });
        return;
      case 'sent':
        this.decide(code);
        return;
      case 'supplement':
        if (!asking) this.supplement(code);
        return;
      case 'registered':
        await desk.interlink.complete(code, 'can.bo.mau');
        this.confirmed.push({ code, event: 'complete' });
        return;
      default:
        return;
    }
  }

  /**
   * The citizen, some time after DVCLT has told him, and not while we ask him once more: at the very moment between our look whether he has
   * answered and our asking nothing on the wire can tell his answer from none.
   */
  private supplement(code: string): void {
    const { citizen, interlink } = this.rig.remotes;
    const filed = interlink.dossier(code);
    const last = filed?.reports.at(-1);
    if (!filed || last?.trangThai !== 2 || Date.now() - Date.parse(last.at) < WRITING_MS) return;
    citizen.supplement(code, { fields: { nksHoTen: nameIn(code, filed.version + 1) } });
  }

  /** The register's officer. */
  private decide(code: string): void {
    const { register } = this.rig.remotes;
    const dossier = register.find(code);
    if (dossier?.trangThai !== 1) return;
    const wanted = this.rig.book.entries.find(([known]) => known === code)?.[1];
    if (wanted === SUPPLEMENTED && dossier.version === 1)
      register.requestSupplement(code, { noiDungXuLy: 'Bổ sung giấy tờ' });
    else register.registerAndIssue(code);
  }

  private note(error: Error): void {
    this.lastTrouble = error.message;
  }
}
