import {
  codecFor,
  type ContractVersion,
  DEFAULT_PATHS,
  examplePayload,
  MODULE_CODES,
  type ModuleCode,
  MODULES,
  type PayloadProfile,
  profilesOf,
  VERSION_MODULES,
} from '../library';
import { fence, page } from './markdown';

const VERSIONS = Object.keys(VERSION_MODULES) as ContractVersion[];
/** The unit of the examples' addresses, and a day when its code and the deck's routes are in force. */
const UNIT = '23926';
const RECEIVED = new Date('2025-08-15T08:15:00+07:00');

/** One request body, and the versions that carry it; `open` is false while no version does by default. */
interface Body {
  readonly versions: readonly ContractVersion[];
  readonly open: boolean;
  readonly text: string;
}

/** The payload as the host gives it, and the request bodies as the library writes them. */
export function exampleSection(module: ModuleCode, style: PayloadProfile): string {
  const payload = examplePayload(module, style);
  return page(
    'Dữ liệu hệ thống chủ đưa cho `submit()`; mọi họ tên và con số đều là giả. · What the host gives to `submit()`; every name and number is invented.',
    fence(`json payload style=${style}`, JSON.stringify(payload, null, 2)),
    ...bodiesOf(module, style).map((body) => bodySection(style, body)),
  );
}

/** Versions that can carry a style: the register's own form is what 1.0 takes, and nothing else does. */
export function versionsOf(module: ModuleCode, style: PayloadProfile): readonly ContractVersion[] {
  return VERSIONS.filter(
    (version) => VERSION_MODULES[version].includes(module) && (style === 'register') === (version === '1.0'),
  );
}

function bodiesOf(module: ModuleCode, style: PayloadProfile): Body[] {
  const carriers = versionsOf(module, style);
  const bodies: Body[] = [];
  for (const version of carriers.length > 0 ? carriers : (['3.0'] as const)) {
    const text = bodyOf(module, style, version);
    const same = bodies.findIndex((body) => body.text === text);
    const versions = [...(bodies[same]?.versions ?? []), version];
    bodies.splice(same < 0 ? bodies.length : same, same < 0 ? 0 : 1, { versions, open: carriers.length > 0, text });
  }
  return bodies;
}

function bodyOf(module: ModuleCode, style: PayloadProfile, version: ContractVersion): string {
  const number = numberOf(module, style);
  return codecFor({ version }).encodeSubmission(
    {
      module,
      maDonVi: UNIT,
      maHoSo: `H99.120-250815-${number}`,
      ...(MODULES[module].interlinked ? { maHoSoLT: `G22.99.08-250815-${number}` } : {}),
      ngayTiepNhan: RECEIVED,
      data: examplePayload(module, style),
      fileDinhKem: [],
    },
    { module, version, profile: style, effectiveFrom: '2025-07-01', paths: DEFAULT_PATHS[version] },
  );
}

/** No two examples share a dossier code, so that all of them can be sent to one register. */
function numberOf(module: ModuleCode, style: PayloadProfile): string {
  const index = 10 * (MODULE_CODES.indexOf(module) + 1) + profilesOf(module).indexOf(style) + 1;
  return String(index).padStart(4, '0');
}

function bodySection(style: PayloadProfile, { versions, open, text }: Body): string {
  const { data } = JSON.parse(text) as { data: string };
  const named = versions.join(', ');
  return page(
    data.startsWith('<')
      ? page(
          '`data` trên đường truyền, ở đây xuống dòng cho dễ đọc · `data` as it travels, here broken into lines:',
          fence('xml', data.replaceAll('><', '>\n<')),
        )
      : '',
    '<details>',
    open
      ? `<summary>Thân yêu cầu theo phiên bản ${named} · Request body of version ${named}</summary>`
      : `<summary>Thân yêu cầu theo phiên bản ${named} khi Bộ đã mở nghiệp vụ này · Request body of version ${named} once the Ministry has opened it</summary>`,
    fence(`json body style=${style} version=${versions.join(',')}`, JSON.stringify(JSON.parse(text), null, 2)),
    '</details>',
  );
}
