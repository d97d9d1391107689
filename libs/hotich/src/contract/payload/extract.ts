import { HotichExtractPeopleFields } from './extract-people';
import { Field } from './field';
import { Plain, UnitCode } from './presets';
import { EXTRACT, SlashedDay } from './presets-2025';

const C = { source: EXTRACT };

/**
 * Payload of BS, style 2025: names and dates of birth in parts, codes as integers, addresses with country and two tiers, other
 * dates `dd/MM/yyyy`. Source: wire contract 2.11, one complete sample of August 2025.
 */
export class HotichExtractPayload extends HotichExtractPeopleFields {
  /** Which register the extract is from: 0 birth, 1 marriage, 2 death … */
  @Field({
    type: 'integerCode',
    codeList: 'loaiBanSao',
    required: true,
    meaning: { vi: 'Loại sổ của bản sao trích lục', en: 'Register of the extract' },
    ...C,
  })
  loaiBanSao?: number | null;

  /** Ground for the copy, a code as text; the sample leaves it empty. */
  @Field({
    type: 'code',
    codeList: 'loaiBSCC',
    meaning: { vi: 'Căn cứ cấp bản sao', en: 'Ground for the copy' },
    ...C,
  })
  loaiBSCC?: string | null;

  /** Unit that receives the request, 5 digits; the same unit as `maDonVi`. */
  @UnitCode('Nơi tiếp nhận yêu cầu', 'Unit receiving the request', { ...C, required: true })
  noiDangKy?: string | null;

  /** Original entry: place. */
  @Plain('Nơi đăng ký trước đây', 'Place of the original entry', C)
  noiDangKyTruocDay?: string | null;

  /** Original entry: number. */
  @Plain('Số đăng ký trước đây', 'Number of the original entry', { ...C, maxLength: 100 })
  soDangKyTruocDay?: string | null;

  /** Original entry: book. */
  @Plain('Quyển số đăng ký trước đây', 'Book of the original entry', { ...C, maxLength: 100 })
  quyenSoDangKyTruocDay?: string | null;

  /** Original entry: date, `dd/MM/yyyy`, `MM/yyyy` or `yyyy`. */
  @SlashedDay('Ngày đăng ký trước đây', 'Date of the original entry', C)
  ngayDangKyTruocDay?: string | null;

  /** Other information. */
  @Plain('Thông tin khác', 'Other information', { ...C, maxLength: 1000 })
  thongTinKhac?: string | null;
}
