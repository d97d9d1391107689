import { Field } from './field';

const SOURCE = 'wire contract 2.11, attested C (the population database splits names alike)';

/** A personal name in parts (2025 style), each part beginning with a capital letter. Source: wire contract 2.11. */
export class HotichSplitName {
  /** Family name. */
  @Field({ type: 'text', maxLength: 100, meaning: { vi: 'Họ', en: 'Family name' }, source: SOURCE })
  Ho?: string | null;

  /** Middle names, `''` when there are none. */
  @Field({ type: 'text', maxLength: 100, meaning: { vi: 'Chữ đệm', en: 'Middle names' }, source: SOURCE })
  ChuDem?: string | null;

  /** Given name. */
  @Field({ type: 'text', maxLength: 100, required: true, meaning: { vi: 'Tên', en: 'Given name' }, source: SOURCE })
  Ten?: string | null;
}

/** A date of birth in parts (2025 style), zero-padded; unknown parts are empty, which is an inference. Source: wire contract 2.11. */
export class HotichSplitDate {
  /** Year, 4 digits. */
  @Field({ type: 'text', maxLength: 4, meaning: { vi: 'Năm', en: 'Year' }, source: SOURCE })
  namSinh?: string | null;

  /** Month, 2 digits, or empty. */
  @Field({ type: 'text', maxLength: 2, meaning: { vi: 'Tháng', en: 'Month' }, source: SOURCE })
  thangSinh?: string | null;

  /** Day, 2 digits, or empty. */
  @Field({ type: 'text', maxLength: 2, meaning: { vi: 'Ngày', en: 'Day' }, source: SOURCE })
  ngaySinh?: string | null;
}
