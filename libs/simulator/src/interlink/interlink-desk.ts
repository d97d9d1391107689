import type { World } from '../state/world';
import { innerMessage } from './message';
import {
  currentFiling,
  isAcknowledged,
  statusesOf,
  type NationalDossier,
  type ReceivedReport,
} from './national-dossier';

/** What DVCLT knows about one dossier. */
export interface InterlinkDossierView {
  readonly maHoSo: string;
  readonly maTTHC: string;
  readonly module: 'KS' | 'KT';
  readonly maDonVi: string;
  /** Accepted statuses in order of arrival, such as `[1, 3, 7, 4, 5]`. */
  readonly statuses: readonly number[];
  /** The accepted reports behind `statuses`. */
  readonly reports: readonly ReceivedReport[];
  /** The province has acknowledged the newest version: it is no longer listed. */
  readonly acknowledged: boolean;
  /** 1, and one more for each supplement. */
  readonly version: number;
  /** The list's id of the newest version. */
  readonly id: number;
}

/** The books of DVCLT, to look at. */
export class InterlinkDesk {
  constructor(private readonly world: World) {}

  dossiers(): readonly InterlinkDossierView[] {
    return [...this.world.interlink.values()].map(view);
  }

  dossier(maHoSo: string): InterlinkDossierView | undefined {
    const found = this.world.interlink.get(maHoSo);
    return found && view(found);
  }

  /** The message of the newest version as a push through VDXP would carry it. */
  message(maHoSo: string): Record<string, unknown> | undefined {
    const found = this.world.interlink.get(maHoSo);
    return found && innerMessage(found);
  }
}

function view(dossier: NationalDossier): InterlinkDossierView {
  const { maHoSo, maTTHC, module, maDonVi, reports, filings } = dossier;
  return {
    maHoSo,
    maTTHC,
    module,
    maDonVi,
    statuses: statusesOf(dossier),
    reports,
    acknowledged: isAcknowledged(dossier),
    version: filings.length,
    id: currentFiling(dossier).id,
  };
}
