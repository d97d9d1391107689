import type { Bilingual, FieldType, PayloadProfile } from '../library';

export const STYLES: Readonly<Record<PayloadProfile, Bilingual>> = {
  '2024': {
    vi: 'Họ tên một chuỗi, mã là chuỗi, ngày `dd.MM.yyyy`, địa chỉ bốn phần có mã huyện.',
    en: 'Names in one text, codes as text, dates `dd.MM.yyyy`, addresses of four parts with the district.',
  },
  '2025': {
    vi: 'Họ tên và ngày sinh tách phần, mã là số nguyên (dân tộc, quốc tịch vẫn là chuỗi), ngày `dd/MM/yyyy`, địa chỉ hai cấp có quốc gia. Chỉ thấy ở BS; các nghiệp vụ khác là suy luận theo BS.',
    en: 'Names and dates of birth in parts, codes as integers (ethnicity and nationality stay text), dates `dd/MM/yyyy`, addresses of two tiers with the country. Seen in BS alone; for other modules it is an inference from BS.',
  },
  register: {
    vi: 'Các cột của chính sổ hộ tịch, gửi bằng XML theo phiên bản 1.0: địa chỉ là chuỗi, mã là số hoặc chuỗi, ngày `dd.MM.yyyy`. Không có chỗ cho tệp đính kèm.',
    en: "The register's own columns, sent as XML by version 1.0: addresses as text, codes as integers or text, dates `dd.MM.yyyy`. There is no place for attachments.",
  },
};

/** What the values of each type are. */
export const TYPES: Readonly<Record<FieldType, Bilingual>> = {
  text: { vi: 'Văn bản tự do', en: 'Free text' },
  personName: { vi: 'Họ, chữ đệm, tên trong một chuỗi', en: 'A full name in one text' },
  code: { vi: 'Mã trong danh mục, dạng chuỗi', en: 'A code of a list, as text' },
  integerCode: { vi: 'Mã trong danh mục, dạng số nguyên', en: 'A code of a list, as a JSON integer' },
  registerCode: {
    vi: 'Mã dạng số nguyên hoặc chuỗi, `0` là không có; danh mục mở thì nhận cả tên',
    en: 'A code as integer or text, `0` for none; where the list is open also the name',
  },
  count: { vi: 'Số lượng, chữ số trong chuỗi', en: 'A count, digits as text' },
  integer: { vi: 'Số nguyên từ 0', en: 'A JSON integer from 0' },
  date: { vi: 'Ngày đủ ngày, tháng, năm', en: 'A whole date' },
  partialDate: { vi: 'Ngày, có thể thiếu ngày hoặc tháng', en: 'A date whose day or month may be unknown' },
  birthDate: { vi: 'Như `partialDate`; kiểu 2025 tách phần', en: 'As `partialDate`; style 2025 splits it' },
  slashedDate: { vi: 'Ngày đủ, kiểu 2025', en: 'A whole date, style 2025' },
  slashedPartialDate: { vi: 'Ngày có thể thiếu phần, kiểu 2025', en: 'A date that may be partial, style 2025' },
  splitName: { vi: 'Họ tên tách phần', en: 'A name in parts' },
  splitDate: { vi: 'Ngày sinh tách phần, phần không rõ để trống', en: 'A date of birth in parts, unknown ones empty' },
  personalNumber: { vi: 'Số định danh cá nhân, 12 chữ số', en: 'Personal identification number, 12 digits' },
  unitCode: {
    vi: 'Mã đơn vị: xã 5 chữ số, huyện 3 chữ số (đến 30/6/2025); giữ số 0 ở đầu',
    en: 'Unit code: commune 5 digits, district 3 (until 30/6/2025); leading zeros kept',
  },
  provinceCode: { vi: 'Mã tỉnh của Cục Thống kê', en: "The statistics office's province code" },
  districtCode: { vi: 'Mã huyện, đến 30/6/2025', en: 'District code, until 30/6/2025' },
  communeCode: { vi: 'Mã xã', en: 'Commune code' },
  address: { vi: 'Địa chỉ nhiều phần', en: 'An address in parts' },
  fieldMap: { vi: 'Các trường khác theo tên trên đường truyền', en: 'Further fields by their wire names' },
};

/** How well something is known. */
export const MARKS: readonly (readonly [mark: string, meaning: Bilingual])[] = [
  ['A', { vi: 'văn bản chính thức, hoặc từ ba nguồn độc lập', en: 'official text, or three independent sources' }],
  ['B', { vi: 'hai nguồn độc lập', en: 'two independent sources' }],
  ['C', { vi: 'một nguồn', en: 'one source' }],
  ['D', { vi: 'suy luận, chưa ai thấy', en: 'inference, not seen' }],
];
