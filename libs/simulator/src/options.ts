import type { BehaviourPatch } from './behaviour';
import { SimulatorError } from './errors';
import { DEFAULT_UNITS, type Unit } from './units';

/** Every setting has a default: `HotichSimulator.start()` is enough for a test. */
export interface SimulatorOptions {
  /** Address to listen on. @default '127.0.0.1' */
  host?: string;
  /**
   * Port of the status page; the gateway listens on the next one and DVCLT on the one after, so that each can be taken
   * down alone; up to 65533. @default 0 (three free ports)
   */
  port?: number;
  /** JSON file that keeps the dossiers over a restart. @default none: everything is forgotten on `stop()` */
  stateFile?: string;
  /** Province of the caller's credential, and `maTinh` of units that name none of their own; two digits. @default '24' */
  provinceCode?: string;
  /** Units the register and DVCLT know. @default a handful of communes of 2025, two of them with leading zeros */
  units?: readonly Unit[];
  /** Synthetic credentials of the token endpoints. */
  credentials?: Partial<SimulatorCredentials>;
  /** Paths after the host; none of them is uniform over provinces (wire contract 2.2). */
  paths?: Partial<SimulatorPaths>;
  behaviour?: BehaviourPatch;
  /** Request header that names the caller in the call log. @default 'x-caller-id' */
  callerHeader?: string;
  /** Calls kept in the call log, 0 for none; older ones are forgotten, their count is not. @default 200000 */
  callLogLimit?: number;
  /** Clock of the remotes. @default the machine's */
  now?: () => Date;
}

export interface SimulatorCredentials {
  consumerKey: string;
  consumerSecret: string;
  /** Content of the `lgspaccesstoken` header, before base64. */
  lgsp: { AccessKey: string; SecretKey: string; AppName: string; PartnerCode: string; PartnerCodeCus: string };
  /** DVCLT's token, family a. */
  userName: string;
  password: string;
  /** DVCLT's token, family b. */
  secretId: string;
  secretPass: string;
}

export interface SimulatorPaths {
  gatewayToken: string;
  /** Contract 3.0. */
  submit: string;
  status: string;
  /** Contract 2.0. */
  submitV2: string;
  statusV2: string;
  /** The services of contract 1.0: dangKyHoTich, danhMuc, traTrangThaiHoSo, ketQuaDangKyHS, dsHoSoDangKy, traHoSo… */
  submitV1: string;
  catalogV1: string;
  statusV1: string;
  resultV1: string;
  changesV1: string;
  recordV1: string;
  /** traDanhSachHoSo. */
  recordsV1: string;
  /** Shared catalogs; `{name}` stands for the catalog. */
  catalogMetadata: string;
  catalogRows: string;
  interlinkToken: string;
  interlinkList: string;
  /** `{id}` stands for the list's id. */
  interlinkDetail: string;
  interlinkAcknowledge: string;
  interlinkReport: string;
}

export interface ResolvedOptions {
  readonly host: string;
  readonly port: number;
  readonly stateFile: string | undefined;
  readonly provinceCode: string;
  readonly units: ReadonlyMap<string, Required<Unit>>;
  readonly credentials: SimulatorCredentials;
  readonly paths: SimulatorPaths;
  readonly callerHeader: string;
  readonly callLogLimit: number;
  readonly now: () => Date;
}

const CREDENTIALS: SimulatorCredentials = {
  consumerKey: 'khoa-mo-phong',
  consumerSecret: 'bi-mat-mo-phong',
  lgsp: {
    AccessKey: 'lgsp-khoa-mo-phong',
    SecretKey: 'lgsp-bi-mat-mo-phong',
    AppName: 'mcdt-mo-phong',
    PartnerCode: '000.00.00.H00',
    PartnerCodeCus: '000.00.00.H00',
  },
  userName: 'mcdt-mo-phong',
  password: 'mat-khau-mo-phong',
  secretId: 'dinh-danh-mo-phong',
  secretPass: 'mat-ma-mo-phong',
};

/** Attested are the detail path, the v3 submission, contract 1.0 and the shared catalogs; the others are this simulator's own. */
const PATHS: SimulatorPaths = {
  gatewayToken: '/token',
  submit: '/apiLienThongKSKT/1.0/nhanHoSoDKHT',
  status: '/apiLienThongKSKT/1.0/layKetQuaDKHT',
  submitV2: '/apiLienThongKetHon/2.0/nhanHoSo',
  statusV2: '/apiLienThongKetHon/2.0/layKetQua',
  submitV1: '/apiHoTichTuPhap/dangKyHoTich',
  catalogV1: '/apiHoTichTuPhap/danhMuc',
  statusV1: '/apiHoTichTuPhap/traTrangThaiHoSo',
  resultV1: '/apiHoTichTuPhap/ketQuaDangKyHS',
  changesV1: '/apiHoTichTuPhap/dsHoSoDangKy',
  recordV1: '/apiHoTichTuPhap/traHoSo',
  recordsV1: '/apiHoTichTuPhap/traDanhSachHoSo',
  catalogMetadata: '/dmdc/Metadata/{name}',
  catalogRows: '/dmdc/Category/{name}',
  interlinkToken: '/api/lienthongdvclt/token',
  interlinkList: '/api/lienthongdvclt/hosolienthong',
  interlinkDetail: '/api/lienthongdvclt/hosolienthong/{id}',
  interlinkAcknowledge: '/api/lienthongdvclt/capnhatdanhan',
  interlinkReport: '/api/lienthongdvclt/capnhattrangthai',
};

export function resolveOptions(options: SimulatorOptions): ResolvedOptions {
  const { port = 0, provinceCode = '24', callLogLimit = 200_000 } = options;
  // The two ports after it must exist as well.
  if (!isCount(port) || port > 65_533) throw new SimulatorError('badInput', 'port must be 0 to 65533');
  if (!/^\d{2}$/.test(provinceCode)) throw new SimulatorError('badInput', 'provinceCode must be two digits');
  if (!isCount(callLogLimit)) throw new SimulatorError('badInput', 'callLogLimit must be a whole number from 0');
  const units = new Map<string, Required<Unit>>();
  for (const unit of options.units ?? DEFAULT_UNITS) {
    if (!/^(\d{3}|\d{5})$/.test(unit.code)) {
      throw new SimulatorError(
        'badInput',
        `units: '${unit.code}' is not a unit code of 5 (commune) or 3 (district) digits`,
      );
    }
    units.set(unit.code, { ...unit, provinceCode: unit.provinceCode ?? provinceCode });
  }
  if (units.size === 0) throw new SimulatorError('badInput', 'units: at least one unit is needed');
  return {
    host: options.host ?? '127.0.0.1',
    port,
    stateFile: options.stateFile,
    provinceCode,
    units,
    credentials: { ...CREDENTIALS, ...options.credentials },
    paths: { ...PATHS, ...options.paths },
    callerHeader: (options.callerHeader ?? 'x-caller-id').toLowerCase(),
    callLogLimit,
    now: options.now ?? (() => new Date()),
  };
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;
