import { entries, type CodeList, type CodeListEntry } from './types';

const ALPHA_2 =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD ' +
  'CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF ' +
  'GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN ' +
  'KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA ' +
  'NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI ' +
  'SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI ' +
  'VN VU WF WS YE YT ZA ZM ZW';

let nationalities: readonly CodeListEntry[] | undefined;

function nationalityEntries(): readonly CodeListEntry[] {
  const vi = new Intl.DisplayNames(['vi'], { type: 'region' });
  const en = new Intl.DisplayNames(['en'], { type: 'region' });
  const countries = ALPHA_2.split(' ').map((code) => [code, vi.of(code) ?? code, en.of(code) ?? code] as const);
  return entries(
    ...countries,
    ['200', 'Không quốc tịch', 'Stateless'],
    ['CXD', 'Chưa xác định', 'Not yet determined'],
    ['TW2', 'TW2 (chưa rõ nghĩa)', 'TW2 (meaning not stated)'],
  );
}

export const PLACE_LISTS: readonly CodeList[] = [
  {
    kind: 'quocTich',
    system: 'register',
    title: { vi: 'Quốc tịch', en: 'Nationality' },
    closed: false,
    source: 'wire contract 6.3, attested B (ISO 3166 alpha-2); special values attested C',
    // Built on first use: 249 names from the ICU tables are not worth the host's boot time.
    get entries() {
      return (nationalities ??= nationalityEntries());
    },
  },
  {
    kind: 'tinhThanh',
    system: 'register',
    title: { vi: 'Tỉnh, thành phố từ 1/7/2025', en: 'Provinces from 1/7/2025' },
    closed: false,
    source: 'wire contract 6.14, attested A; dossiers of events before the reform carry codes of the era before',
    entries: entries(
      ['01', 'Hà Nội'],
      ['04', 'Cao Bằng'],
      ['08', 'Tuyên Quang'],
      ['11', 'Điện Biên'],
      ['12', 'Lai Châu'],
      ['14', 'Sơn La'],
      ['15', 'Lào Cai'],
      ['19', 'Thái Nguyên'],
      ['20', 'Lạng Sơn'],
      ['22', 'Quảng Ninh'],
      ['24', 'Bắc Ninh'],
      ['25', 'Phú Thọ'],
      ['31', 'Hải Phòng'],
      ['33', 'Hưng Yên'],
      ['37', 'Ninh Bình'],
      ['38', 'Thanh Hóa'],
      ['40', 'Nghệ An'],
      ['42', 'Hà Tĩnh'],
      ['44', 'Quảng Trị'],
      ['46', 'Huế'],
      ['48', 'Đà Nẵng'],
      ['51', 'Quảng Ngãi'],
      ['52', 'Gia Lai'],
      ['56', 'Khánh Hòa'],
      ['66', 'Đắk Lắk'],
      ['68', 'Lâm Đồng'],
      ['75', 'Đồng Nai'],
      ['79', 'Hồ Chí Minh'],
      ['80', 'Tây Ninh'],
      ['82', 'Đồng Tháp'],
      ['86', 'Vĩnh Long'],
      ['91', 'An Giang'],
      ['92', 'Cần Thơ'],
      ['96', 'Cà Mau'],
    ),
  },
];
