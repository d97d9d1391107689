import { HotichParseError, HotichRemoteError, type Bilingual } from '../errors';
import type { CarrierName } from '../hotich.constants';

interface Fault {
  readonly message: Bilingual;
  readonly remedy: Bilingual;
}

const ASK_CARRIER: Bilingual = {
  vi: 'Liên hệ đơn vị vận hành trục kết nối (LGSP, NDXP hoặc VDXP); hồ sơ sẽ tự gửi lại khi có kết nối',
  en: 'Contact whoever runs the carrier (LGSP, NDXP or VDXP); dossiers are sent by themselves when it is back',
};

/** Why a connection could not be made. Later the same words may stand for one that broke: a TLS alert, say. */
const CONNECTING: readonly [RegExp, Fault][] = [
  [
    /^(ENOTFOUND|EAI_AGAIN|EAI_NODATA)$/,
    {
      message: { vi: 'Không phân giải được tên máy chủ', en: 'The host name cannot be resolved' },
      remedy: {
        vi: 'Kiểm tra tên máy trong baseUrl (hoặc tokenUrl, proxy) và DNS',
        en: 'Check the host name in baseUrl (or tokenUrl, proxy), and DNS',
      },
    },
  ],
  [
    /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL)$/,
    {
      message: {
        vi: 'Máy chủ từ chối hoặc không có đường kết nối',
        en: 'The connection is refused or there is no route',
      },
      remedy: ASK_CARRIER,
    },
  ],
  [
    /^UND_ERR_CONNECT_TIMEOUT$/,
    { message: { vi: 'Quá thời gian chờ kết nối', en: 'Connecting timed out' }, remedy: ASK_CARRIER },
  ],
  [
    /^(CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_SSL_|ERR_OSSL_|EPROTO)/,
    {
      message: { vi: 'Không thiết lập được kết nối TLS', en: 'The TLS connection could not be made' },
      remedy: {
        vi: 'Nếu CA không công khai, khai chứng thư gốc trong tls.ca; kiểm tra tls.cert, tls.key, tên máy trong baseUrl và hạn chứng thư',
        en: "Where the authority is not public, give it in tls.ca; check tls.cert, tls.key, the host name in baseUrl and the certificate's dates",
      },
    },
  ],
  [
    // ABORTED is a proxy that refuses the tunnel, for want of a login too: whatever else ends a request early says its own reason.
    /^UND_ERR_(PRX_TLS|PRX_CONN|ABORTED)$/,
    {
      message: { vi: 'Máy chủ proxy không cho qua', en: 'The proxy does not let it through' },
      remedy: {
        vi: 'Kiểm tra tùy chọn proxy (cả tài khoản, nếu proxy đòi) và proxy có cho đi tới máy này không',
        en: 'Check the option proxy (its account too, where it asks for one), and that it lets this host through',
      },
    },
  ],
];

const NOT_CONNECTED: Fault = {
  message: { vi: 'Không kết nối được', en: 'The connection could not be made' },
  remedy: ASK_CARRIER,
};

const WHILE_WAITING: Fault = {
  message: { vi: 'Mất kết nối khi đang chờ trả lời', en: 'The connection failed while waiting for the answer' },
  remedy: ASK_CARRIER,
};

const TIMED_OUT: Fault = {
  message: { vi: 'Quá thời gian chờ gửi và nhận trả lời', en: 'Sending and waiting for the answer took too long' },
  remedy: {
    vi: 'Nếu hồ sơ có tệp lớn hoặc đường truyền chậm, tăng timeoutMs; nếu không, liên hệ đơn vị vận hành trục kết nối (LGSP, NDXP hoặc VDXP)',
    en: 'Where its documents are large or the line is slow, raise timeoutMs; else contact whoever runs the carrier (LGSP, NDXP or VDXP)',
  },
};

/** Of what had begun. */
export function isTimeOut(code: string): boolean {
  return /^(ETIMEDOUT|UND_ERR_(HEADERS|BODY)_TIMEOUT)$/.test(code);
}

interface Attempt {
  /** A question: asking twice does no harm. */
  readonly safe: boolean;
  /** There was a connection, and the first byte may have been written. */
  readonly begun: boolean;
}

/**
 * Reads a failure of the transport. Anything after the first byte is unknown: the remote may have taken the request. An answer to a
 * question that is too long is not the transport's failure: it would be as long the next time, and no outage.
 */
export function networkFault(
  carrier: CarrierName,
  error: unknown,
  { safe, begun }: Attempt,
): HotichRemoteError | HotichParseError {
  const code = codeOf(error);
  if (safe && code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return tooLong(carrier);
  const { message, remedy } = begun ? interrupted(code) : notConnected(code);
  return new HotichRemoteError({
    carrier,
    kind: !begun || safe ? 'transient' : 'unknown',
    message: { vi: `${message.vi} (${code})`, en: `${message.en} (${code})` },
    remedy,
    remoteCode: code,
  });
}

function notConnected(code: string): Fault {
  return CONNECTING.find(([pattern]) => pattern.test(code))?.[1] ?? NOT_CONNECTED;
}

function interrupted(code: string): Fault {
  return isTimeOut(code) ? TIMED_OUT : WHILE_WAITING;
}

/** Nothing was sent; whoever holds the claim now does it. */
export function claimLost(carrier: CarrierName): HotichRemoteError {
  return new HotichRemoteError({
    carrier,
    kind: 'transient',
    message: {
      vi: 'Tiến trình đã dừng quá lâu, việc này do tiến trình khác làm',
      en: 'This process stood still too long; another does it',
    },
    remedy: { vi: 'Không cần thao tác', en: 'Nothing to do' },
  });
}

const TOO_LONG = 'body.tooLong';

function tooLong(carrier: CarrierName): HotichParseError {
  return new HotichParseError([
    {
      path: '',
      rule: TOO_LONG,
      message: {
        vi: 'câu trả lời dài hơn giới hạn được đọc',
        en: 'the answer is longer than what is read',
      },
      remedy: {
        vi: `Tăng ${carrier}.maxResponseBytes rồi cho xử lý lại`,
        en: `Raise ${carrier}.maxResponseBytes, then have it tried again`,
      },
    },
  ]);
}

/** The answer to what was asked was longer than is read: asked for less, the remote may well be understood. */
export function isTooLong(error: unknown): boolean {
  return error instanceof HotichParseError && error.problems[0]?.rule === TOO_LONG;
}

/** The innermost system code: undici wraps what the socket said. */
function codeOf(error: unknown): string {
  let code = 'UNKNOWN';
  for (
    let e = error as { code?: unknown; cause?: unknown; errors?: unknown[] } | undefined, depth = 0;
    e && depth < 5;
    depth++
  ) {
    if (typeof e.code === 'string') code = e.code;
    e = (e.cause ?? e.errors?.[0]) as typeof e;
  }
  return code;
}
