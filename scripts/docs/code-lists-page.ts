import {
  CODE_LIST_KINDS,
  CODE_LISTS,
  type CodeList,
  type CodeListKind,
  type CodeSystem,
  fieldDictionary,
  MODULE_CODES,
  profilesOf,
} from '../library';
import { both, code, GENERATED, page, paragraphs, table } from './markdown';

/** Names of countries come from the platform and differ between Node versions: their codes alone are printed. */
const NAMED_BY_PLATFORM: readonly CodeListKind[] = ['quocTich'];

const SYSTEMS: Readonly<Record<CodeSystem, string>> = {
  register: 'phần mềm hộ tịch · the register',
  form: 'biểu mẫu điện tử · web forms',
  dvclt: 'DVCLT',
};

/** Every code list known offline. */
export function codeListsPage(): string {
  const lists = CODE_LIST_KINDS.flatMap((kind) => CODE_LISTS.filter((list) => list.kind === kind));
  return page(
    GENERATED,
    '# Danh mục mã · Code lists',
    paragraphs({
      vi:
        'Các danh mục đi kèm thư viện, dùng được khi không có mạng; `CatalogService.refresh()` và `importFile()` thay bằng bản mới. ' +
        'Mã luôn là chuỗi. Danh mục **đóng** từ chối mã không có trong đó; danh mục **mở** chỉ biết một phần nên nhận cả mã lạ. ' +
        'Mã của hồ sơ được đối chiếu với danh mục đang dùng vào ngày tiếp nhận và hôm nay, cùng `register.payloads.<nghiệp vụ>.extraCodes`. ' +
        'Cùng một con số ở hai hệ thống là hai nghĩa khác nhau: không bao giờ chuyển thẳng mã từ hệ thống này sang hệ thống kia ' +
        '(`CatalogService.mapCode()`). Mã trong hồ sơ DVCLT được coi là mã của phần mềm hộ tịch, trừ khi `catalog.dvcltSpeaks`, ' +
        '`catalog.pairs` hoặc danh mục `dvclt` đã nhập nói khác: khi đó mã được đổi lúc nhận hồ sơ; mã không có giá trị tương ứng giữ nguyên, ' +
        'và tên trường nằm trong `unmapped` của dòng nhật ký `receive` hoặc `supplemented`.',
      en:
        'The lists that ship with the library and work offline; `CatalogService.refresh()` and `importFile()` replace them. Codes are ' +
        'text. A **closed** list refuses a code it does not hold; an **open** one is known in part and takes strangers. Those of a ' +
        "dossier are held against the list in force on the day of its receipt and today's, and `register.payloads.<module>.extraCodes`. The " +
        'same number means different things in two systems: no code is ever passed through from one to another (`CatalogService.mapCode()`). Those ' +
        "of DVCLT's filings are taken for the register's, unless `catalog.dvcltSpeaks`, `catalog.pairs` or an imported list of `dvclt` " +
        'says otherwise: then they are turned into them when a filing is taken in. One without a counterpart stays as it came, and its ' +
        "field stands in `unmapped` of the timeline's line `receive` or `supplemented`.",
    }),
    table(
      ['Danh mục · List', 'Tên', 'Name', 'Của · Of', 'Số mã · Codes', 'Dùng trong · Used by'],
      lists.map((list) => [
        `[${code(list.kind)}](#${anchorOf(list)})`,
        list.title.vi,
        list.title.en,
        SYSTEMS[list.system],
        String(list.entries.length),
        list.system === 'register' ? usersOf(list.kind) : '',
      ]),
    ),
    ...lists.map(listSection),
  );
}

/** Link to the register's list of a kind, as a module's page shows it. */
export function linkToList(kind: CodeListKind): string {
  return `[${code(kind)}](../code-lists.md#${anchorOf({ kind, system: 'register' })})`;
}

function listSection(list: CodeList): string {
  const rows = list.entries.filter((entry) => !isCountry(list, entry.code));
  const countries = list.entries.filter((entry) => isCountry(list, entry.code)).map((entry) => entry.code);
  return page(
    `<a id="${anchorOf(list)}"></a>`,
    `## ${both(list.title)}`,
    `${code(list.kind)} — ${SYSTEMS[list.system]}; ${list.closed ? 'đóng · closed' : 'mở · open'}; ${list.source}.`,
    table(
      ['Mã · Code', 'Tên', 'Name'],
      rows.map((entry) => [code(entry.code), entry.name.vi, entry.name.en === entry.name.vi ? '' : entry.name.en]),
    ),
    countries.length > 0 ? `ISO 3166-1 alpha-2 (${countries.length}): ${countries.map(code).join(' ')}` : '',
  );
}

function isCountry(list: CodeList, entry: string): boolean {
  return NAMED_BY_PLATFORM.includes(list.kind) && /^[A-Z]{2}$/.test(entry);
}

function anchorOf({ kind, system }: Pick<CodeList, 'kind' | 'system'>): string {
  return `${kind}-${system}`.toLowerCase();
}

/** Modules with a field that takes its code from the list, at any depth. */
function usersOf(kind: CodeListKind): string {
  const users = MODULE_CODES.filter((module) =>
    profilesOf(module).some((style) => JSON.stringify(fieldDictionary(module, style)).includes(`"codeList":"${kind}"`)),
  );
  return users.map((module) => `[${module}](modules/${module}.md)`).join(', ');
}
