import type { HotichProblem } from '../errors';
import { textExpected } from './codes';
import { localDay } from './dates';

/** A unit code put back from a number. */
export interface PaddedUnitCode {
  readonly code: string;
  readonly level: 'commune' | 'district';
  /** False when the digits allow more than one reading; {@link candidates} lists them all, the likeliest first. */
  readonly certain: boolean;
  readonly candidates: readonly string[];
}

const COMMUNE_DIGITS = 5;
const DISTRICT_DIGITS = 3;
/** Districts ceased to exist on this day. */
const TWO_TIERS_SINCE = '2025-07-01';

/**
 * Puts the zeros back that DVCLT's integer `maDonVi` lost. Three digits are read as a district, anything else as a commune
 * (wire contract 7.1, the practice of public clients); since one to three digits may also be the other level, such a reading
 * is not `certain`, except from 1/7/2025 on, when only communes are left.
 *
 * @param at moment at which the code was written; without it both levels are possible.
 * @returns `undefined` when the value cannot be a unit code (negative, fraction, letters, more than five digits).
 */
export function padUnitCode(value: number | string, at?: Date): PaddedUnitCode | undefined {
  const digits = String(value).trim();
  if (!/^\d{1,5}$/.test(digits) || Number(digits) === 0) return undefined;
  const commune = digits.padStart(COMMUNE_DIGITS, '0');
  const onlyCommunes = at !== undefined && localDay(at) >= TWO_TIERS_SINCE;
  if (digits.length > DISTRICT_DIGITS || onlyCommunes) {
    return { code: commune, level: 'commune', certain: true, candidates: [commune] };
  }
  const district = digits.padStart(DISTRICT_DIGITS, '0');
  if (digits.length < DISTRICT_DIGITS) {
    return { code: commune, level: 'commune', certain: false, candidates: [commune, district] };
  }
  const keptItsZero = typeof value === 'string' && digits.startsWith('0');
  return keptItsZero
    ? { code: digits, level: 'district', certain: true, candidates: [digits] }
    : { code: digits, level: 'district', certain: false, candidates: [digits, commune] };
}

/**
 * Shape of a unit code (`maDonVi`, `noiDangKy`): text of 5 digits (commune) or 3 digits (district, before 1/7/2025). Whether
 * the unit exists on a day is the unit catalogue's question.
 *
 * Rules: `unitCode.type` for a number, `unitCode.lostZero` for 1, 2 or 4 digits with the candidates, `unitCode.format`.
 */
export function validateUnitCode(code: unknown, path = 'maDonVi'): HotichProblem[] {
  if (typeof code !== 'string') return [withCandidates(textExpected(path, 'unitCode.type'), code)];
  if (/^(\d{3}|\d{5})$/.test(code) && Number(code) > 0) return [];
  if (/^(\d{1,2}|\d{4})$/.test(code) && Number(code) > 0) {
    const problem = {
      path,
      rule: 'unitCode.lostZero',
      message: {
        vi: `mã ${code} thiếu số 0 ở đầu: mã xã có 5 chữ số, mã huyện có 3 chữ số`,
        en: `${code} lost its leading zeros: a commune has 5 digits, a district 3`,
      },
      remedy: { vi: 'Gửi đủ chữ số', en: 'Send every digit' },
    };
    return [withCandidates(problem, code)];
  }
  return [
    {
      path,
      rule: 'unitCode.format',
      message: {
        vi: 'phải gồm 5 chữ số (xã, phường) hoặc 3 chữ số (huyện, trước 1/7/2025)',
        en: 'must be 5 digits (commune) or 3 digits (district, before 1/7/2025)',
      },
      remedy: {
        vi: "Dùng mã đơn vị hành chính của Cục Thống kê, ví dụ '00019'",
        en: "Use the statistics office's unit code, for example '00019'",
      },
    },
  ];
}

function withCandidates(problem: HotichProblem, code: unknown): HotichProblem {
  if (typeof code !== 'number' && typeof code !== 'string') return problem;
  const candidates = padUnitCode(code)?.candidates ?? [];
  if (candidates.length === 0) return problem;
  const quoted = candidates.map((candidate) => `'${candidate}'`);
  return {
    ...problem,
    remedy: {
      vi: `${problem.remedy.vi}. Có thể là ${quoted.join(' hoặc ')}${candidates.length > 1 ? ' — kiểm tra danh mục đơn vị' : ''}`,
      en: `${problem.remedy.en}. It may be ${quoted.join(' or ')}${candidates.length > 1 ? ' — look it up among the units' : ''}`,
    },
  };
}
