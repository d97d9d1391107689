const OFFSET_MS = 7 * 3_600_000;
const pad = (value: number): string => String(value).padStart(2, '0');

/** Vietnam has kept UTC+7 without daylight saving since 1975: shifting the instant is exact. */
const local = (at: Date): Date => new Date(at.getTime() + OFFSET_MS);

/** `dd/MM/yyyy`, Asia/Ho_Chi_Minh. */
export function vietnamDate(at: Date): string {
  const day = local(at);
  return `${pad(day.getUTCDate())}/${pad(day.getUTCMonth() + 1)}/${day.getUTCFullYear()}`;
}

/** `dd/MM/yyyy HH:mm:ss`, Asia/Ho_Chi_Minh: the date-time of both remotes (wire contract 9). */
export function vietnamDateTime(at: Date): string {
  const day = local(at);
  return `${vietnamDate(at)} ${pad(day.getUTCHours())}:${pad(day.getUTCMinutes())}:${pad(day.getUTCSeconds())}`;
}

/** `yyMMdd`, the date part of a dossier code. */
export function vietnamCodeDate(at: Date): string {
  const day = local(at);
  return `${pad(day.getUTCFullYear() % 100)}${pad(day.getUTCMonth() + 1)}${pad(day.getUTCDate())}`;
}
