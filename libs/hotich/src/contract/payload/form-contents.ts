import type { Bilingual } from '../../errors';

/** Modules whose payload is not public. */
export const FORM_MODULES = ['LH', 'GH', 'TGH'] as const;
export type FormModule = (typeof FORM_MODULES)[number];

const say = (vi: string, en: string): Bilingual => ({ vi, en });

/**
 * What the Ministry's screens of these modules show. Labels only: the wire names of these contents are not public, the province
 * gets them with its connection documents. Source: wire contract 2.10, attested C.
 */
export const FORM_CONTENTS: Readonly<Record<FormModule, readonly Bilingual[]>> = {
  LH: [
    say('Bên kia của quan hệ hôn nhân', 'The other party'),
    say('Loại việc: ly hôn, hủy kết hôn', 'Kind of event: divorce or annulment'),
    say('Quốc gia, cơ quan nước ngoài đã giải quyết', 'Country and foreign authority'),
    say('Số bản án, quyết định', 'Number of the judgment'),
    say('Ngày ghi chú', 'Date of noting'),
  ],
  GH: [
    say('Người được giám hộ: họ tên, ngày sinh, giới tính', 'Ward: name, date of birth, sex'),
    say('Người được giám hộ: dân tộc, quốc tịch, nơi cư trú', 'Ward: ethnicity, nationality, residence'),
    say('Lý do giám hộ', 'Reason for the guardianship'),
    say('Người giám hộ: họ tên, số định danh cá nhân', 'Guardian: name, personal number'),
  ],
  TGH: [
    say('Người được giám hộ', 'Ward'),
    say('Người giám hộ', 'Guardian'),
    say('Số trích lục đăng ký giám hộ đã cấp', 'Number of the original certificate'),
    say('Lý do chấm dứt giám hộ', 'Reason for the end'),
    say('Ngày chấm dứt giám hộ', 'End date'),
  ],
};
