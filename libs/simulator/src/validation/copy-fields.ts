import { code, date, GENDER, name, personalNumber, required, text, textCode, unit, type FieldTable } from './field';
import { otherEthnicity, papers, person } from './shared-fields';

/** Which register the extract is of; the reason list is known by its values alone (wire contract 6.13). */
const COPY_KIND = code('0', '1', '2', '3', '4', '5', '6', '7', '9', '11', '12');
const REASON = textCode('0', '1', '2', '3', '5', '6', '9', '11');

/** Payload of BS, a copy of an extract: `cbs` the person in it (wire contract 2.11). */
export const COPY_FIELDS: FieldTable = {
  loaiBanSao: required(COPY_KIND),
  loaiBSCC: REASON,
  noiDangKy: required(unit),
  noiDangKyTruocDay: text,
  soDangKyTruocDay: text,
  quyenSoDangKyTruocDay: text,
  ngayDangKyTruocDay: date,
  thongTinKhac: text,
  ...partyFields('cbs'),
  ...partyFields('nyc'),
  nycSoDienThoai: text,
  nycEmail: text,
  nycQuanHe: text,
};

function partyFields(party: 'cbs' | 'nyc'): FieldTable {
  return {
    [`${party}HoTen`]: required(name),
    ...person(party),
    ...otherEthnicity(party),
    [`${party}GioiTinh`]: GENDER,
    ...papers(party),
    [`${party}SoDDCN`]: personalNumber,
  };
}
