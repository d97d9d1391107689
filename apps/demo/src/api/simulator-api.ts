import { HttpApi } from './http';

export interface RegisterDossier {
  readonly maHoSoMCDT: string;
  readonly maHoSoLT: string | null;
  readonly module: string;
  readonly version: number;
  readonly trangThai: number;
}

export interface InterlinkReport {
  readonly trangThai: number;
  /** SHA-256 of the document the report carried. */
  readonly documentSha256: string | null;
}

export interface InterlinkDossier {
  readonly maHoSo: string;
  readonly statuses: readonly number[];
  readonly reports: readonly InterlinkReport[];
  readonly acknowledged: boolean;
}

/** Something a remote took in, once and for good. */
export interface Effect {
  readonly kind: 'submission' | 'report' | 'acknowledgement';
  readonly dossier: string;
  readonly caller?: string;
  /** Of a submission. */
  readonly version?: number;
  /** Of a report. */
  readonly trangThai?: number;
}

/** A request a remote received, whether it had an effect or not. */
export interface Call {
  readonly operation: string;
  readonly dossiers: readonly string[];
  readonly statusSent?: number;
  readonly caller?: string;
}

export interface Filing {
  readonly fields?: Readonly<Record<string, string>>;
}

/** Everybody on the other side: citizens, the register's officer, and the books of the remotes. */
export class SimulatorApi {
  private readonly http: HttpApi;

  constructor(readonly url: string) {
    this.http = new HttpApi(url);
  }

  /** @returns DVCLT's code of the new dossier. */
  async fileBirth(filing: Filing = {}): Promise<string> {
    return (await this.http.post<{ maHoSo: string }>('/_sim/citizen/births', filing)).maHoSo;
  }

  /** @returns DVCLT's code of the new dossier. */
  async fileDeath(filing: Filing = {}): Promise<string> {
    return (await this.http.post<{ maHoSo: string }>('/_sim/citizen/deaths', filing)).maHoSo;
  }

  /** The citizen's new version, after DVCLT has been told 2. */
  supplement(maHoSoLT: string, filing: Filing): Promise<unknown> {
    return this.http.post(`/_sim/citizen/${maHoSoLT}/supplement`, filing);
  }

  /** By either code. */
  registerDossier(code: string): Promise<RegisterDossier | undefined> {
    return this.http.find(`/_sim/register/dossiers/${code}`);
  }

  registerDossiers(): Promise<readonly RegisterDossier[]> {
    return this.http.get('/_sim/register/dossiers');
  }

  /** The register's officer finds it eligible. */
  markEligible(code: string): Promise<unknown> {
    return this.http.post(`/_sim/register/dossiers/${code}/eligible`);
  }

  requestSupplement(code: string, noiDungXuLy: string): Promise<unknown> {
    return this.http.post(`/_sim/register/dossiers/${code}/supplement`, { noiDungXuLy });
  }

  /** The register's officer refuses. */
  refuse(code: string, ghiChu: string): Promise<unknown> {
    return this.http.post(`/_sim/register/dossiers/${code}/refuse`, { ghiChu });
  }

  /** Registers and signs. */
  issue(code: string): Promise<unknown> {
    return this.http.post(`/_sim/register/dossiers/${code}/issue`);
  }

  /** The exact bytes of what was signed. */
  certificate(code: string): Promise<Buffer> {
    return this.http.bytes(`/_sim/register/dossiers/${code}/certificate`);
  }

  interlinkDossier(maHoSoLT: string): Promise<InterlinkDossier | undefined> {
    return this.http.find(`/_sim/interlink/dossiers/${maHoSoLT}`);
  }

  interlinkDossiers(): Promise<readonly InterlinkDossier[]> {
    return this.http.get('/_sim/interlink/dossiers');
  }

  ledger(): Promise<readonly Effect[]> {
    return this.http.get('/_sim/ledger');
  }

  calls(): Promise<readonly Call[]> {
    return this.http.get('/_sim/calls');
  }
}
