import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Settings {
  readonly headless: boolean;
  /** Host processes on one database. */
  readonly hosts: number;
  /** Further plain dossiers of a headless run. */
  readonly dossiers: number;
  /** Where an interactive run keeps its data. */
  readonly dataDir: string;
  readonly help: boolean;
}

export const USAGE = `
  npm start                  chạy mãi, xem trên trình duyệt — runs on, to be watched in a browser
  npm run demo               chạy một lượt rồi kiểm tra — plays once, checks, and ends

  --headless                 một lượt, không giao diện — once, without a page to watch
  --hosts N                  số tiến trình hệ thống tỉnh trên một CSDL — host processes on one database (1)
  --dossiers N               thêm N hồ sơ thường, chỉ với --headless — N more plain dossiers, with --headless (0)
  --data DIR                 nơi giữ dữ liệu khi chạy mãi — where data is kept when it runs on (.data)
`;

/** @throws Error for an unknown flag or a number that is none. */
export function readSettings(args: readonly string[]): Settings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      headless: { type: 'boolean', default: false },
      hosts: { type: 'string', default: '1' },
      dossiers: { type: 'string', default: '0' },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    headless: values.headless,
    hosts: whole('--hosts', values.hosts, 1, 8),
    dossiers: whole('--dossiers', values.dossiers, 0, 5_000),
    dataDir: values.data === undefined ? join(__dirname, '../../../.data') : resolve(values.data),
    help: values.help,
  };
}

function whole(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`${flag}: số nguyên từ ${least} đến ${most} — a whole number from ${least} to ${most}`);
}
