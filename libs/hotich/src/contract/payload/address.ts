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
