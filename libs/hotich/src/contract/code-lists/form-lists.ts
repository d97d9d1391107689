import { entries, type CodeList } from './types';

/**
 * Lists of the Ministry's web forms and of the national portal. A code of these lists is never passed through to the register:
 * the same number means another thing there.
 */
export const FORM_LISTS: readonly CodeList[] = [
  {
    kind: 'loaiCuTru',
    system: 'form',
    title: { vi: 'Loại cư trú (biểu mẫu)', en: 'Kind of residence (web form)' },
    closed: true,
    source: 'wire contract 6.5, attested C; the national portal uses 3 for the current dwelling',
    entries: entries(
      ['1', 'Thường trú', 'Permanent'],
      ['2', 'Tạm trú', 'Temporary'],
      ['3', 'Không có thông tin', 'No information'],
    ),
  },
  {
    kind: 'loaiGiayToTuyThan',
    system: 'form',
    title: { vi: 'Loại giấy tờ tùy thân (biểu mẫu)', en: 'Identity paper (web form)' },
    closed: true,
    source: 'wire contract 6.6, attested C',
    entries: entries(
      ['1', 'Giấy khai sinh', 'Birth certificate'],
      ['2', 'Chứng minh nhân dân', 'ID card (CMND)'],
      ['3', 'Giấy chứng minh sĩ quan quân đội', 'Army officer ID'],
      ['4', 'Giấy chứng minh công an nhân dân', "People's police ID"],
      ['5', 'Căn cước công dân', 'Citizen ID card (CCCD)'],
      ['6', 'Hộ chiếu', 'Passport'],
      ['7', 'Sổ hộ khẩu', 'Household book'],
      ['8', 'Giấy tờ khác', 'Other'],
      ['9', 'Thẻ căn cước', 'Citizen card (thẻ căn cước)'],
      ['10', 'Giấy chứng nhận căn cước', 'Certificate of identity'],
    ),
  },
  {
    kind: 'quanHe',
    system: 'form',
    title: { vi: 'Quan hệ với người được đăng ký', en: 'Relation to the registered person' },
    closed: false,
    source: 'wire contract 6.7, attested C; on the wire the relation is free text',
    entries: entries(['1', 'Cha', 'Father'], ['2', 'Mẹ', 'Mother'], ['3', 'Con', 'Child']),
  },
];

/** DVCLT's own lists. */
export const DVCLT_LISTS: readonly CodeList[] = [
  {
    kind: 'coQuanXuLy',
    system: 'dvclt',
    title: { vi: 'Cơ quan xử lý (cập nhật trạng thái)', en: 'Handling body (status reports)' },
    closed: false,
    source: 'wire contract 6.15, attested C; other values unknown',
    entries: entries(['5', 'Một cửa, hộ tịch', 'One-stop system, civil status']),
  },
];
