import { SimulatorError } from '../errors';
import type { World } from '../state/world';
import { vietnamDate, vietnamDateTime } from '../vietnam-time';
import { makeCertificate } from './certificate';
import { moduleProfile } from './module-profile';
import type { RegisterDossier, RegisterStatus } from './register-dossier';

export interface SupplementRequest {
  /** What is missing, told to the citizen. Obligatory. */
  readonly noiDungXuLy: string;
  readonly ghiChu?: string;
  /** `dd/MM/yyyy HH:mm:ss`. @default none */
  readonly hanBoSungHoSo?: string;
}

export interface RegistrationOptions {
  /** 12 digits. @default an obviously synthetic one */
  readonly soDinhDanh?: string;
  /** "Registered, personal number pending": status 4 with an empty `soDinhDanh`. */
  readonly numberPending?: boolean;
  /** "Registered, not yet signed": status 4 without a document. */
  readonly unsigned?: boolean;
  /** Pads the certificate to at least this size; a whole number up to 100 million. @default no padding */
  readonly certificateBytes?: number;
}

const OFFICER = {
  nguoiXuLy: 'CÁN BỘ HỘ TỊCH MẪU',
  chucDanh: 'Công chức Tư pháp - Hộ tịch',
  phongBanXuLy: 'Bộ phận Hộ tịch',
};

/** Four thirds of it in base64 still fit one text, with room for the answer around it. */
const LARGEST_CERTIFICATE = 100_000_000;

/** The desk of the civil-status officer: what a person does in the register's own screens. */
export class RegisterOffice {
  constructor(private readonly world: World) {}

  dossiers(): readonly Readonly<RegisterDossier>[] {
    return [...this.world.register.values()];
  }

  /** By the province's code (maHoSoMCDT, in contract 1.0 maHoSo), or by the DVCLT code. */
  find(code: string): Readonly<RegisterDossier> | undefined {
    const known = this.world.register.get(code);
    // A copy of an extract has its module in maHoSoLT, which is nobody's code.
    return known ?? this.dossiers().find(({ maHoSoLT, module }) => maHoSoLT === code && maHoSoLT !== module);
  }

  /** Opens the dossier; the province still sees 1. */
  receive(code: string): void {
    this.move(code, [1], 1, (dossier) => {
      dossier.received = true;
    });
  }

  /** Found eligible, being processed: status 3. */
  markEligible(code: string): void {
    this.move(code, [1], 3, (dossier) => {
      dossier.received = true;
    });
  }

  /** Status 2: the citizen must supplement; a further submission under the same code will replace the content. */
  requestSupplement(code: string, request: SupplementRequest): void {
    needText('noiDungXuLy', request.noiDungXuLy);
    this.move(code, [1, 3], 2, (dossier) => {
      dossier.noiDungXuLy = request.noiDungXuLy;
      dossier.ghiChu = request.ghiChu ?? null;
      dossier.hanBoSungHoSo = request.hanBoSungHoSo ?? null;
    });
  }

  /** Status 6, with its reason. */
  refuse(code: string, refusal: { readonly ghiChu: string; readonly noiDungXuLy?: string }): void {
    needText('ghiChu', refusal.ghiChu);
    this.move(code, [1, 2, 3], 6, (dossier) => {
      dossier.ghiChu = refusal.ghiChu;
      dossier.noiDungXuLy = refusal.noiDungXuLy ?? null;
      dossier.hanBoSungHoSo = null;
    });
  }

  /**
   * Status 4, of what waits for a supplement too: it may have been brought to the registrar himself. The certificate is the exact document
   * the province will fetch; undefined when left unsigned.
   * @throws SimulatorError for a code, state or option that will not do; nothing is registered then
   */
  registerAndIssue(
    code: string,
    options: RegistrationOptions & { readonly unsigned: true },
  ): { certificate: undefined };
  registerAndIssue(
    code: string,
    options?: RegistrationOptions & { readonly unsigned?: false },
  ): { certificate: Buffer };
  registerAndIssue(code: string, options: RegistrationOptions): { certificate: Buffer | undefined };
  registerAndIssue(code: string, options: RegistrationOptions = {}): { certificate: Buffer | undefined } {
    needNumber(options.soDinhDanh);
    needSize(options.certificateBytes);
    const dossier = this.move(code, [1, 2, 3], 4, (registered) => {
      const number = this.world.next('registration');
      const issuesNumber = moduleProfile(registered.module).issuesPersonalNumber;
      registered.received = true;
      registered.noiDungXuLy = null;
      registered.ghiChu = null;
      registered.hanBoSungHoSo = null;
      registered.registration = {
        soDinhDanh: issuesNumber && !options.numberPending ? (options.soDinhDanh ?? this.syntheticNumber()) : null,
        soDangKy: String(number),
        quyenSo: `01/${vietnamDate(this.world.now()).slice(-4)}`,
        trangSo: String(number),
        ngayDangKy: vietnamDate(this.world.now()),
        certificateBase64: null,
      };
    });
    return {
      certificate: options.unsigned ? undefined : this.sign(dossier.maHoSoMCDT, options.certificateBytes).certificate,
    };
  }

  /** Signs what was registered without a signature. */
  sign(code: string, certificateBytes?: number): { certificate: Buffer } {
    needSize(certificateBytes);
    const { dossier, registration } = this.registered(code);
    if (registration.certificateBase64 !== null) throw new SimulatorError('illegalMove', `${code} is signed already`);
    const certificate = makeCertificate(
      {
        title: moduleProfile(dossier.module).certificateTitle,
        maHoSo: dossier.maHoSoMCDT,
        maDonVi: dossier.maDonVi,
        soDangKy: `${registration.soDangKy} - ${registration.quyenSo}`,
        signedAt: vietnamDateTime(this.world.now()),
      },
      certificateBytes,
    );
    registration.certificateBase64 = certificate.toString('base64');
    dossier.thoiGianThucHien = vietnamDateTime(this.world.now());
    this.world.changed();
    return { certificate };
  }

  /** Issues the personal number that was pending: 12 digits, by default an obviously synthetic one. */
  issuePersonalNumber(code: string, soDinhDanh?: string): { soDinhDanh: string } {
    needNumber(soDinhDanh);
    const { dossier, registration } = this.registered(code);
    if (!moduleProfile(dossier.module).issuesPersonalNumber) {
      throw new SimulatorError('illegalMove', `a registration of module ${dossier.module} has no personal number`);
    }
    if (registration.soDinhDanh !== null) throw new SimulatorError('illegalMove', `${code} has its number already`);
    const issued = soDinhDanh ?? this.syntheticNumber();
    registration.soDinhDanh = issued;
    dossier.thoiGianThucHien = vietnamDateTime(this.world.now());
    this.world.changed();
    return { soDinhDanh: issued };
  }

  /** The exact bytes of the signed certificate; undefined while there is none. */
  certificate(code: string): Buffer | undefined {
    const base64 = this.required(code).registration?.certificateBase64;
    return base64 ? Buffer.from(base64, 'base64') : undefined;
  }

  private move(
    code: string,
    from: readonly RegisterStatus[],
    to: RegisterStatus,
    change: (dossier: RegisterDossier) => void,
  ): RegisterDossier {
    const dossier = this.required(code);
    if (!from.includes(dossier.trangThai)) {
      throw new SimulatorError('illegalMove', `${code} stands at ${dossier.trangThai}: it cannot go to ${to}`);
    }
    const at = vietnamDateTime(this.world.now());
    change(dossier);
    Object.assign(dossier, OFFICER, { thoiGianThucHien: at });
    if (dossier.trangThai !== to) dossier.history.push({ trangThai: to, version: dossier.version, at });
    dossier.trangThai = to;
    this.world.changed();
    return dossier;
  }

  private registered(code: string): {
    dossier: RegisterDossier;
    registration: NonNullable<RegisterDossier['registration']>;
  } {
    const dossier = this.required(code);
    if (!dossier.registration) throw new SimulatorError('illegalMove', `${code} is not registered`);
    return { dossier, registration: dossier.registration };
  }

  private required(code: string): RegisterDossier {
    const dossier = this.find(code);
    if (!dossier) throw new SimulatorError('unknownDossier', `the register holds no dossier ${code}`);
    return dossier;
  }

  private syntheticNumber(): string {
    return String(this.world.next('personalNumber')).padStart(12, '0');
  }
}

function needText(name: string, value: string): void {
  if (typeof value !== 'string' || value.trim() === '') throw new SimulatorError('badInput', `${name} is obligatory`);
}

function needNumber(soDinhDanh: string | undefined): void {
  if (soDinhDanh !== undefined && !/^\d{12}$/.test(soDinhDanh)) {
    throw new SimulatorError('badInput', 'soDinhDanh must be 12 digits');
  }
}

function needSize(certificateBytes = 0): void {
  if (!Number.isInteger(certificateBytes) || certificateBytes < 0 || certificateBytes > LARGEST_CERTIFICATE) {
    throw new SimulatorError('badInput', `certificateBytes must be a whole number up to ${LARGEST_CERTIFICATE}`);
  }
}
