import type { ModuleCode } from '../../contract';
import type { Procedure, ProcedureConfidence } from './procedure.types';

const INTERLINKED = 'public clients, wire contract 2.1';
const NATIONAL = 'national list of procedures, read in public catalogues';
const RECALLED = 'national list of procedures, from memory';

/** Result documents. Source: wire contract 4.4; birth attested B, marriage and death attested C. */
export const RESULT_DOCUMENTS: Readonly<Partial<Record<ModuleCode, string>>> = {
  KS: 'KQ.G15.000031',
  LTKS: 'KQ.G15.000031',
  KH: 'KQ.G15.000032',
  LTKH: 'KQ.G15.000032',
  KT: 'KQ.G15.000034',
  LTKT: 'KQ.G15.000034',
};

/**
 * Procedures known offline. Days of effect are not published with the codes, so no row has one: limit or replace a row with an
 * override. A code that public sources give to different modules is kept as `contradictory` and refused until configured.
 */
export const PROCEDURES: readonly Procedure[] = [
  ...rows('LTKS', 'attested', INTERLINKED, {
    '2.000986': 'Liên thông: khai sinh, đăng ký thường trú, bảo hiểm y tế cho trẻ dưới 6 tuổi',
    '2.001023': 'Liên thông: khai sinh, bảo hiểm y tế cho trẻ dưới 6 tuổi',
    '2.002621': 'Liên thông nhóm thủ tục về đăng ký khai sinh (2024)',
  }).map(repealed),
  ...rows('LTKS', 'inferred', INTERLINKED, {
    '2.000987': 'Liên thông: khai sinh và các thủ tục kèm theo, có thẻ căn cước',
    '3.000722': 'Liên thông: khai sinh, thường trú, bảo hiểm y tế, thẻ căn cước',
  }),
  ...rows('LTKT', 'attested', INTERLINKED, { '2.002622': 'Liên thông nhóm thủ tục về khai tử (2024)' }).map(repealed),
  ...rows('LTKT', 'attested', INTERLINKED, { '1.011733': 'Liên thông khai tử' }),
  ...rows('LTKT', 'inferred', INTERLINKED, {
    '2.002913': 'Liên thông nhóm thủ tục về khai tử',
    '1.011537': 'Liên thông: khai tử, xóa thường trú, trợ cấp mai táng',
  }),
  ...rows(undefined, 'contradictory', 'public sources give it to births and to deaths (wire contract 2.1)', {
    '1.006714': 'Liên thông (khai sinh hoặc khai tử, tùy nguồn)',
  }),

  ...rows('KS', 'attested', NATIONAL, { '1.001193': 'Đăng ký khai sinh' }),
  ...rows('KS', 'inferred', NATIONAL, {
    '1.004884': 'Đăng ký lại khai sinh',
    '1.000689': 'Đăng ký khai sinh kết hợp nhận cha, mẹ, con',
    '2.000528': 'Đăng ký khai sinh có yếu tố nước ngoài',
    '1.000893': 'Đăng ký khai sinh cho người đã có giấy tờ, có yếu tố nước ngoài',
    '1.001695': 'Đăng ký khai sinh kết hợp nhận cha, mẹ, con có yếu tố nước ngoài',
  }),
  ...rows('KS', 'recalled', RECALLED, {
    '1.003583': 'Đăng ký khai sinh lưu động',
    '1.004772': 'Đăng ký khai sinh cho người đã có hồ sơ, giấy tờ cá nhân',
    '2.000522': 'Đăng ký lại khai sinh có yếu tố nước ngoài',
  }),
  ...rows('KT', 'attested', NATIONAL, { '1.000656': 'Đăng ký khai tử' }),
  ...rows('KT', 'inferred', NATIONAL, { '1.000419': 'Đăng ký khai tử lưu động', '1.005461': 'Đăng ký lại khai tử' }),
  ...rows('KT', 'recalled', RECALLED, {
    '1.001766': 'Đăng ký khai tử có yếu tố nước ngoài',
    '2.000497': 'Đăng ký lại khai tử có yếu tố nước ngoài',
  }),
  ...rows('KH', 'attested', NATIONAL, { '1.000894': 'Đăng ký kết hôn' }),
  ...rows('KH', 'inferred', NATIONAL, {
    '1.000593': 'Đăng ký kết hôn lưu động',
    '2.000806': 'Đăng ký kết hôn có yếu tố nước ngoài',
  }),
  ...rows('KH', 'recalled', RECALLED, {
    '1.004746': 'Đăng ký lại kết hôn',
    '2.000513': 'Đăng ký lại kết hôn có yếu tố nước ngoài',
  }),
  ...rows('HN', 'attested', NATIONAL, { '1.004873': 'Cấp giấy xác nhận tình trạng hôn nhân' }),
  ...rows('CMC', 'attested', NATIONAL, {
    '1.001022': 'Đăng ký nhận cha, mẹ, con',
    '2.000779': 'Đăng ký nhận cha, mẹ, con có yếu tố nước ngoài',
  }),
  ...rows('GH', 'recalled', RECALLED, {
    '1.004837': 'Đăng ký giám hộ',
    '1.001669': 'Đăng ký giám hộ có yếu tố nước ngoài',
  }),
  ...rows('TGH', 'attested', NATIONAL, {
    '1.004845': 'Đăng ký chấm dứt giám hộ',
    '2.000756': 'Đăng ký chấm dứt giám hộ có yếu tố nước ngoài',
  }),
  ...rows('LH', 'attested', NATIONAL, { '2.000554': 'Ghi vào Sổ hộ tịch việc ly hôn, hủy việc kết hôn ở nước ngoài' }),
  ...rows('LH', 'recalled', RECALLED, { '2.002189': 'Ghi vào Sổ hộ tịch việc kết hôn ở nước ngoài' }),
  ...rows('BS', 'inferred', 'public clients of 2025, wire contract 2.11', {
    '2.000635': 'Cấp bản sao trích lục hộ tịch',
  }),

  ...rows(undefined, 'attested', NATIONAL, {
    '3.000323': 'Đăng ký giám sát việc giám hộ',
    '2.000547': 'Ghi vào Sổ hộ tịch việc hộ tịch khác đã đăng ký ở nước ngoài',
    '1.004859': 'Thay đổi, cải chính, bổ sung thông tin hộ tịch',
    '2.000748': 'Thay đổi, cải chính, bổ sung thông tin hộ tịch có yếu tố nước ngoài',
    '2.002516': 'Xác nhận thông tin hộ tịch',
  }),
];

function rows(
  module: ModuleCode | undefined,
  confidence: ProcedureConfidence,
  source: string,
  titles: Readonly<Record<string, string>>,
): Procedure[] {
  const maGiayToKetQua = module && RESULT_DOCUMENTS[module];
  return Object.entries(titles).map(([maTTHC, title]) => ({
    maTTHC,
    title,
    ...(module === undefined ? {} : { module }),
    ...(maGiayToKetQua === undefined ? {} : { maGiayToKetQua }),
    source,
    confidence,
  }));
}

function repealed(procedure: Procedure): Procedure {
  return { ...procedure, repealed: true };
}
