import { dayOf, eraOn } from '../era';
import { isOfficialCode, levelOf, type AdministrativeUnits, type RegistrationUnit } from '../units';
import { ImportProblems } from './import-problems';
import { optionalColumn, requiredColumn, type ImportColumns } from './import-columns';
import type { ImportTable } from './import-table';

export const REGISTRATION_UNIT_COLUMNS = {
  code: { names: ['madonvihanhchinh', 'value', 'ma', 'code', 'madonvi'] },
  name: { names: ['tendonvihanhchinh', 'label', 'ten', 'name', 'tendonvi'] },
  province: { names: ['matinhthanh', 'matinh', 'province'] },
  valid: { names: ['trangthaihieuluc'] },
};
/** Above this share of unknown codes, and above one, the list is of the other era, not merely newer than our data. */
const MOST_UNKNOWN = 0.1;

/**
 * Units of a Ministry's list, in either shape of wire contract 6.0: the long rows (`maDonViHanhChinh`, `tenDonViHanhChinh`,
 * `maTinhThanh`, `trangThaiHieuLuc`), of which only those in force (`1`) are taken, or `{value, label}` with the province among
 * the rows.
 *
 * @throws HotichValidationError rules `file.column`, `unitCode.format`, `required`, `code.repeated` by line and column, and
 * `registration.era` for a list that is not of the era of its first day.
 */
export function registrationUnitRows(
  table: ImportTable,
  units: AdministrativeUnits,
  validFrom: string,
  columns: ImportColumns,
): RegistrationUnit[] {
  const code = requiredColumn(table, 'code', REGISTRATION_UNIT_COLUMNS.code, columns);
  const name = requiredColumn(table, 'name', REGISTRATION_UNIT_COLUMNS.name, columns);
  const [province, valid] = (['province', 'valid'] as const).map((meaning) =>
    optionalColumn(table, meaning, REGISTRATION_UNIT_COLUMNS[meaning], columns),
  );
  const rows = table.rows.filter((row) => valid === undefined || row.cell(valid) === '1');
  const provinces = rows.map((row) => row.cell(code)).filter((value) => levelOf(value) === 'province');
  const only = provinces.length === 1 ? provinces[0] : undefined;

  const problems = new ImportProblems();
  const seen = new Map<string, string>();
  const found = rows.map((row): RegistrationUnit => {
    const value = row.cell(code);
    const where = `${row.where}, ${code}`;
    if (levelOf(value) === undefined || !isOfficialCode(value))
      problems.add(where, 'unitCode.format', ...REFUSALS.format);
    else if (seen.has(value)) problems.add(where, 'code.repeated', ...REFUSALS.repeated);
    if (row.cell(name) === '') problems.add(`${row.where}, ${name}`, 'required', ...REFUSALS.missing);
    seen.set(value, row.where);
    const above = (province && row.cell(province)) || only;
    return { code: value, name: row.cell(name), ...(above === undefined ? {} : { province: above }) };
  });
  problems.refuse();
  checkEra(found, units, validFrom);
  return found;
}

function checkEra(found: readonly RegistrationUnit[], units: AdministrativeUnits, validFrom: string): void {
  const unknown = found.filter(({ code }) => !units.unit(code, validFrom)?.valid);
  const hasDistricts = found.some(({ code }) => levelOf(code) === 'district');
  const isOther =
    unknown.length > Math.max(1, found.length * MOST_UNKNOWN) || (hasDistricts && eraOn(validFrom) === 'twoTier');
  if (!isOther) return;
  const problems = new ImportProblems();
  problems.add('validFrom', 'registration.era', ...REFUSALS.era(dayOf(validFrom)));
  problems.refuse();
}

const REFUSALS = {
  format: [
    { vi: 'phải gồm 2, 3 hoặc 5 chữ số', en: 'must be 2, 3 or 5 digits' },
    { vi: 'Ghi đủ số 0 ở đầu, dạng văn bản', en: 'Give every leading zero, as text' },
  ],
  repeated: [
    { vi: 'mã bị lặp', en: 'the code is repeated' },
    { vi: 'Mỗi đơn vị một dòng', en: 'Give each unit one row' },
  ],
  missing: [
    { vi: 'còn thiếu', en: 'is missing' },
    { vi: 'Điền tên đơn vị', en: 'Fill in the name of the unit' },
  ],
  era: (day: string) =>
    [
      { vi: `danh mục không thuộc thời kỳ của ngày ${day}`, en: `the list is not of the era of ${day}` },
      {
        vi: 'Cho biết validFrom: ngày danh mục bắt đầu có hiệu lực',
        en: 'Give validFrom: the day from which the list holds',
      },
    ] as const,
} as const;
