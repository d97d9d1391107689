import { derivePayload, type DerivedField } from './derive';
import type { KnownField } from './field';
import type { PayloadClass } from './field.types';

/** Names with a prefix: `named('nks', 'HoTen GioiTinh')` → `nksHoTen`, `nksGioiTinh`. */
export function named(prefix: string, names: string): string[] {
  return names.split(' ').map((name) => prefix + name);
}

/** The requester as every list of the register has it. */
export const REGISTER_REQUESTER = named(
  'nyc',
  'HoTen QuanHe LoaiGiayToTuyThan GiayToKhac SoGiayToTuyThan NgayCapGiayToTuyThan NoiCapGiayToTuyThan',
);

/**
 * A form of version 1.0, derived from the 2024 payload: the fields that the register's own list has, addresses as text, codes as
 * integers or text, dates `dd.MM.yyyy`; behind them what the register holds beyond the declaration. Source: wire contract 2.5 to
 * 2.9 and 2.12, attested A (names) and C (types).
 */
export function asRegisterForm(
  name: string,
  base: PayloadClass,
  names: readonly string[],
  entry: PayloadClass,
  attested = "register's list, attested A",
): PayloadClass {
  return derivePayload(name, base, (field) => converted(field, attested), { names, parent: entry });
}

function converted({ spec, nested }: KnownField, attested: string): DerivedField {
  const section = /^wire contract [\d. to]*\d/.exec(spec.source)?.[0] ?? spec.source;
  const source = `${section}; ${attested}`;
  switch (spec.type) {
    case 'fieldMap':
      return { spec, nested };
    case 'address':
      return { spec: { ...spec, type: 'text', maxLength: 1000, source: `${source}, as text` } };
    case 'code':
      return { spec: { ...spec, type: 'registerCode', source } };
    default:
      return { spec: { ...spec, source }, nested };
  }
}
