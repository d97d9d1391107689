type Entry = readonly [code: string, name: string];

/** ISO 3166 alpha-2, a part. */
export const COUNTRIES: readonly Entry[] = [
  ['VN', 'Việt Nam'],
  ['AU', 'Ô-xtrây-li-a'],
  ['CA', 'Ca-na-đa'],
  ['CN', 'Trung Quốc'],
  ['DE', 'Đức'],
  ['FR', 'Pháp'],
  ['GB', 'Anh'],
  ['JP', 'Nhật Bản'],
  ['KH', 'Cam-pu-chia'],
  ['KR', 'Hàn Quốc'],
  ['LA', 'Lào'],
  ['RU', 'Nga'],
  ['TH', 'Thái Lan'],
  ['US', 'Hoa Kỳ'],
];

/** Nationality has two entries that are no country (wire contract 6.3). */
export const NATIONALITIES: readonly Entry[] = [...COUNTRIES, ['200', 'Không quốc tịch'], ['CXD', 'Chưa xác định']];

export const GENDERS: readonly Entry[] = [
  ['1', 'Nam'],
  ['2', 'Nữ'],
  ['3', 'Chưa xác định'],
];

/** Wire contract 6.10. */
export const MARITAL_STATUSES: readonly Entry[] = [
  ['1', 'Chưa đăng ký kết hôn lần nào'],
  ['2', 'Hiện đang có vợ/chồng'],
  ['3', 'Đã ly hôn'],
  ['4', 'Vợ/chồng đã chết'],
  ['5', 'Không đăng ký kết hôn trong thời gian cư trú, hiện đang có vợ/chồng'],
  ['6', 'Khác'],
];

/** The register's own list, not that of the e-forms (wire contract 6.6). */
export const IDENTITY_PAPERS: readonly Entry[] = [
  ['1', 'Chứng minh nhân dân'],
  ['2', 'Hộ chiếu'],
  ['3', 'Thẻ thường trú'],
  ['4', 'Căn cước công dân'],
  ['5', 'Giấy chứng minh quân đội nhân dân'],
  ['6', 'Giấy chứng minh sĩ quan'],
  ['7', 'Giấy chứng minh công an nhân dân'],
  ['8', 'Giấy tờ khác'],
];
