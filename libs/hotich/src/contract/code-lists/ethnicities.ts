import { entries, type CodeList } from './types';

const NAMES =
  'Kinh|Tày|Thái|Hoa|Khơ-me|Mường|Nùng|Mông|Dao|Gia-rai|Ngái|Ê-đê|Ba-na|Xơ-đăng|Sán Chay|Cơ-ho|Chăm|Sán Dìu|Hrê|Mnông|' +
  'Ra-glai|Xtiêng|Bru-Vân Kiều|Thổ|Giáy|Cơ-tu|Gié-Triêng|Mạ|Khơ-mú|Co|Ta-ôi|Chơ-ro|Kháng|Xinh-mun|Hà Nhì|Chu-ru|Lào|' +
  'La Chí|La Ha|Phù Lá|La Hủ|Lự|Lô Lô|Chứt|Mảng|Pà Thẻn|Cơ Lao|Cống|Bố Y|Si La|Pu Péo|Brâu|Ơ Đu|Rơ-măm';

/** The 54 peoples in the statistics office's numbering, as the web forms use it. */
export const ETHNICITY_FORM_LIST: CodeList = {
  kind: 'danToc',
  system: 'form',
  title: { vi: 'Dân tộc (danh mục thống kê)', en: 'Ethnicity (statistical list)' },
  closed: true,
  source: 'wire contract 6.2, attested C; numbering of the statistics office',
  entries: [
    ...entries(...NAMES.split('|').map((name, index) => [String(index + 1).padStart(2, '0'), name] as const)),
    ...entries(['55', 'Người nước ngoài', 'Foreigner'], ['56', 'Không rõ', 'Unknown']),
  ],
};
