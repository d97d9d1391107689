import { HotichCountryAddress } from './address';
import { Field } from './field';
import type { FieldSpec } from './field.types';
import {
  BirthDate,
  Day,
  FORM_C,
  FullName,
  Nationality,
  PaperDate,
  PaperIssuer,
  PaperKind,
  PaperNumber,
  Plain,
} from './presets';

const SPOUSE = { vi: 'của người dự định kết hôn', en: 'of the intended spouse' };
const FORM: Pick<FieldSpec, 'source'> = {
  source: `wire contract 2.8; ${FORM_C}; whether its block is a nested object is not stated, written flat`,
};
/** Purpose 12, marrying a given person, opens the block of that person. */
const MARRY: Rest = { ...FORM, block: { field: 'nxnLoaiMucDichSuDung', codes: ['12'] } };

type Rest = Pick<FieldSpec, 'source' | 'block'>;

const status = (...codes: string[]): Rest => ({ ...FORM, block: { field: 'nxnLoaiTinhTrangHonNhan', codes } });
const leading = ({ source, block }: Rest): Rest => ({
  source,
  ...(block ? { block: { ...block, leading: true } } : {}),
});

/**
 * What the web form of 2026 adds to HN: the status as a code that opens a block, and the intended spouse. A block's fields are
 * refused under any other code. Source: wire contract 2.8, attested C.
 */
export abstract class HotichMaritalStatusBlocks {
  /** Marital status as a code, 1–6. */
  @Field({
    type: 'code',
    codeList: 'tinhTrangHonNhan',
    meaning: { vi: 'Loại tình trạng hôn nhân', en: 'Marital status' },
    source: `wire contract 2.8; ${FORM_C}`,
  })
  nxnLoaiTinhTrangHonNhan?: string | null;

  /** Status 2: name of the husband or wife. */
  @FullName({ vi: 'của vợ hoặc chồng', en: 'of the husband or wife' }, leading(status('2')))
  voChongHoTen?: string | null;

  /** Status 2 to 5: number of the paper that proves it (marriage, divorce, death). */
  @Plain('Số giấy tờ chứng minh tình trạng hôn nhân', 'Number of the paper proving the status', {
    ...status('2', '3', '4', '5'),
    maxLength: 100,
  })
  soGiayTo?: string | null;

  /** Status 2 to 5: date of that paper. */
  @Day('Ngày cấp giấy tờ chứng minh', 'Date of the paper proving the status', status('2', '3', '4', '5'))
  ngayCapGiayTo?: string | null;

  /** Status 2 to 5: issuer of that paper. */
  @Plain('Cơ quan cấp giấy tờ chứng minh', 'Issuer of the paper proving the status', status('2', '3', '4', '5'))
  coQuanCapGiayTo?: string | null;

  /** Status 5: first day of the certified period. */
  @Day('Xác nhận từ ngày', 'Certified from', status('5'))
  tuNgayXacNhan?: string | null;

  /** Status 5: last day of the certified period. */
  @Day('Xác nhận đến ngày', 'Certified until', status('5'))
  denNgayXacNhan?: string | null;

  /** Purpose 12: name of the intended spouse. */
  @FullName(SPOUSE, leading(MARRY))
  ndkHoTen?: string | null;

  /** Purpose 12: date of birth of the intended spouse. */
  @BirthDate(SPOUSE, MARRY)
  ndkNgaySinh?: string | null;

  /** Purpose 12: nationality of the intended spouse. */
  @Nationality(SPOUSE, MARRY)
  ndkQuocTich?: string | null;

  /** Purpose 12: kind of identity paper of the intended spouse. */
  @PaperKind(SPOUSE, MARRY)
  ndkLoaiGiayToTuyThan?: string | null;

  /** Purpose 12: number of that paper. */
  @PaperNumber(SPOUSE, MARRY)
  ndkSoGiayToTuyThan?: string | null;

  /** Purpose 12: date of issue of that paper. */
  @PaperDate(SPOUSE, MARRY)
  ndkNgayCapGiayToTuyThan?: string | null;

  /** Purpose 12: issuer of that paper. */
  @PaperIssuer(SPOUSE, MARRY)
  ndkNoiCapGiayToTuyThan?: string | null;

  /** Purpose 12: kind of residence of the intended spouse; the list is not stated. */
  @Plain('Loại nơi cư trú của người dự định kết hôn', 'Kind of residence of the intended spouse', {
    ...MARRY,
    maxLength: 50,
  })
  ndkLoaiNoiCuTru?: string | null;

  /** Purpose 12: residence of the intended spouse, country and text. */
  @Field(
    {
      type: 'address',
      meaning: { vi: 'Nơi cư trú của người dự định kết hôn', en: 'Residence of the intended spouse' },
      ...MARRY,
    },
    () => HotichCountryAddress,
  )
  ndkNoiCuTru?: HotichCountryAddress | null;

  /** Purpose 12: where the marriage is to be registered. */
  @Plain('Nơi dự định đăng ký kết hôn', 'Where the marriage is to be registered', MARRY)
  noiDuDinhDKKH?: string | null;
}
