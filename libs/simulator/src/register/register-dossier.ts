import type { ContractVersion, Module } from './modules';

/** `trangThai` of the register, v3 (wire contract 4.3); 5 is not known to occur. */
export type RegisterStatus = 1 | 2 | 3 | 4 | 6;

/** An attachment as received; the content itself is not kept, its fingerprint is. */
export interface StoredAttachment {
  readonly id: number;
  readonly loaiGiayTo: number;
  readonly tenGiayTo: string;
  readonly tenTepDinhKem: string;
  readonly huyGiayTo: number;
  readonly bytes: number;
  /** SHA-256 of the decoded content, hexadecimal. */
  readonly sha256: string;
}

export interface Registration {
  /** Personal identification number, 12 digits; null while it is pending. */
  soDinhDanh: string | null;
  readonly soDangKy: string;
  readonly quyenSo: string;
  readonly trangSo: string;
  /** `dd/MM/yyyy`. */
  readonly ngayDangKy: string;
  /** The signed document, base64; null while it waits for the signature. */
  certificateBase64: string | null;
}

/** A dossier in the books of the register. */
export interface RegisterDossier {
  /** The register's own number; contract 1.0 reads records by it. */
  readonly id: number;
  /** Contract it came in by. */
  readonly contract: ContractVersion;
  /** Dossier code of the province; contract 1.0 calls it `maHoSo`. */
  readonly maHoSoMCDT: string;
  readonly maHoSoLT: string | null;
  readonly maDonVi: string;
  readonly maTinh: string;
  readonly module: Module;
  ngayTiepNhan: string;
  /** 1, and one more for each replacement after a supplement. */
  version: number;
  /** The payload as decoded from `data`, in the style it came in, without `ignoredFields`; that of contract 1.0 is all text. */
  payload: Readonly<Record<string, unknown>>;
  attachments: readonly StoredAttachment[];
  /** Fields sent that the register does not know and therefore dropped: a well-made client has none. */
  ignoredFields: readonly string[];
  trangThai: RegisterStatus;
  /** `dd/MM/yyyy HH:mm:ss`, time of the last event. */
  thoiGianThucHien: string;
  /** An officer has opened the dossier; `trangThai` stays 1 until it is found eligible. */
  received: boolean;
  ghiChu: string | null;
  noiDungXuLy: string | null;
  hanBoSungHoSo: string | null;
  nguoiXuLy: string | null;
  chucDanh: string | null;
  phongBanXuLy: string | null;
  registration: Registration | null;
  /** Every `trangThai` the dossier has had, oldest first. */
  history: { readonly trangThai: RegisterStatus; readonly version: number; readonly at: string }[];
}
