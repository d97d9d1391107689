import { defined } from '../wire-json';
import type { GatewayFault } from './gateway-faults.types';

type Known = Pick<GatewayFault, 'faultCode' | 'retryAfterMs'>;
type Description = Omit<GatewayFault, keyof Known>;

const ASK_FIRST = {
  vi: 'Hồ sơ có thể đã đến nơi: thư viện tự tra trạng thái trước khi gửi lại',
  en: 'The dossier may have arrived: the library asks for its status before sending again',
};
const SENT_AGAIN = { vi: 'Thư viện tự gửi lại', en: 'The library sends again by itself' };

const WRONG_PATH = { vi: 'Sai đường dẫn dịch vụ', en: 'The path of the service is wrong' };
const COMPARE_PATHS = {
  vi: 'Đối chiếu đường dẫn trong register.routes hoặc interlink.paths với trục kết nối',
  en: 'Compare the paths in register.routes or interlink.paths with the carrier',
};

const FAULTS = {
  tokenRejected: {
    kind: 'transient',
    certainNotDelivered: true,
    tokenRejected: true,
    message: { vi: 'Trục kết nối từ chối token', en: 'The carrier refused the access token' },
    remedy: {
      vi: 'Thư viện tự lấy token mới; nếu còn lặp lại, kiểm tra consumer key và secret',
      en: 'The library gets a new token; if it goes on, check the consumer key and secret',
    },
    whom: 'carrier',
  },
  notSubscribed: {
    kind: 'configuration',
    certainNotDelivered: true,
    tokenRejected: true,
    message: { vi: 'Tài khoản chưa được cấp quyền gọi dịch vụ này', en: 'The account may not call this service' },
    remedy: {
      vi: 'Kiểm tra đường dẫn và đề nghị trục kết nối cấp quyền (subscription) cho ứng dụng',
      en: "Check the path and ask the carrier for the application's subscription",
    },
    whom: 'carrier',
  },
  throttled: {
    kind: 'transient',
    certainNotDelivered: true,
    tokenRejected: false,
    message: { vi: 'Vượt giới hạn số lần gọi của trục kết nối', en: "The carrier's call limit is exceeded" },
    remedy: {
      vi: 'Thư viện tự giãn nhịp; nếu xảy ra thường xuyên, giảm gateway.rate hoặc interlink.rate, hoặc xin nâng hạn mức',
      en: 'The library slows down; if it is frequent, lower gateway.rate or interlink.rate, or ask for a higher quota',
    },
    whom: 'carrier',
  },
  throttledPage: {
    kind: 'unknown',
    certainNotDelivered: false,
    tokenRejected: false,
    message: { vi: 'Bị giới hạn số lần gọi (trang HTML)', en: 'Calls are limited (a page of HTML)' },
    remedy: ASK_FIRST,
    whom: 'carrier',
  },
  apiBlocked: {
    kind: 'transient',
    certainNotDelivered: true,
    tokenRejected: false,
    message: { vi: 'Dịch vụ đang bị khóa trên trục kết nối', en: 'The API is blocked at the carrier' },
    remedy: {
      vi: 'Hỏi đơn vị vận hành trục kết nối; thư viện tự gửi lại',
      en: 'Ask the carrier; the library sends again',
    },
    whom: 'carrier',
  },
  endpointNotReady: {
    kind: 'transient',
    certainNotDelivered: true,
    tokenRejected: false,
    message: { vi: 'Trục kết nối đang tạm ngừng gọi phần mềm phía sau', en: 'The carrier has suspended its endpoint' },
    remedy: SENT_AGAIN,
    whom: 'remote',
  },
  transportUnsure: {
    kind: 'unknown',
    certainNotDelivered: false,
    tokenRejected: false,
    message: {
      vi: 'Trục kết nối mất liên lạc với phần mềm phía sau khi đang gửi',
      en: 'The carrier lost the software behind it while sending',
    },
    remedy: ASK_FIRST,
    whom: 'carrier',
  },
  unauthorised: {
    kind: 'configuration',
    certainNotDelivered: true,
    tokenRejected: true,
    message: { vi: 'Chưa được xác thực (401)', en: 'Not authenticated (401)' },
    remedy: {
      vi: 'Thư viện tự lấy token mới một lần; nếu vẫn lỗi, kiểm tra tài khoản kết nối và header bổ sung',
      en: 'The library gets one new token; if it still fails, check the account and the extra headers',
    },
    whom: 'carrier',
  },
  forbidden: {
    kind: 'configuration',
    certainNotDelivered: true,
    tokenRejected: true,
    message: { vi: 'Bị từ chối truy cập (403)', en: 'Access refused (403)' },
    remedy: {
      vi: 'Kiểm tra địa chỉ IP đã được khai báo và quyền của tài khoản',
      en: 'Check that the IP address is allowed and what the account may do',
    },
    whom: 'carrier',
  },
  forbiddenPage: {
    kind: 'unknown',
    certainNotDelivered: false,
    tokenRejected: true,
    message: {
      vi: 'Bị tường lửa hoặc proxy từ chối (403, trang HTML)',
      en: 'Refused by a firewall or proxy (403, HTML)',
    },
    remedy: {
      vi: 'Kiểm tra tường lửa và địa chỉ IP đã khai báo; thư viện tự tra trạng thái trước khi gửi lại',
      en: 'Check the firewall and the allowed IP; the library asks for the status before sending again',
    },
    whom: 'province',
  },
  redirected: {
    kind: 'unknown',
    certainNotDelivered: false,
    tokenRejected: false,
    message: { vi: 'Bị chuyển hướng sang địa chỉ khác', en: 'Redirected to another address' },
    remedy: {
      vi: 'Kiểm tra baseUrl và đường dẫn; thư viện tự tra trạng thái trước khi gửi lại',
      en: 'Check baseUrl and the path; the library asks for the status before sending again',
    },
    whom: 'province',
  },
  proxyLogin: {
    kind: 'configuration',
    certainNotDelivered: true,
    tokenRejected: false,
    message: { vi: 'Proxy của tỉnh đòi xác thực (407)', en: "The province's proxy asks for a login (407)" },
    remedy: {
      vi: 'Ghi tài khoản trong proxy: http://tên:mật-khẩu@máy:cổng',
      en: 'Put it in the option proxy: http://user:password@host:port',
    },
    whom: 'province',
  },
  tooLarge: {
    kind: 'permanent',
    certainNotDelivered: true,
    tokenRejected: false,
    message: { vi: 'Gói tin quá lớn (413)', en: 'The request is too large (413)' },
    remedy: {
      vi: 'Giảm dung lượng tệp đính kèm hoặc gửi lại không kèm tệp',
      en: 'Make the attachments smaller or send again without files',
    },
    whom: 'province',
  },
  unavailable: {
    kind: 'transient',
    certainNotDelivered: true,
    tokenRejected: false,
    message: {
      vi: 'Dịch vụ tạm ngừng và hẹn thời điểm gọi lại (503)',
      en: 'Service unavailable, with a time to return (503)',
    },
    remedy: SENT_AGAIN,
    whom: 'remote',
  },
  gatewayUnsure: {
    kind: 'unknown',
    certainNotDelivered: false,
    tokenRejected: false,
    message: { vi: 'Trục kết nối không nhận được trả lời', en: 'The gateway got no answer' },
    remedy: ASK_FIRST,
    whom: 'carrier',
  },
  wrongPath: {
    kind: 'configuration',
    certainNotDelivered: true,
    tokenRejected: false,
    message: WRONG_PATH,
    remedy: COMPARE_PATHS,
    whom: 'province',
  },
  wrongPathPage: {
    kind: 'unknown',
    certainNotDelivered: false,
    tokenRejected: false,
    message: WRONG_PATH,
    remedy: COMPARE_PATHS,
    whom: 'province',
  },
  page: {
    kind: 'unknown',
    certainNotDelivered: false,
    tokenRejected: false,
    message: { vi: 'Nhận HTML hoặc SOAP/XML thay vì JSON', en: 'HTML or SOAP/XML came instead of JSON' },
    remedy: ASK_FIRST,
    whom: 'carrier',
  },
  empty: {
    kind: 'unknown',
    certainNotDelivered: false,
    tokenRejected: false,
    message: { vi: 'Nhận nội dung rỗng', en: 'The answer is empty' },
    remedy: ASK_FIRST,
    whom: 'carrier',
  },
  packed: {
    kind: 'unknown',
    certainNotDelivered: false,
    tokenRejected: false,
    message: { vi: 'Câu trả lời bị nén', en: 'The answer is compressed' },
    remedy: {
      vi: 'Đề nghị đơn vị vận hành trục kết nối không nén câu trả lời: thư viện gửi accept-encoding: identity',
      en: 'Ask the carrier not to compress its answers: accept-encoding: identity is sent',
    },
    whom: 'carrier',
  },
  httpError: {
    kind: 'unknown',
    certainNotDelivered: false,
    tokenRejected: false,
    message: { vi: 'Trả lời lỗi không rõ nguồn gốc', en: 'An error answer of unknown origin' },
    remedy: ASK_FIRST,
    whom: 'remote',
  },
} satisfies Record<string, Description>;

export function describeFault(name: keyof typeof FAULTS, known: Known = {}): GatewayFault {
  return defined({ ...FAULTS[name], ...known });
}

/** @param encoding what its `content-encoding` says. */
export function describePacked(encoding: string, known: Known): GatewayFault {
  const { message, ...fault } = describeFault('packed', known);
  return { ...fault, message: { vi: `${message.vi} (${encoding})`, en: `${message.en} (${encoding})` } };
}
