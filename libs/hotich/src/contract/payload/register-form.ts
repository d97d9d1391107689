import { Field } from './field';
import { Plain, UnitCode } from './presets';
import { HotichRequesterFields } from './requester';

/** A value of a field whose name only the deployment knows: text, number, or an address (or other object) of those. */
export type FormValue = string | number | null | Readonly<Record<string, string | number | null>>;

const COMMON = { source: 'wire contract 2.5 to 2.9, common to the modules that are public; attested D here' };

/**
 * Payload of LH, GH and TGH, style 2024, whose forms nobody has published: what every public form has in common, and a free map
 * of further fields by the names the province was given. The map is written among the other fields, see
 * {@link RegisterFormMapping}. What the forms hold is listed in {@link FORM_CONTENTS}. Source: wire contract 2.10.
 */
export class HotichRegisterForm extends HotichRequesterFields {
  /** Kind of registration; the lists of these modules are not public. */
  @Plain('Loại đăng ký', 'Kind of registration', { ...COMMON, maxLength: 10 })
  loaiDangKy?: string | null;

  /** Registering unit, 5 digits (3 for a district before 1/7/2025); the same unit as `maDonVi`. */
  @UnitCode('Nơi đăng ký', 'Registering unit', { ...COMMON, required: true })
  noiDangKy?: string | null;

  /** Further fields by their wire names (or by the host's own, when a mapping renames them). */
  @Field({
    type: 'fieldMap',
    meaning: {
      vi: 'Các trường riêng của nghiệp vụ, theo tên do Bộ Tư pháp cấp cho tỉnh',
      en: "The module's own fields, by the names the Ministry gave the province",
    },
    source: 'wire contract 2.10: the names are not public',
  })
  fields?: Readonly<Record<string, FormValue>> | null;
}
