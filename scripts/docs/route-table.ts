import { type Bilingual, DEFAULT_ROUTES, type ContractVersion, type ModuleCode, type RoutePaths } from '../library';
import { code, page, paragraphs, table } from './markdown';

type Attested = Readonly<Record<keyof RoutePaths, string>>;

const DEFAULT_ONLY = 'mặc định, chưa có nguồn · default, unattested';
const NONE = '';

/** How well the default paths are known (wire contract 2.2). */
const PATHS_KNOWN: Readonly<Record<ContractVersion, Attested>> = {
  '1.0': {
    submit: 'wire contract 2.2, attested A',
    status: 'wire contract 2.2, attested A',
    result: 'wire contract 2.2, attested A',
  },
  '2.0': { submit: DEFAULT_ONLY, status: DEFAULT_ONLY, result: NONE },
  '3.0': { submit: 'wire contract 2.2, attested B', status: DEFAULT_ONLY, result: NONE },
};

const OPERATIONS: Readonly<Record<keyof RoutePaths, string>> = {
  submit: 'gửi · submit',
  status: 'hỏi trạng thái · status',
  result: 'lấy kết quả · result',
};

const NOTE: Bilingual = {
  vi:
    'Ngày bắt đầu theo tài liệu năm 2024 của Bộ Tư pháp, chỉ ghi năm hoặc tháng (riêng BS: theo các hệ thống công khai năm 2025); ngày cụ ' +
    'thể là giá trị mặc định. Mỗi trục kết nối đặt đường dẫn riêng: đường dẫn ở đây chỉ là mặc định. Ngày, phiên bản, kiểu và đường dẫn ' +
    'đều đổi được bằng `register.routes`. Hồ sơ luôn được hỏi lại đúng theo đường nó đã đi.',
  en:
    "First days are from the Ministry's 2024 deck, which names a year or a month only (BS: from public clients of 2025); the day itself is a " +
    'default. Every carrier has paths of its own: those here are defaults. Day, version, style and paths are changed with ' +
    '`register.routes`. A dossier is always asked about on the route it was sent by.',
};

/** The default routes of a module: which version from which day, in which style, on which paths. */
export function routeSection(module: ModuleCode): string {
  const rows = DEFAULT_ROUTES.filter((route) => route.module === module).flatMap(
    ({ version, effectiveFrom, profile, paths }) =>
      (Object.keys(OPERATIONS) as (keyof RoutePaths)[])
        .filter((operation) => paths[operation] !== undefined)
        .map((operation, index) => [
          ...(index === 0 ? [version, effectiveFrom, code(profile)] : ['', '', '']),
          OPERATIONS[operation],
          code(paths[operation] ?? ''),
          PATHS_KNOWN[version][operation],
        ]),
  );
  return page(
    table(
      [
        'Phiên bản · Version',
        'Từ ngày · From',
        'Kiểu · Style',
        'Thao tác · Operation',
        'Đường dẫn mặc định · Default path',
        'Nguồn · Source',
      ],
      rows,
    ),
    paragraphs(NOTE),
  );
}
