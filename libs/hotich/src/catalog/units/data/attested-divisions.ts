import type { ConversionRow } from '../unit.types';

/** New ward → the old wards of Ba Đình and Hoàn Kiếm that gave a part, or the rest, of themselves to it. */
const PARTS: Readonly<Record<string, string>> = {
  '00070': '00055 00073 00019 00040 00076 00070 00079', // Hoàn Kiếm, clause 1
  '00082': '00073 00076 00070 00079', // Cửa Nam, clause 2
  '00004': '00073 00019 00022 00028 00016 00055 00040', // Ba Đình, clause 3
  '00008': '00007 00028 00025 00022 00016', // Ngọc Hà, clause 4
  '00025': '00025 00034 00007 00028', // Giảng Võ, clause 5
};

/**
 * Divisions read in the resolution itself (1656/NQ-UBTVQH15 on Hà Nội, article 1, as quoted by the press). They add to what the
 * shipped mapping records; they do not claim to be the whole list.
 */
export const ATTESTED_DIVISIONS: readonly ConversionRow[] = Object.entries(PARTS).flatMap(([newCode, oldCodes]) =>
  oldCodes.split(' ').map((oldCode): ConversionRow => ({ oldCode, newCode, share: 'part' })),
);
