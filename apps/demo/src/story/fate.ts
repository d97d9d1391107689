import { createHash } from 'node:crypto';

/** What becomes of a dossier when nobody interferes. */
export type Fate = 'plain' | 'supplemented' | 'refusedByRegister' | 'refusedAtCounter';

/** Invented people, one for each dossier in turn. */
export const NAMES = [
  'NGUYỄN AN MẪU',
  'TRẦN BÌNH MẪU',
  'LÊ CHI MẪU',
  'PHẠM DUNG MẪU',
  'HOÀNG GIANG MẪU',
  'VŨ HÀ MẪU',
  'ĐẶNG KHÁNH MẪU',
  'BÙI LAN MẪU',
  'ĐỖ MINH MẪU',
  'NGÔ NGỌC MẪU',
  'DƯƠNG PHÚC MẪU',
] as const;

/** Fixed by the code, so that a restart changes nobody's fate: in twenty, three supplemented, one refused here and one there. */
export function fateOf(maHoSo: string, interlinked: boolean): Fate {
  const draw = createHash('sha256').update(maHoSo).digest().readUInt32BE() % 20;
  if (draw === 0) return 'refusedByRegister';
  if (!interlinked) return 'plain';
  if (draw === 1) return 'refusedAtCounter';
  return draw < 5 ? 'supplemented' : 'plain';
}
