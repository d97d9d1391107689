/** A file as DVCLT hands it on; the register takes the same shape (wire contract 3). */
export interface NationalAttachment {
  readonly id: number;
  readonly loaiGiayTo: number;
  readonly tenGiayTo: string;
  readonly tenTepDinhKem: string;
  /** 0 valid; anything else: withdrawn, not to be forwarded. */
  readonly huyGiayTo: number;
  /** Plain base64. */
  readonly duLieuTepDinhKem: string;
}

/** One version of a dossier as the citizen filed it; a supplement adds a version under the same code. */
export interface Filing {
  /** Id in the list of undelivered dossiers. */
  readonly id: number;
  /** `dd/MM/yyyy HH:mm:ss`. */
  readonly ngayTiepNhan: string;
  readonly techId: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The XML message. */
  readonly xml: string;
  readonly attachments: readonly NationalAttachment[];
  /** Body to answer for the detail instead of a well-made one. */
  readonly detailBody: string | null;
}

/** A status report as received. */
export interface ReceivedReport {
  readonly trangThai: number;
  /** The province's dossier code. */
  readonly maHoSo: string;
  /** ISO 8601, UTC: when it arrived. */
  readonly at: string;
  /** The body, `ketQuaXuLy` decoded and without the document itself. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly bodySha256: string;
  /** SHA-256 of the decoded result document, hexadecimal; null when the report carries none. */
  readonly documentSha256: string | null;
}

/** A dossier in the books of DVCLT. */
export interface NationalDossier {
  readonly maHoSo: string;
  readonly maTTHC: string;
  /** What DVCLT calls the module; the register calls them LTKS and LTKT. */
  readonly module: 'KS' | 'KT';
  /** Unit code as text; the wire carries it as an integer. */
  readonly maDonVi: string;
  /** Oldest first. */
  readonly filings: Filing[];
  /** How many filings the province has acknowledged; the dossier is listed while it is less than all. */
  acknowledgedFilings: number;
  /** How many filings there were when status 2 came last; a supplement must follow before 3 is accepted again. */
  filingsAtSupplement: number;
  /** Accepted reports, oldest first. */
  readonly reports: ReceivedReport[];
}

export const currentFiling = (dossier: NationalDossier): Filing => {
  const filing = dossier.filings.at(-1);
  if (!filing) throw new Error(`${dossier.maHoSo} has no filing`);
  return filing;
};

export const statusesOf = (dossier: NationalDossier): number[] => dossier.reports.map((report) => report.trangThai);

export const isAcknowledged = (dossier: NationalDossier): boolean =>
  dossier.acknowledgedFilings === dossier.filings.length;
