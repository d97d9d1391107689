import { asScalar, type RegisterV1Behaviour } from '../../behaviour';
import { jsonAnswer, type Answer } from '../../http/answer';

/** Error codes of contract 1.0 with what the register says to them (wire contract 5.2). */
const ERRORS = {
  '100': 'AUTHEN_ERROR: Sai mã xác thực.',
  '101': 'IP_DISALLOWED: Địa chỉ IP không được phép kết nối.',
  '106': 'AGENCY_ID_INCORRECT: Mã đơn vị không đúng.',
  '108': 'PROVINCE_ID_INCORRECT: Mã tỉnh không đúng.',
  '200': 'RECORD_UNCOMPLETE: Hồ sơ chưa hoàn thành đăng ký.',
  '201': 'RECORD_NOT_FOUND: Không tìm thấy hồ sơ, kiểm tra lại số biên nhận.',
  '302': 'DATA_TYPE_INVALID: Loại danh mục không đúng.',
  '500': 'DATA_INCORRECT: Dữ liệu không đúng.',
} as const;

export type ErrorCode = keyof typeof ERRORS;

export type Reply =
  | { readonly errorCode: ErrorCode; readonly text?: string }
  /** 1, or the status of a dossier, whose details are a text beside an empty value. */
  | { readonly status: 1 | 2 | 3 | 4; readonly value?: unknown; readonly details?: string };

/** HTTP 200 whatever happened: the body tells, by `status` 0 and the code. */
export function renderReply(reply: Reply, { numbersAs, valueAs, detailsIn }: RegisterV1Behaviour): Answer {
  if ('errorCode' in reply) {
    return jsonAnswer(200, {
      status: asScalar(0, numbersAs),
      errorCode: asScalar(Number(reply.errorCode), numbersAs),
      errorDescription: reply.text ?? ERRORS[reply.errorCode],
      value: null,
    });
  }
  const { status, value = '', details } = reply;
  return jsonAnswer(200, {
    status: asScalar(status, numbersAs),
    errorCode: null,
    errorDescription: null,
    value: valueAs === 'text' && typeof value !== 'string' ? JSON.stringify(value) : value,
    ...(details === undefined ? {} : { [detailsIn]: details }),
  });
}
