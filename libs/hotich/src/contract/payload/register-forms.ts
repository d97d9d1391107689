import { HotichBirthPayload } from './birth';
import { HotichDeathPayload } from './death';
import type { PayloadClass } from './field.types';
import { HotichMaritalStatusPayload } from './marital-status';
import { HotichMarriagePayload } from './marriage';
import { HotichParentagePayload } from './parentage';
import {
  BirthEntry,
  DeathEntry,
  MaritalStatusEntry,
  MarriageEntry,
  ParentageEntry,
  RegisterEntry,
} from './register-entries';
import { HotichRegisterForm } from './register-form';
import { asRegisterForm, named, REGISTER_REQUESTER } from './style-register';

const PAPER = 'LoaiGiayToTuyThan GiayToKhac SoGiayToTuyThan';
const WHOLE_PAPER = `${PAPER} NgayCapGiayToTuyThan NoiCapGiayToTuyThan`;
const PARENT = `HoTen NgaySinh DanToc QuocTich QuocTichKhac LoaiCuTru NoiCuTru ${PAPER}`;
const SPOUSE = `HoTen NgaySinh DanToc QuocTich LoaiCuTru NoiCuTru ${WHOLE_PAPER}`;
const RELATIVE = `HoTen NgaySinh DanToc QuocTich QuocTichKhac QueQuan LoaiCuTru NoiCuTru ${WHOLE_PAPER}`;
const PLACE = ['loaiDangKy', 'noiDangKy'];
const ABROAD = ['soDangKyNuocNgoai', 'ngayDangKyNuocNgoai', 'cqNuocNgoaiDaDangKy', 'qgNuocNgoaiDaDangKy'];

/** KS in version 1.0. Source: wire contract 2.5. */
export const birthRegisterForm = (): PayloadClass =>
  asRegisterForm(
    'HotichBirthRegisterForm',
    HotichBirthPayload,
    [
      ...PLACE,
      ...named('nks', 'HoTen GioiTinh NgaySinh NgaySinhBangChu NoiSinh QueQuan DanToc QuocTich LoaiKhaiSinh'),
      ...named('me', PARENT),
      ...named('cha', PARENT),
      ...REGISTER_REQUESTER,
      ...ABROAD,
    ],
    BirthEntry,
  );

/** KT in version 1.0. Source: wire contract 2.6. */
export const deathRegisterForm = (): PayloadClass =>
  asRegisterForm(
    'HotichDeathRegisterForm',
    HotichDeathPayload,
    [
      ...PLACE,
      ...named('nkt', `HoTen GioiTinh NgaySinh DanToc QuocTich QuocTichKhac LoaiCuTru NoiCuTru ${WHOLE_PAPER}`),
      ...named('nkt', 'NgayChet GioPhutChet NoiChet NguyenNhanChet'),
      ...named('gbt', 'Loai So Ngay CoQuanCap'),
      ...REGISTER_REQUESTER,
    ],
    DeathEntry,
  );

/** KH in version 1.0. Source: wire contract 2.7. */
export const marriageRegisterForm = (): PayloadClass =>
  asRegisterForm(
    'HotichMarriageRegisterForm',
    HotichMarriagePayload,
    [...PLACE, 'ngayXacLapQuanHeHonNhan', ...named('chong', SPOUSE), ...named('vo', SPOUSE)],
    MarriageEntry,
  );

/** HN in version 1.0. Source: wire contract 2.8; `loaiDangKy` from 6.4. */
export const maritalStatusRegisterForm = (): PayloadClass =>
  asRegisterForm(
    'HotichMaritalStatusRegisterForm',
    HotichMaritalStatusPayload,
    [
      'loaiDangKy',
      ...named('nxn', `HoTen GioiTinh NgaySinh DanToc QuocTich QuocTichKhac LoaiCuTru NoiCuTru ${WHOLE_PAPER}`),
      ...named('nxn', 'ThoiGianCuTruTai ThoiGianCuTruTu ThoiGianCuTruDen TinhTrangHonNhan'),
      ...named('nxn', 'LoaiMucDichSuDung MucDichSuDung'),
      ...REGISTER_REQUESTER,
    ],
    MaritalStatusEntry,
  );

/** CMC in version 1.0. Source: wire contract 2.9. */
export const parentageRegisterForm = (): PayloadClass =>
  asRegisterForm(
    'HotichParentageRegisterForm',
    HotichParentagePayload,
    [
      ...PLACE,
      'loaiXacNhan',
      ...named('cm', RELATIVE),
      ...named('nc', RELATIVE),
      ...named('nyc', `HoTen QHNguoiDuocNhan QHNguoiNhan ${WHOLE_PAPER}`),
      ...ABROAD,
    ],
    ParentageEntry,
  );

/** LH, GH and TGH in version 1.0. Source: wire contract 2.10 and 2.12. */
export const freeRegisterForm = (): PayloadClass =>
  asRegisterForm(
    'HotichFreeRegisterForm',
    HotichRegisterForm,
    [...PLACE, ...REGISTER_REQUESTER, 'fields'],
    RegisterEntry,
    'common to the lists that are public, attested D here',
  );
