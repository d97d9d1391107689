/** Everything here is invented: the names say so, and the numbers only have the right shape. */
export const UNIT = '23926';
export const HOME = { maTinh: '52', maHuyen: null, maXa: UNIT, dcChiTiet: 'Số 1, đường Ví Dụ' };
export const NATIVE_PLACE = { maTinh: null, maHuyen: null, maXa: null, dcChiTiet: 'Xã Ví Dụ, tỉnh Ví Dụ' };
export const KINH = '63001';
export const CITIZEN_CARD = '4';
export const ISSUER = 'Cục Cảnh sát Ví Dụ';
