import { validateUnitCode } from '../../contract';
import type { HotichProblem } from '../../errors';
import { dayIn, eraOn, TWO_TIERS_SINCE } from '../era';
import type { AdministrativeUnit, UnitCodeRepair, UnitLineage, UnitRef } from './unit.types';

/** What the check needs to know about units. */
export interface UnitLookup {
  unit(code: string, at?: string): AdministrativeUnit | undefined;
  repair(value: string | number, at?: string): UnitCodeRepair;
}

/** Problems of a unit code on a day; see `AdministrativeUnits.checkUnit`. */
export function checkUnitCode(lookup: UnitLookup, value: unknown, day: string, path: string): HotichProblem[] {
  const shape = validateUnitCode(value, path);
  if (shape.length > 0 || typeof value !== 'string') {
    return shape.map((problem) => withProof(problem, lookup, value, day));
  }
  const unit = lookup.unit(value, day);
  if (!unit) return [unknown(path, value, lookup, day)];
  if (unit.valid) return [];
  return [unit.era === 'threeTier' ? ended(path, unit) : notYet(path, unit)];
}

/** A lost zero is only a guess until the catalogue says which reading exists, on that day or at least in the other era. */
function withProof(problem: HotichProblem, lookup: UnitLookup, value: unknown, day: string): HotichProblem {
  if ((typeof value !== 'string' && typeof value !== 'number') || problem.rule === 'unitCode.format') return problem;
  const otherDay = dayIn(eraOn(day) === 'twoTier' ? 'threeTier' : 'twoTier');
  const [now, elsewhere] = [readings(lookup, value, day), readings(lookup, value, otherDay)];
  if (now.length === 0 && elsewhere.length === 0) return problem;
  const [vi, en] =
    now.length > 0 ? ['', ''] : [' — ở thời kỳ khác, không phải ngày này', ' — in the other era, not on this day'];
  const units = now.length > 0 ? now : elsewhere;
  return {
    ...problem,
    remedy: {
      vi: `Gửi dạng chuỗi, đủ chữ số: ${listed(units, 'hoặc')}${vi}`,
      en: `Send text with every digit: ${listed(units, 'or')}${en}`,
    },
  };
}

function readings(lookup: UnitLookup, value: string | number, day: string): UnitRef[] {
  return lookup.repair(value, day).candidates.filter((unit) => unit.level !== 'province');
}

function unknown(path: string, code: string, lookup: UnitLookup, day: string): HotichProblem {
  const candidates = readings(lookup, code, day);
  return {
    path,
    rule: 'unit.unknown',
    message: { vi: `không có đơn vị nào mang mã ${code}`, en: `no unit has the code ${code}` },
    remedy:
      candidates.length > 0
        ? { vi: `Có thể là ${listed(candidates, 'hoặc')}`, en: `It may be ${listed(candidates, 'or')}` }
        : {
            vi: 'Tra mã trong danh mục đơn vị hành chính; nếu đơn vị mới được lập, nhập danh mục mới',
            en: 'Look the code up among the units; if the unit is newly made, import a newer list',
          },
  };
}

function ended(path: string, unit: AdministrativeUnit): HotichProblem {
  return {
    path,
    rule: 'unit.ended',
    message: {
      vi: `mã ${unit.code} là ${unit.fullName}, không còn từ ${TWO_TIERS_SINCE}`,
      en: `${unit.code} was ${unit.fullName}, which ended before ${TWO_TIERS_SINCE}`,
    },
    remedy: successorRemedy(unit.now),
  };
}

function successorRemedy(now: UnitLineage | undefined): HotichProblem['remedy'] {
  const units = now?.units ?? [];
  if (units.length === 0) {
    return { vi: 'Chọn xã, phường hiện nay quản lý địa bàn đó', en: 'Choose the commune that now holds the area' };
  }
  if (now?.status === 'exact') return { vi: `Dùng ${listed(units, 'hoặc')}`, en: `Use ${listed(units, 'or')}` };
  return now?.status === 'probable'
    ? {
        vi: `Rất có thể là ${listed(units, 'hoặc')}; xác nhận lại, vì địa bàn có thể đã chia`,
        en: `Most likely ${listed(units, 'or')}; confirm it, since the area may have been divided`,
      }
    : {
        vi: `Địa bàn có thể đã chia; chọn đúng đơn vị, ví dụ ${listed(units, 'hoặc')}`,
        en: `The area may have been divided; choose the right unit, for example ${listed(units, 'or')}`,
      };
}

function notYet(path: string, unit: AdministrativeUnit): HotichProblem {
  return {
    path,
    rule: 'unit.notYet',
    message: {
      vi: `mã ${unit.code} là ${unit.fullName}, chỉ có từ ${TWO_TIERS_SINCE}`,
      en: `${unit.code} is ${unit.fullName}, which exists only since ${TWO_TIERS_SINCE}`,
    },
    remedy: {
      vi: 'Dùng mã của đơn vị tại thời điểm của hồ sơ (xã 5 chữ số hoặc huyện 3 chữ số)',
      en: "Use the code that the unit had at the dossier's time (commune 5 digits or district 3 digits)",
    },
  };
}

const MOST_SHOWN = 4;

function listed(units: readonly UnitRef[], or: string): string {
  const shown = units.slice(0, MOST_SHOWN).map((unit) => `'${unit.code}' (${unit.fullName})`);
  return shown.join(` ${or} `) + (units.length > MOST_SHOWN ? ' …' : '');
}
