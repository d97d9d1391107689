import type { HotichProblem } from '../../errors';
import { dayOf, eraOn, type DayLike } from '../era';
import type { AdministrativeUnits } from './administrative-units';
import { labelOf, levelOf, nameKey, parseLabel } from './unit-names';
import type { AdministrativeUnit, UnitLevel, UnitRef, UnitTitle } from './unit.types';

/** A unit at which events are registered, as the Ministry's list has it (wire contract 6.0, attested C). */
export interface RegistrationUnit {
  /** Code as text: 2, 3 or 5 digits. */
  readonly code: string;
  /** Name with its title as the list writes it: `Phường Mẫu`. */
  readonly name: string;
  /** Code of its province, where the list says it. */
  readonly province?: string;
}

/** One list and the days for which it holds. */
export interface RegistrationUnitList {
  readonly source: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly units: readonly RegistrationUnit[];
}

const TITLES: Readonly<Record<UnitLevel, UnitTitle>> = { province: 'tỉnh', district: 'huyện', commune: 'xã' };

/**
 * The Ministry's lists of registration units. Where they differ from the statistics office's codes they win, for the register knows
 * no other (wire contract 6.0). Lists of several sources add up; of one source, on each day, the last given of those that hold on it:
 * a corrected list that holds from today replaces what was said of today and after, and not of the days before.
 */
export class RegistrationUnits {
  /** In the order in which they were given. */
  readonly lists: readonly (RegistrationUnitList & {
    readonly byCode: ReadonlyMap<string, RegistrationUnit>;
    readonly provinces: ReadonlySet<string>;
  })[];

  /** @param lists in the order in which they were given. */
  constructor(
    private readonly units: AdministrativeUnits,
    lists: readonly RegistrationUnitList[],
  ) {
    this.lists = lists.map((list) => ({
      ...list,
      byCode: new Map(list.units.map((unit) => [unit.code, unit])),
      provinces: new Set(list.units.flatMap(({ province }) => province ?? [])),
    }));
  }

  /** The unit as the list of that day has it, in the form of {@link AdministrativeUnits.unit}. */
  unit(code: string, at?: DayLike): AdministrativeUnit | undefined {
    const day = dayOf(at);
    const list = this.on(day).findLast(({ byCode }) => byCode.has(code));
    const [found, level] = [list?.byCode.get(code), levelOf(code)];
    if (!list || !found || !level) return undefined;
    const label = parseLabel(found.name, TITLES[level]);
    const province = found.province === code ? undefined : this.province(found.province, day);
    return {
      code,
      level,
      era: eraOn(day),
      ...label,
      fullName: [labelOf(label), ...(province ? [province.name] : [])].join(', '),
      parents: province ? [province] : [],
      ...(list.validFrom === undefined ? {} : { validFrom: list.validFrom }),
      ...(list.validTo === undefined ? {} : { validTo: list.validTo }),
      valid: true,
      certain: true,
      alsoKnownAs: [],
    };
  }

  /**
   * The problem of a unit that the shipped data know and the Ministry's list of its province does not: rule `unit.notRegistered`,
   * with the listed unit of the same name in the remedy. Empty when the unit is listed, or no list covers its province.
   */
  problems(unit: AdministrativeUnit, day: string, path: string): HotichProblem[] {
    const province = [unit, ...unit.parents].find(({ level }) => level === 'province')?.code ?? '';
    const lists = this.on(day).filter(({ provinces }) => provinces.has(province));
    if (lists.length === 0 || lists.some(({ byCode }) => byCode.has(unit.code))) return [];
    const named = lists
      .flatMap((list) => list.units)
      .filter((one) => one.province === province && nameKey(one.name) === nameKey(labelOf(unit)))
      .map(({ code }) => `'${code}'`);
    return [
      {
        path,
        rule: 'unit.notRegistered',
        message: {
          vi: `danh mục đơn vị đăng ký của Bộ không có mã ${unit.code}`,
          en: `the Ministry's list of registration units has no code ${unit.code}`,
        },
        remedy:
          named.length > 0
            ? {
                vi: `Đơn vị cùng tên mang mã ${named.join(', ')}`,
                en: `The unit of that name has the code ${named.join(', ')}`,
              }
            : {
                vi: 'Chọn đơn vị trong danh mục, hoặc nhập danh mục mới',
                en: 'Choose a listed unit, or import a newer list',
              },
      },
    ];
  }

  /** Units of the list that a source gave last; empty when it gave none. */
  of(source: string): readonly RegistrationUnit[] {
    return this.lists.findLast((list) => list.source === source)?.units ?? [];
  }

  private on(day: string): typeof this.lists {
    const bySource = new Map<string, (typeof this.lists)[number]>();
    for (const list of this.lists) {
      if (day < (list.validFrom ?? day) || day > (list.validTo ?? day)) continue;
      bySource.delete(list.source);
      bySource.set(list.source, list);
    }
    return [...bySource.values()];
  }

  private province(code: string | undefined, day: string): UnitRef | undefined {
    return code === undefined ? undefined : this.units.province(code, day);
  }
}
