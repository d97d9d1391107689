import { Field } from './field';

const SOURCE = 'wire contract 2.4, attested B';

/**
 * Address of the 2024 style: codes of the statistics office and free text. Codes may be left out when only text is known; the
 * register accepted both. Source: wire contract 2.4 and 8.
 */
export class HotichAddress {
  /** Province, 2 digits; its meaning depends on the era. */
  @Field({
    type: 'provinceCode',
    meaning: { vi: 'Mã tỉnh, thành phố', en: 'Province code' },
    source: SOURCE,
  })
  maTinh?: string | null;

  /** District, 3 digits; none after 1/7/2025. */
  @Field({
    type: 'districtCode',
    meaning: { vi: 'Mã quận, huyện (trước 1/7/2025)', en: 'District code (before 1/7/2025)' },
    source: SOURCE,
  })
  maHuyen?: string | null;

  /** Commune, 5 digits. */
  @Field({ type: 'communeCode', meaning: { vi: 'Mã xã, phường', en: 'Commune code' }, source: SOURCE })
  maXa?: string | null;

  /** House, street, hamlet; or the whole address when the codes are not known. */
  @Field({
    type: 'text',
    maxLength: 1000,
    meaning: { vi: 'Địa chỉ chi tiết', en: 'Detailed address' },
    source: SOURCE,
  })
  dcChiTiet?: string | null;
}

const SOURCE_2025 = 'wire contract 2.11, attested C';

/** Address of the 2025 style: country and two tiers, no district. Source: wire contract 2.11 and 8, attested C. */
export class HotichTwoTierAddress {
  /** House, street, hamlet; or the whole address when the codes are not known. */
  @Field({
    type: 'text',
    maxLength: 1000,
    meaning: { vi: 'Địa chỉ chi tiết', en: 'Detailed address' },
    source: SOURCE_2025,
  })
  dcChiTiet?: string | null;

  /** Country, ISO 3166 alpha-2, for example `VN`. */
  @Field({
    type: 'code',
    codeList: 'quocTich',
    meaning: { vi: 'Quốc gia', en: 'Country' },
    source: SOURCE_2025,
  })
  quocGia?: string | null;

  /** Province, 2 digits, of the era since 1/7/2025. */
  @Field({
    type: 'provinceCode',
    meaning: { vi: 'Mã tỉnh, thành phố', en: 'Province code' },
    source: SOURCE_2025,
  })
  maTinh?: string | null;

  /** Commune, 5 digits, of the era since 1/7/2025. */
  @Field({ type: 'communeCode', meaning: { vi: 'Mã xã, phường', en: 'Commune code' }, source: SOURCE_2025 })
  maXa?: string | null;
}

/** Residence of a foreigner in the 2026 web form: country and text. Source: wire contract 2.8, attested C. */
export class HotichCountryAddress {
  /** Country, ISO 3166 alpha-2. */
  @Field({
    type: 'code',
    codeList: 'quocTich',
    meaning: { vi: 'Quốc gia', en: 'Country' },
    source: 'wire contract 2.8, attested C (web form of 2026)',
  })
  quocGia?: string | null;

  /** The address itself. */
  @Field({
    type: 'text',
    maxLength: 1000,
    meaning: { vi: 'Địa chỉ chi tiết', en: 'Detailed address' },
    source: 'wire contract 2.8, attested C (web form of 2026)',
  })
  dcChiTiet?: string | null;
}
