import type { HoSo } from '../api/host-api';
import { HttpError } from '../api/http';
import type { System } from '../parts/system';
import type { Words } from '../words';
import { ownBirth } from './own-birth';
import { type Fate, fateOf, NAMES } from './fate';

/** Something that somebody did. */
export interface Deed extends Words {
  readonly code: string;
}

const OPEN_STATES = ['received', 'accepted', 'queued', 'sent', 'supplement', 'registered', 'held'];
const MOST_OPEN = 20;
/** Pause between two filings; long once there is enough to see, so that a night does not fill the disk. */
const FILE_EVERY_MS = 4_000;
const FILE_EVERY_MS_LATER = 60_000;
const ENOUGH = 150;
/** How long everybody lets a dossier lie, so that a person can follow it, or be faster. */
const LEISURE_MS = 3_000;

/**
 * Citizens and officers who live by themselves. What they do follows from where each dossier stands, never from what was
 * done before: after a restart they go on where they were, and a person may do any of it for them.
 */
export class Town {
  private readonly since = new Map<string, number>();
  private filed = 0;
  private filedAt = 0;

  constructor(
    private readonly system: System,
    private readonly tell: (deed: Deed) => void,
  ) {}

  /** One look around: whatever has lain long enough is moved on. */
  async look(now = Date.now()): Promise<void> {
    const open = await this.system.host.inStates(OPEN_STATES);
    this.forget(open);
    const gap = this.filed < ENOUGH ? FILE_EVERY_MS : FILE_EVERY_MS_LATER;
    if (open.length < MOST_OPEN && now - this.filedAt >= gap) {
      this.filedAt = now;
      await this.file();
    }
    for (const hoSo of open) {
      if (this.hasLain(hoSo, now)) await this.unlessOvertaken(() => this.moveOn(hoSo));
    }
  }

  private async file(): Promise<void> {
    const { host, simulator } = this.system;
    const turn = this.filed++;
    const name = NAMES[turn % NAMES.length]!;
    if (turn % 5 === 4) {
      const { maHoSo } = await host.fileBirth(ownBirth(name));
      this.tell({ code: maHoSo, vi: 'nộp khai sinh tại quầy', en: 'a birth is filed at the counter' });
    } else if (turn % 5 === 1) {
      const code = await simulator.fileDeath({ fields: { nktHoTen: name } });
      this.tell({ code, vi: 'nộp khai tử qua DVCLT', en: 'a death is filed through DVCLT' });
    } else {
      const code = await simulator.fileBirth({ fields: { nksHoTen: name } });
      this.tell({ code, vi: 'nộp khai sinh qua DVCLT', en: 'a birth is filed through DVCLT' });
    }
  }

  private async moveOn({ maHoSo, maHoSoLT, trangThai }: HoSo): Promise<void> {
    const fate = fateOf(maHoSo, maHoSoLT !== null);
    if (trangThai === 'received') await this.atTheCounter(maHoSo, fate);
    else if (trangThai === 'sent') await this.atTheRegister(maHoSo, fate);
    else if (trangThai === 'supplement' && maHoSoLT !== null) await this.atHome(maHoSoLT);
    else if (trangThai === 'registered') {
      await this.system.host.complete(maHoSo);
      this.tell({ code: maHoSo, vi: 'trả kết quả cho người dân', en: 'the result is handed over' });
    }
  }

  private async atTheCounter(code: string, fate: Fate): Promise<void> {
    const { host } = this.system;
    if (fate === 'refusedAtCounter') {
      await host.refuse(code, 'Không thuộc thẩm quyền của đơn vị');
      this.tell({ code, vi: 'cán bộ từ chối', en: 'refused by the officer' });
    } else {
      await host.accept(code);
      this.tell({ code, vi: 'cán bộ tiếp nhận, chuyển hộ tịch', en: 'accepted, on to the register' });
    }
  }

  private async atTheRegister(code: string, fate: Fate): Promise<void> {
    const { simulator } = this.system;
    const dossier = await simulator.registerDossier(code);
    if (!dossier || ![1, 3].includes(dossier.trangThai)) return;
    if (fate === 'refusedByRegister') {
      await simulator.refuse(code, 'Thông tin không khớp cơ sở dữ liệu hộ tịch');
      this.tell({ code, vi: 'hộ tịch từ chối', en: 'refused by the register' });
    } else if (fate === 'supplemented' && dossier.version === 1) {
      await simulator.requestSupplement(code, 'Đề nghị bổ sung giấy tờ chứng minh nơi cư trú');
      this.tell({ code, vi: 'hộ tịch yêu cầu bổ sung', en: 'the register asks for a supplement' });
    } else {
      await simulator.issue(code);
      this.tell({ code, vi: 'hộ tịch đăng ký và ký số', en: 'registered and signed' });
    }
  }

  private async atHome(code: string): Promise<void> {
    const dossier = await this.system.simulator.interlinkDossier(code);
    if (dossier?.statuses.at(-1) !== 2 || !dossier.acknowledged) return;
    const nycSoDienThoai = `09000${String(Date.now()).slice(-5)}`;
    await this.system.simulator.supplement(code, { fields: { nycSoDienThoai } });
    this.tell({ code, vi: 'người dân nộp bổ sung', en: 'supplemented by the citizen' });
  }

  private hasLain({ maHoSo, trangThai }: HoSo, now: number): boolean {
    const place = `${maHoSo} ${trangThai}`;
    const since = this.since.get(place) ?? now;
    this.since.set(place, since);
    return now - since >= LEISURE_MS;
  }

  /** Places that no dossier stands at any more. */
  private forget(open: readonly HoSo[]): void {
    const places = new Set(open.map(({ maHoSo, trangThai }) => `${maHoSo} ${trangThai}`));
    for (const place of this.since.keys()) if (!places.has(place)) this.since.delete(place);
  }

  /** A person at one of the pages may have been faster. */
  private async unlessOvertaken(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof HttpError) || error.status !== 409) throw error;
    }
  }
}
