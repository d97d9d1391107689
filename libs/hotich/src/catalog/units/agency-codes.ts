import { eraOn, type DayLike } from '../era';
import type { AdministrativeUnits } from './administrative-units';
import { nameKey } from './unit-names';

/** The electronic identifier of an agency at the first level: `Hxx` for a province, `Gxx` for a ministry. */
export interface AgencyCode {
  readonly code: string;
  readonly name: string;
  /** Province codes of the statistics office: until 30/6/2025, and from 1/7/2025 where the identifier lives on. */
  readonly threeTier?: string;
  readonly twoTier?: string;
  readonly source: string;
  /** `attested`: seen in use for this province or ministry; `recalled`: from memory of the decision's list. */
  readonly confidence: 'attested' | 'recalled';
}

const DECISION = 'Decision 20/2020/QĐ-TTg, amended by 09/2025/QĐ-TTg';

const MINISTRIES: Readonly<Record<string, string>> = {
  G01: 'Bộ Công an',
  G14: 'Bộ Thông tin và Truyền thông',
  G15: 'Bộ Tư pháp',
  G22: 'Văn phòng Chính phủ',
  G24: 'Bảo hiểm xã hội Việt Nam',
};

/** H01 … H63 in the order of the decision. */
const PROVINCES =
  'An Giang|Bắc Giang|Bắc Kạn|Bạc Liêu|Bắc Ninh|Bà Rịa - Vũng Tàu|Bến Tre|Bình Định|Bình Dương|Bình Phước|Bình Thuận|Cà Mau|' +
  'Cần Thơ|Cao Bằng|Đắk Lắk|Đắk Nông|Đà Nẵng|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hải Dương|Hải Phòng|Hà Nam|Hà Nội|' +
  'Hà Tĩnh|Hòa Bình|Hồ Chí Minh|Hậu Giang|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lâm Đồng|Lạng Sơn|Lào Cai|Long An|' +
  'Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|' +
  'Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Huế|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái';

/** Seen in dossier codes together with the province (the Ministry's 2024 deck; wire contract 0.3). */
const ATTESTED = new Set(['H08', 'H21']);

/**
 * Identifiers of agencies and the provinces they stand for. Since the reform a new province keeps the identifier of the old one
 * whose name it bears (seen for Gia Lai); the identifiers of the others are no longer issued but stand in older dossier codes.
 */
export class AgencyCodes {
  private readonly byCode: ReadonlyMap<string, AgencyCode>;

  constructor(units: AdministrativeUnits) {
    const codeOf = (name: string, day: string): string | undefined =>
      units.search(name, day, { level: 'province' }).find(({ unit }) => nameKey(unit.name) === nameKey(name))?.unit
        .code;
    const provinces = PROVINCES.split('|').map((name, index): AgencyCode => {
      const code = `H${String(index + 1).padStart(2, '0')}`;
      const [threeTier, twoTier] = [codeOf(name, '2025-06-30'), codeOf(name, '2025-07-01')];
      return {
        code,
        name,
        ...(threeTier === undefined ? {} : { threeTier }),
        ...(twoTier === undefined ? {} : { twoTier }),
        source: DECISION,
        confidence: ATTESTED.has(code) ? 'attested' : 'recalled',
      };
    });
    const ministries = Object.entries(MINISTRIES).map(([code, name]): AgencyCode => ({
      code,
      name,
      source: DECISION,
      confidence: 'attested',
    }));
    this.byCode = new Map([...provinces, ...ministries].map((agency) => [agency.code, agency]));
  }

  /** Every identifier known, provinces first. */
  get all(): readonly AgencyCode[] {
    return [...this.byCode.values()];
  }

  /** What an identifier stands for; `undefined` when it is not known. */
  find(code: string): AgencyCode | undefined {
    return this.byCode.get(code.toUpperCase());
  }

  /** Identifier of a province (code of the statistics office) on a day, default today. */
  ofProvince(maTinh: string, at?: DayLike): AgencyCode | undefined {
    const era = eraOn(at);
    return this.all.find((agency) => agency[era] === maTinh);
  }
}
