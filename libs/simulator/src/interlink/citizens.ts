import { randomUUID } from 'node:crypto';
import { SimulatorError } from '../errors';
import type { World } from '../state/world';
import type { Unit } from '../units';
import { vietnamCodeDate, vietnamDateTime } from '../vietnam-time';
import { BIRTH_SAMPLE, DEATH_SAMPLE } from './filing-samples';
import { filingXml } from './message';
import {
  currentFiling,
  statusesOf,
  type Filing,
  type NationalAttachment,
  type NationalDossier,
} from './national-dossier';

/** What may differ from the sample dossier. */
export interface FilingOverrides {
  /** XML elements to set; an empty text makes an empty element. */
  readonly fields?: Readonly<Record<string, string>>;
  /** @default one small PDF */
  readonly attachments?: readonly NationalAttachment[];
  /** The whole XML message, for what no portal should ever send. */
  readonly xml?: string;
  /** The whole body of the detail answer, likewise. */
  readonly detailBody?: string;
}

export interface NewFiling extends FilingOverrides {
  /** @default the next `G22.99.08-yyMMdd-nnnn` */
  readonly maHoSo?: string;
  /** Unit code, text. @default the first unit */
  readonly maDonVi?: string;
  /** @default '2.000986' (birth) or '1.011733' (death) */
  readonly maTTHC?: string;
}

interface Sample {
  readonly module: 'KS' | 'KT';
  readonly maTTHC: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly paper: string;
}

const BIRTH: Sample = { module: 'KS', maTTHC: '2.000986', fields: BIRTH_SAMPLE, paper: 'Giấy chứng sinh' };
const DEATH: Sample = { module: 'KT', maTTHC: '1.011733', fields: DEATH_SAMPLE, paper: 'Giấy báo tử' };

/** Citizens at the national portal. What they file stands in DVCLT's list until the province acknowledges it. */
export class Citizens {
  constructor(
    private readonly world: World,
    private readonly units: ReadonlyMap<string, Required<Unit>>,
  ) {}

  fileBirth(filing: NewFiling = {}): Readonly<NationalDossier> {
    return this.file(BIRTH, filing);
  }

  fileDeath(filing: NewFiling = {}): Readonly<NationalDossier> {
    return this.file(DEATH, filing);
  }

  /** A new version under the same code. @throws SimulatorError unless DVCLT stands at status 2 and awaits it. */
  supplement(maHoSo: string, overrides: FilingOverrides = {}): Readonly<NationalDossier> {
    const dossier = this.world.interlink.get(maHoSo);
    if (!dossier) throw new SimulatorError('unknownDossier', `DVCLT holds no dossier ${maHoSo}`);
    if (statusesOf(dossier).at(-1) !== 2 || dossier.filings.length > dossier.filingsAtSupplement) {
      throw new SimulatorError('illegalMove', `${maHoSo} was not sent back for a supplement`);
    }
    const { fields, attachments } = currentFiling(dossier);
    dossier.filings.push(this.filing(fields, { attachments, ...overrides }));
    this.world.changed();
    return dossier;
  }

  private file(sample: Sample, filing: NewFiling): Readonly<NationalDossier> {
    const maDonVi = filing.maDonVi ?? [...this.units.keys()][0] ?? '';
    const maHoSo = filing.maHoSo ?? this.nextCode();
    if (this.world.interlink.has(maHoSo)) throw new SimulatorError('illegalMove', `${maHoSo} is filed already`);
    const dossier: NationalDossier = {
      maHoSo,
      maTTHC: filing.maTTHC ?? sample.maTTHC,
      module: sample.module,
      maDonVi,
      filings: [
        this.filing(
          { ...sample.fields, noiDangKy: maDonVi },
          { attachments: [this.sampleAttachment(sample.paper)], ...filing },
        ),
      ],
      acknowledgedFilings: 0,
      filingsAtSupplement: 0,
      reports: [],
    };
    this.world.interlink.set(maHoSo, dossier);
    this.world.changed();
    return dossier;
  }

  private filing(base: Readonly<Record<string, string>>, overrides: FilingOverrides): Filing {
    const fields = { ...base, ...overrides.fields };
    return {
      id: this.world.next('message'),
      ngayTiepNhan: vietnamDateTime(this.world.now()),
      techId: randomUUID(),
      fields,
      xml: overrides.xml ?? filingXml(fields),
      attachments: overrides.attachments ?? [],
      detailBody: overrides.detailBody ?? null,
    };
  }

  private nextCode(): string {
    const number = String(this.world.next('nationalDossier')).padStart(4, '0');
    return `G22.99.08-${vietnamCodeDate(this.world.now())}-${number}`;
  }

  private sampleAttachment(paper: string): NationalAttachment {
    return {
      id: this.world.next('message'),
      loaiGiayTo: 1,
      tenGiayTo: paper,
      tenTepDinhKem: 'giay-to-mo-phong.pdf',
      huyGiayTo: 0,
      duLieuTepDinhKem: Buffer.from('%PDF-1.4\n% ban mo phong\n%%EOF\n').toString('base64'),
    };
  }
}
