import { isBase64 } from '../validation/formats';

type Result = Readonly<Record<string, unknown>>;

interface ResultShape {
  /** Base64 of the signed document. */
  readonly document: string;
  /** Addresses, which are texts here: the register's objects flattened. */
  readonly addresses: readonly string[];
  readonly requiredTexts: readonly string[];
  /** Residence kinds of which 0 and null are refused. */
  readonly residenceKinds: readonly string[];
}

const BIRTH: ResultShape = {
  document: 'giayKhaiSinh',
  addresses: ['nksQueQuan', 'nksNoiSinh', 'meNoiCuTru', 'chaNoiCuTru'],
  requiredTexts: ['nksHoTen', 'ngayDangKy', 'soDangKy', 'nksNoiSinhMaTinh', 'maGiayToKetQua'],
  residenceKinds: ['meLoaiCuTru', 'chaLoaiCuTru'],
};
const DEATH: ResultShape = {
  document: 'giayKhaiTu',
  addresses: ['nktNoiCuTru', 'nktNoiChet'],
  requiredTexts: ['nktHoTen', 'soDangKy', 'maGiayToKetQua'],
  residenceKinds: [],
};

/** Checks the flat result object that goes with status 4 (wire contract 7.2); undefined: there is none that can be read. */
export function checkResult(result: Result | undefined): Record<string, string[]> {
  if (!result) return { ketQuaXuLy: ['The ketQuaXuLy field is required.'] };
  const shape = 'nksHoTen' in result ? BIRTH : DEATH;
  const errors: Record<string, string[]> = {};
  const fail = (name: string, sentence: string): void => {
    errors[`ketQuaXuLy.${name}`] = [sentence];
  };
  for (const name of shape.requiredTexts) {
    if (typeof result[name] !== 'string' || result[name] === '') fail(name, `The ${name} field is required.`);
  }
  for (const name of shape.addresses) {
    const value = result[name];
    if (value !== undefined && value !== null && typeof value !== 'string')
      fail(name, 'Địa chỉ phải là một chuỗi ký tự');
  }
  for (const name of shape.residenceKinds) {
    if (!Number.isInteger(result[name]) || result[name] === 0) fail(name, 'Loại cư trú không có trong danh mục');
  }
  const document = result[shape.document];
  if (typeof document !== 'string' || !isBase64(document))
    fail(shape.document, 'Giấy tờ kết quả không phải là chuỗi base64');
  return errors;
}
