import type { Words } from '../words';
import { HttpApi } from './http';

export interface HoSo {
  readonly maHoSo: string;
  readonly maHoSoLT: string | null;
  readonly loai: 'khai-sinh' | 'khai-tu';
  readonly tenCongDan: string;
  readonly trangThai: string;
  readonly lyDo: string | null;
  readonly ketQuaSha256: string | null;
}

export interface TimelineEntry {
  readonly at: string;
  readonly event: string;
  readonly from?: string;
  readonly to: string;
  readonly actor: string;
  readonly reason?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface HoSoDetail {
  readonly hoSo: HoSo;
  readonly dossier: {
    readonly module: string;
    readonly state: string;
    readonly version: number;
    /** Why it stands still, when it does. */
    readonly diagnosis?: { readonly text: Words };
  };
  readonly timeline: readonly TimelineEntry[];
}

export interface BirthFiling {
  /** Of this filing, the same with every attempt. */
  readonly maLanNop: string;
  readonly maDonVi: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly fileDinhKem?: readonly {
    readonly tenGiayTo: string;
    readonly tenTepDinhKem: string;
    readonly duLieuTepDinhKem: string;
  }[];
}

const OFFICER = 'can-bo.mau';

/** An officer of the province at the example host. */
export class HostApi {
  private readonly http: HttpApi;

  constructor(
    readonly url: string,
    /** How the process is called in the remotes' logs. */
    readonly callerId: string,
  ) {
    this.http = new HttpApi(url, { 'x-can-bo': OFFICER });
  }

  /** Dossiers in these states, newest first, at most 500. */
  async inStates(states: readonly string[]): Promise<readonly HoSo[]> {
    const { danhSach } = await this.http.get<{ danhSach: HoSo[] }>(`/ho-so?soDong=500&trangThai=${states.join(',')}`);
    return danhSach;
  }

  /** By either code. */
  find(code: string): Promise<HoSoDetail | undefined> {
    return this.http.find(`/ho-so/${code}`);
  }

  accept(code: string): Promise<HoSo> {
    return this.http.post(`/ho-so/${code}/tiep-nhan`);
  }

  refuse(code: string, lyDo: string): Promise<HoSo> {
    return this.http.post(`/ho-so/${code}/tu-choi`, { lyDo });
  }

  complete(code: string): Promise<HoSo> {
    return this.http.post(`/ho-so/${code}/tra-ket-qua`);
  }

  fileBirth(filing: BirthFiling): Promise<HoSo> {
    return this.http.post('/ho-so/khai-sinh', filing);
  }

  certificate(code: string): Promise<Buffer> {
    return this.http.bytes(`/ho-so/${code}/ket-qua`);
  }
}
