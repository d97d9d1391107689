import type { HoSoDetail } from '../api/host-api';
import type { System } from '../parts/system';
import { until } from '../until';

/** What the people of a story wait for and do, each step in one line. */
export class Scene {
  constructor(private readonly system: System) {}

  get host(): System['host'] {
    return this.system.host;
  }

  get simulator(): System['simulator'] {
    return this.system.simulator;
  }

  /** The dossier at the host, once it stands in this state. @throws Error when it is held: nothing will move it. */
  atHost(code: string, state: string): Promise<HoSoDetail> {
    return until(`${code} "${state}"`, async () => {
      const detail = await this.host.find(code);
      if (detail?.dossier.state === state) return detail;
      if (detail?.dossier.state === 'held') throw heldError(code, detail);
      return undefined;
    });
  }

  /** The register has taken in this version and waits for its officer. */
  async atRegister(code: string, version = 1): Promise<void> {
    await this.atHost(code, 'sent');
    await until(`${code} v${version} ở hộ tịch — at the register`, async () => {
      const dossier = await this.simulator.registerDossier(code);
      return dossier?.version === version && dossier.trangThai === 1 ? dossier : undefined;
    });
  }

  /** DVCLT has been told this status last. */
  async atInterlink(maHoSoLT: string, status: number): Promise<void> {
    await until(`${maHoSoLT} trạng thái — status ${status}`, async () => {
      const dossier = await this.simulator.interlinkDossier(maHoSoLT);
      return dossier?.statuses.at(-1) === status ? dossier : undefined;
    });
  }

  /** The citizen's dossier arrives and the officer accepts it: on to the register. @returns the province's code. */
  async accepted(maHoSoLT: string, version = 1): Promise<string> {
    const { hoSo } = await this.atHost(maHoSoLT, 'received');
    await this.host.accept(hoSo.maHoSo);
    await this.atRegister(hoSo.maHoSo, version);
    return hoSo.maHoSo;
  }

  /** The register signs, the result comes home, the officer hands it over. */
  async issuedAndHandedOver(maHoSo: string): Promise<void> {
    await this.simulator.issue(maHoSo);
    await this.atHost(maHoSo, 'registered');
    await this.host.complete(maHoSo);
  }
}

function heldError(code: string, { dossier }: HoSoDetail): Error {
  const { vi, en } = dossier.diagnosis?.text ?? { vi: 'không rõ lý do', en: 'no reason given' };
  return new Error(`${code} bị tạm giữ: ${vi} — held: ${en}`);
}
