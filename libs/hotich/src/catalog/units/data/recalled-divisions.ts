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
 * Divisions of the two central districts of Hà Nội: Resolution 1656/NQ-UBTVQH15 of 16/6/2025, article 1. Confidence: recalled,
 * not checked against the gazette. They add successors to those that the shipped mapping records and never make a list complete,
 * so a mistake here can cost certainty but cannot give any.
 */
export const RECALLED_DIVISIONS: readonly ConversionRow[] = Object.entries(PARTS).flatMap(([newCode, oldCodes]) =>
  oldCodes.split(' ').map((oldCode): ConversionRow => ({ oldCode, newCode, share: 'part' })),
);
