import { driverErrorOf } from './driver-error';

const CODES = new Set(['26000', '42P05']);

/** A statement is not prepared, or is already, or no longer as the tables are: its connection is not what it was taken for. */
export function isUnprepared(error: unknown): boolean {
  const { code, routine } = driverErrorOf(error);
  if (code !== undefined && CODES.has(code)) return true;
  // Of this code there are many errors, a host's own among them; the server says its sentence in its own language.
  return code === '0A000' && routine === 'RevalidateCachedQuery';
}
