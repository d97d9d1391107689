import { setTimeout as pause } from 'node:timers/promises';
import type { HoSo, HostApi } from '../api/host-api';
import type { System } from '../parts/system';
import { abreast } from './abreast';
import type { Tale } from './tale';

const LOOK_MS = 200;

/**
 * Many plain dossiers, births and deaths in turn, driven to the end by officers at every host. It fails only when nothing
 * has moved for `patienceMs`: how fast it goes is the machine's affair.
 */
export class Crowd {
  /** DVCLT's code → module. */
  private readonly filed = new Map<string, 'LTKS' | 'LTKT'>();
  /** DVCLT's code → the province's. */
  private readonly accepted = new Map<string, string>();
  private readonly issued = new Set<string>();
  private turn = 0;

  constructor(
    private readonly system: System,
    private readonly patienceMs = 30_000,
  ) {}

  async play(count: number): Promise<Tale[]> {
    const { simulator } = this.system;
    await abreast(
      Array.from({ length: count }, (_, index) => index),
      async (index) => {
        const birth = index % 2 === 0;
        const code = birth ? await simulator.fileBirth() : await simulator.fileDeath();
        this.filed.set(code, birth ? 'LTKS' : 'LTKT');
      },
    );
    await this.untilHandedOver(count);
    return this.tales();
  }

  private async untilHandedOver(count: number): Promise<void> {
    let left = count;
    let movedAt = Date.now();
    while (left > 0) {
      if ((await this.push()) > 0) {
        movedAt = Date.now();
        continue;
      }
      const before = left;
      left = count - (await this.ended());
      if (left < before) movedAt = Date.now();
      else if (Date.now() - movedAt > this.patienceMs) {
        throw new Error(`${left}/${count} hồ sơ đứng yên — dossiers have not moved for ${this.patienceMs / 1000} s`);
      }
      await pause(LOOK_MS);
    }
  }

  private async ended(): Promise<number> {
    const dossiers = await this.system.simulator.interlinkDossiers();
    return dossiers.filter(({ maHoSo, statuses }) => this.filed.has(maHoSo) && statuses.at(-1) === 5).length;
  }

  /** One round: the officers of both sides do what lies before them. @returns how much they did. */
  private async push(): Promise<number> {
    const rows = (await this.system.host.inStates(['received', 'sent', 'registered'])).filter(
      ({ maHoSoLT }) => maHoSoLT !== null && this.filed.has(maHoSoLT),
    );
    const toDo = rows.filter(({ maHoSo, trangThai }) => trangThai !== 'sent' || !this.issued.has(maHoSo));
    await abreast(toDo, (row) => this.handle(row));
    return toDo.length;
  }

  private async handle({ maHoSo, maHoSoLT, trangThai }: HoSo): Promise<void> {
    if (trangThai === 'received') {
      await this.someHost().accept(maHoSo);
      this.accepted.set(maHoSoLT!, maHoSo);
    } else if (trangThai === 'registered') await this.someHost().complete(maHoSo);
    else {
      await this.system.simulator.issue(maHoSo);
      this.issued.add(maHoSo);
    }
  }

  private someHost(): HostApi {
    const { hosts } = this.system;
    return hosts[this.turn++ % hosts.length]!;
  }

  private tales(): Tale[] {
    return [...this.filed].map(([maHoSoLT, module]) => ({
      title: { vi: 'Hồ sơ thường', en: 'plain dossier' },
      maHoSo: this.accepted.get(maHoSoLT)!,
      maHoSoLT,
      module,
      sequence: [1, 3, 7, 4, 5],
      versions: 1,
      end: 'completed',
    }));
  }
}
