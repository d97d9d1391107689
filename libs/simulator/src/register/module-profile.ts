import { BIRTH_FIELDS, BIRTH_REGISTER_FIELDS } from '../validation/birth-fields';
import { COPY_FIELDS } from '../validation/copy-fields';
import { DEATH_FIELDS, DEATH_REGISTER_FIELDS } from '../validation/death-fields';
import type { FieldTable } from '../validation/field';
import {
  MARITAL_STATUS_FIELDS,
  MARITAL_STATUS_FORM_FIELDS,
  MARITAL_STATUS_REGISTER_FIELDS,
} from '../validation/marital-status-fields';
import { MARRIAGE_FIELDS, MARRIAGE_FORM_FIELDS, MARRIAGE_REGISTER_FIELDS } from '../validation/marriage-fields';
import { PARENTAGE_FIELDS, PARENTAGE_FORM_FIELDS, PARENTAGE_REGISTER_FIELDS } from '../validation/parentage-fields';
import { birthResult } from './birth-result';
import { deathResult } from './death-result';
import { documentResult } from './document-result';
import type { Module } from './modules';
import type { RegisterDossier, Registration } from './register-dossier';

/** What the register knows about one module. */
export interface ModuleProfile {
  /**
   * What stands in `maHoSoLT`: the code of DVCLT; for LTKH the province's own code once more; for BS the module code;
   * for the others nothing, or any text (wire contract 2.3).
   */
  readonly maHoSoLT: 'interlinkCode' | 'maHoSoMCDT' | 'module' | 'optional';
  /** `ngayTiepNhan` as seen: date and time, or for BS the date alone. */
  readonly ngayTiepNhan: 'dateTime' | 'date';
  /** Fields of the payload; null where nobody has published them. */
  readonly fields: FieldTable | null;
  /** What the JSON contracts carry beside `fields`: additions of the e-forms, which no list of the register has. */
  readonly formFields?: FieldTable;
  /** What contract 1.0 carries beside `fields`. */
  readonly registerFields: FieldTable;
  /** Style the module is known in. */
  readonly usualStyle: '2024' | '2025';
  /** Title printed on the certificate, ASCII: the PDF uses a built-in font. */
  readonly certificateTitle: string;
  /** Whether registering issues a personal identification number. */
  readonly issuesPersonalNumber: boolean;
  /** Field of the result that holds the document. */
  readonly documentKey: string;
  readonly result: (dossier: RegisterDossier, registration: Registration) => Record<string, unknown>;
}

const OWN = {
  maHoSoLT: 'optional',
  ngayTiepNhan: 'dateTime',
  usualStyle: '2024',
  issuesPersonalNumber: false,
} as const;

const BIRTH: ModuleProfile = {
  ...OWN,
  fields: BIRTH_FIELDS,
  registerFields: BIRTH_REGISTER_FIELDS,
  certificateTitle: 'GIAY KHAI SINH',
  issuesPersonalNumber: true,
  documentKey: 'giayKhaiSinh',
  result: birthResult,
};

const DEATH: ModuleProfile = {
  ...OWN,
  fields: DEATH_FIELDS,
  registerFields: DEATH_REGISTER_FIELDS,
  certificateTitle: 'TRICH LUC KHAI TU',
  documentKey: 'giayKhaiTu',
  result: deathResult,
};

const MARRIAGE: ModuleProfile = {
  ...OWN,
  fields: MARRIAGE_FIELDS,
  formFields: MARRIAGE_FORM_FIELDS,
  registerFields: MARRIAGE_REGISTER_FIELDS,
  certificateTitle: 'GIAY CHUNG NHAN KET HON',
  documentKey: 'giayChungNhanKetHon',
  result: documentResult('giayChungNhanKetHon', ['chongHoTen', 'voHoTen'], { maGiayToKetQua: 'KQ.G15.000032' }),
};

const free = (certificateTitle: string): ModuleProfile => ({
  ...OWN,
  fields: null,
  registerFields: {},
  certificateTitle,
  documentKey: 'trichLuc',
  result: documentResult('trichLuc'),
});

const PROFILES: Readonly<Record<Module, ModuleProfile>> = {
  LTKS: { ...BIRTH, maHoSoLT: 'interlinkCode' },
  LTKT: { ...DEATH, maHoSoLT: 'interlinkCode' },
  LTKH: { ...MARRIAGE, maHoSoLT: 'maHoSoMCDT' },
  KS: BIRTH,
  KT: DEATH,
  KH: MARRIAGE,
  HN: {
    ...OWN,
    fields: MARITAL_STATUS_FIELDS,
    formFields: MARITAL_STATUS_FORM_FIELDS,
    registerFields: MARITAL_STATUS_REGISTER_FIELDS,
    certificateTitle: 'GIAY XAC NHAN TINH TRANG HON NHAN',
    documentKey: 'giayXacNhan',
    result: documentResult('giayXacNhan', ['nxnHoTen', 'nxnTinhTrangHonNhan', 'nycHoTen']),
  },
  CMC: {
    ...OWN,
    fields: PARENTAGE_FIELDS,
    formFields: PARENTAGE_FORM_FIELDS,
    registerFields: PARENTAGE_REGISTER_FIELDS,
    certificateTitle: 'TRICH LUC DANG KY NHAN CHA, ME, CON',
    documentKey: 'trichLuc',
    result: documentResult('trichLuc', ['cmHoTen', 'ncHoTen', 'nycHoTen']),
  },
  LH: free('TRICH LUC GHI CHU LY HON'),
  GH: free('TRICH LUC DANG KY GIAM HO'),
  TGH: free('TRICH LUC CHAM DUT GIAM HO'),
  BS: {
    ...OWN,
    maHoSoLT: 'module',
    ngayTiepNhan: 'date',
    fields: COPY_FIELDS,
    registerFields: {},
    usualStyle: '2025',
    certificateTitle: 'TRICH LUC HO TICH (BAN SAO)',
    documentKey: 'banSaoTrichLuc',
    result: documentResult('banSaoTrichLuc', ['cbsHoTen', 'nycHoTen']),
  },
};

export const moduleProfile = (module: Module): ModuleProfile => PROFILES[module];
