import type { Bilingual } from '../errors';
import { isOneOf } from './one-of';

/** Every business code the register knows, in the order in which people list them. */
export const MODULE_CODES = ['LTKS', 'LTKT', 'LTKH', 'KS', 'KT', 'KH', 'HN', 'CMC', 'LH', 'GH', 'TGH', 'BS'] as const;

/** Business code of a dossier at the register (`module` on the wire). Source: the Ministry's 2024 deck; BS: public clients of 2025. */
export type ModuleCode = (typeof MODULE_CODES)[number];

/** The two codes under which DVCLT hands a dossier over. */
export type InterlinkModule = 'KS' | 'KT';

/** The two codes under which the register must be told of a dossier that came from DVCLT. */
export type InterlinkedModule = 'LTKS' | 'LTKT';

/** What kind of civil-status event a module records; modules of one family share their fields. */
export type ModuleFamily =
  | 'birth'
  | 'death'
  | 'marriage'
  | 'maritalStatus'
  | 'parentage'
  | 'foreignEvent'
  | 'guardianship'
  | 'guardianshipEnd'
  | 'extract';

export interface ModuleInfo {
  readonly code: ModuleCode;
  readonly title: Bilingual;
  readonly family: ModuleFamily;
  /** True when the dossier comes from DVCLT and its progress is reported back there. LTKH is filed at the province: false. */
  readonly interlinked: boolean;
  /** Codes it is commonly confused with: where a status answer under one is empty, people look under these (deck, error 2). */
  readonly siblings: readonly ModuleCode[];
}

/** The register's modules. Source: the Ministry's 2024 deck (titles, siblings); BS from public clients of 2025. */
export const MODULES: Readonly<Record<ModuleCode, ModuleInfo>> = {
  LTKS: {
    code: 'LTKS',
    title: { vi: 'Liên thông đăng ký khai sinh', en: 'Interlinked birth registration' },
    family: 'birth',
    interlinked: true,
    siblings: ['KS'],
  },
  LTKT: {
    code: 'LTKT',
    title: { vi: 'Liên thông đăng ký khai tử', en: 'Interlinked death registration' },
    family: 'death',
    interlinked: true,
    siblings: ['KT'],
  },
  LTKH: {
    code: 'LTKH',
    title: {
      vi: 'Liên thông đăng ký kết hôn – xác nhận tình trạng hôn nhân',
      en: 'Marriage registration joined with the marital-status certificate',
    },
    family: 'marriage',
    interlinked: false,
    siblings: ['KH', 'HN'],
  },
  KS: {
    code: 'KS',
    title: { vi: 'Đăng ký khai sinh', en: 'Birth registration' },
    family: 'birth',
    interlinked: false,
    siblings: ['LTKS'],
  },
  KT: {
    code: 'KT',
    title: { vi: 'Đăng ký khai tử', en: 'Death registration' },
    family: 'death',
    interlinked: false,
    siblings: ['LTKT'],
  },
  KH: {
    code: 'KH',
    title: { vi: 'Đăng ký kết hôn', en: 'Marriage registration' },
    family: 'marriage',
    interlinked: false,
    siblings: ['LTKH'],
  },
  HN: {
    code: 'HN',
    title: { vi: 'Cấp giấy xác nhận tình trạng hôn nhân', en: 'Marital-status certificate' },
    family: 'maritalStatus',
    interlinked: false,
    siblings: ['LTKH'],
  },
  CMC: {
    code: 'CMC',
    title: { vi: 'Đăng ký nhận cha, mẹ, con', en: 'Recognition of father, mother or child' },
    family: 'parentage',
    interlinked: false,
    siblings: [],
  },
  LH: {
    code: 'LH',
    title: {
      vi: 'Ghi chú việc ly hôn, hủy kết hôn hoặc kết hôn đã giải quyết ở nước ngoài',
      en: 'Noting a divorce, an annulment or a marriage settled abroad',
    },
    family: 'foreignEvent',
    interlinked: false,
    siblings: [],
  },
  GH: {
    code: 'GH',
    title: { vi: 'Đăng ký giám hộ', en: 'Registration of guardianship' },
    family: 'guardianship',
    interlinked: false,
    siblings: [],
  },
  TGH: {
    code: 'TGH',
    title: { vi: 'Đăng ký chấm dứt giám hộ', en: 'Registration of the end of guardianship' },
    family: 'guardianshipEnd',
    interlinked: false,
    siblings: [],
  },
  BS: {
    code: 'BS',
    title: { vi: 'Cấp bản sao trích lục hộ tịch', en: 'Copy of a civil-status extract' },
    family: 'extract',
    interlinked: false,
    siblings: [],
  },
};

const INTERLINKED: Readonly<Record<InterlinkModule, InterlinkedModule>> = { KS: 'LTKS', KT: 'LTKT' };

/** The code a dossier from DVCLT carries at the register: KS → LTKS, KT → LTKT (deck, section on modules). */
export function interlinkedModule(module: InterlinkModule): InterlinkedModule {
  return INTERLINKED[module];
}

/** True when the text is one of {@link MODULE_CODES}, exactly. */
export function isModuleCode(text: unknown): text is ModuleCode {
  return isOneOf(MODULE_CODES, text);
}
