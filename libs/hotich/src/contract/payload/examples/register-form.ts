import type { HotichRegisterForm } from '../register-form';
import { CITIZEN_CARD, UNIT } from './people';

const COMMON: HotichRegisterForm = {
  noiDangKy: UNIT,
  nycHoTen: 'BÙI VĂN MẪU',
  nycQuanHe: 'Bản thân',
  nycLoaiGiayToTuyThan: CITIZEN_CARD,
  nycSoGiayToTuyThan: '001085000001',
};

/** A divorce settled abroad: the four fields of a registration abroad, as other modules name them. */
export const FOREIGN_EVENT_EXAMPLE: HotichRegisterForm = {
  ...COMMON,
  fields: {
    soDangKyNuocNgoai: 'VD-2024-01',
    ngayDangKyNuocNgoai: '03.04.2024',
    cqNuocNgoaiDaDangKy: 'Tòa án Ví Dụ',
    qgNuocNgoaiDaDangKy: 'FR',
  },
};

/** The names of the module's own fields are not public, so the example has none. */
export const GUARDIANSHIP_EXAMPLE: HotichRegisterForm = { ...COMMON, nycQuanHe: 'Người giám hộ', fields: {} };
