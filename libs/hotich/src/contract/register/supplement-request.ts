import { createHash } from 'node:crypto';
import type { StatusItem } from './register.types';

/**
 * Tells one request for a supplement (status 2) from another about the same dossier: 16 characters of hex, of its words, its deadline
 * and its time. None of them alone must differ (wire contract 4.3: the time may be empty). Two that are alike in all are one.
 */
export function supplementRequestOf({ noiDungXuLy, ghiChu, hanBoSungHoSo, thoiGianThucHien }: StatusItem): string {
  const request = [noiDungXuLy, ghiChu, hanBoSungHoSo, thoiGianThucHien?.getTime()].map((part) => part ?? null);
  return createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 16);
}
