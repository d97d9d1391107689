import { type ContractVersion, DEFAULT_ROUTES, MODULE_CODES, MODULES, profilesOf, VERSION_MODULES } from '../library';
import { both, code, GENERATED, page, paragraphs, table } from './markdown';
import { MARKS, STYLES, TYPES } from './style-words';

/** Module × version, and what the words on the modules' pages mean. */
export function indexPage(): string {
  return page(
    GENERATED,
    '# Nghiệp vụ hộ tịch · Civil-status modules',
    paragraphs({
      vi: 'Mỗi nghiệp vụ một trang: nghĩa, phiên bản và đường gửi, từng trường của từng kiểu dữ liệu, ví dụ giả đúng như bài kiểm thử gửi đi.',
      en: 'One page per module: what it is, versions and routes, every field of every style, and the invented example that the tests send.',
    }),
    moduleTable(),
    'Ô ngày là ngày đầu tiên gửi theo phiên bản đó, theo mặc định. · A date is the first day on which that version is used by default.',
    '<a id="how-to-read"></a>',
    '## Cách đọc · How to read',
    '### Kiểu dữ liệu của nghiệp vụ · Styles',
    table(
      ['Kiểu · Style', 'Nghĩa', 'Meaning'],
      Object.entries(STYLES).map(([style, { vi, en }]) => [code(style), vi, en]),
    ),
    '### Kiểu của trường · Field types',
    table(
      ['Kiểu · Type', 'Nghĩa', 'Meaning'],
      Object.entries(TYPES).map(([type, { vi, en }]) => [code(type), vi, en]),
    ),
    '### Bắt buộc, độ dài · Required, length',
    paragraphs({
      vi: 'Danh sách trường bắt buộc và độ dài tối đa của phần mềm hộ tịch chưa được công bố. Thư viện chỉ đòi những gì thiếu thì không đăng ký được; mỗi tỉnh thêm, bớt bằng `register.payloads` (`required`, `optional`, `extraCodes`, `extraFields`). Trường trong `extraFields` của LTKS, LTKT mà hồ sơ DVCLT có thì được lấy theo; tên những phần tử có giá trị mà không trường nào nhận nằm trong `leftOut` của dòng nhật ký `receive` hoặc `supplemented`. Độ dài tính bằng đơn vị UTF-16. Giá trị trống có thể là `null`, `""` hoặc không có trường.',
      en: 'What the register demands, and its longest texts, are not published. The library demands only that without which nothing could be registered; a province adds and takes away with `register.payloads` (`required`, `optional`, `extraCodes`, `extraFields`). Of LTKS and LTKT, what `extraFields` names is taken from a filing of DVCLT that has it; filled elements for which there is no field stand by name in `leftOut` of the timeline\'s line `receive` or `supplemented`. Lengths are in UTF-16 units. An empty value may be `null`, `""` or left out.',
    }),
    '### Nguồn và mức tin cậy · Sources and how far to trust them',
    paragraphs({
      vi: '«wire contract n» là mục n của bản mô tả giao diện tổng hợp từ các nguồn công khai. Chữ cái cho biết được chứng thực đến đâu:',
      en: '"wire contract n" is section n of the description of the interfaces compiled from public sources. The letter says how well a fact is attested:',
    }),
    MARKS.map(([mark, meaning]) => `- **${mark}**: ${both(meaning)}`).join('\n'),
  );
}

function moduleTable(): string {
  const versions = Object.keys(VERSION_MODULES) as ContractVersion[];
  return table(
    ['Mã · Code', 'Nghiệp vụ', 'Module', 'DVCLT', ...versions, 'Kiểu dữ liệu · Styles'],
    MODULE_CODES.map((module) => [
      `[${module}](${module}.md)`,
      MODULES[module].title.vi,
      MODULES[module].title.en,
      MODULES[module].interlinked ? '✓' : '',
      ...versions.map((version) => firstDay(module, version)),
      profilesOf(module).map(code).join(', '),
    ]),
  );
}

function firstDay(module: (typeof MODULE_CODES)[number], version: ContractVersion): string {
  const routes = DEFAULT_ROUTES.filter((route) => route.module === module && route.version === version);
  return routes[0]?.effectiveFrom ?? '';
}
