import type { Bilingual } from './bilingual';
import { HotichError, type HotichProblem } from './hotich.error';
import { canBeDossierCode } from './dossier-code-shape';
import { quotable, withoutLongNumbers } from './long-numbers';
import { MOVE_NAMES, STATE_NAMES } from './state-names';
import { classOf, withoutMessage } from './without-message';

/** HT-1001: options given to `HotichModule.forRoot()` are wrong. Thrown at boot, listing every problem. */
export class HotichConfigurationError extends HotichError {
  constructor(problems: readonly HotichProblem[], message?: Bilingual) {
    super({
      code: 'HT-1001',
      kind: 'configuration',
      message: message ?? {
        vi: `Cấu hình HotichModule có ${problems.length} lỗi`,
        en: `HotichModule has ${problems.length} configuration problem(s)`,
      },
      remedy: problems[0]?.remedy ?? { vi: 'Sửa cấu hình rồi khởi động lại', en: 'Correct the options and restart' },
      problems,
    });
  }
}

/** HT-1002: the module is wired into the host in a way that cannot work (forgotten module, entity, second forRoot …). */
export class HotichSetupError extends HotichError {
  constructor(message: Bilingual, remedy: Bilingual) {
    super({ code: 'HT-1002', kind: 'configuration', message, remedy });
  }
}

/** HT-1003: a stored value cannot be opened with the keys that were given. Nothing was changed; it opens again with the right key. */
export class HotichSealError extends HotichError {
  constructor(
    /** `table.column` of the value. */
    readonly column: string,
    /** Primary key of its row. */
    readonly row: string,
    /** Name of the key that sealed it. */
    readonly keyId: string,
    /** `keyMissing`: not among `encryption.keys`, or not given by a key provider that is away. `damaged`: another key under this name, or the value was changed or moved. */
    readonly why: 'keyMissing' | 'damaged',
  ) {
    const missing = why === 'keyMissing';
    super({
      code: 'HT-1003',
      kind: 'configuration',
      message: {
        vi: `Không mở được ${column} của dòng ${row}: ${missing ? `không có khóa "${keyId}"` : `sai khóa "${keyId}" hoặc dữ liệu đã bị thay đổi`}`,
        en: `${column} of row ${row} cannot be opened: ${missing ? `there is no key "${keyId}"` : `the key "${keyId}" is another one, or the value was changed`}`,
      },
      remedy: missing
        ? {
            vi: `Thêm lại khóa "${keyId}" vào encryption.keys, hoặc xem kho khóa có trả lời không; chỉ bỏ khóa cũ khi HotichVault.rotate() báo không còn gì`,
            en: `Put the key "${keyId}" back into encryption.keys, or see whether the key provider answers; take a key away only when HotichVault.rotate() leaves nothing`,
          }
        : {
            vi: `Kiểm tra khóa "${keyId}" trong encryption.keys; nếu đúng, khôi phục dòng này từ bản sao lưu và điều tra`,
            en: `Check the key "${keyId}" in encryption.keys; if it is right, restore the row from a backup and investigate`,
          },
    });
  }
}

/**
 * HT-1003: the host's key provider says nothing for ten seconds, and has given no keys yet; or `HotichVault` asked it anew. Nothing was
 * begun, and nothing is stored in plain.
 */
export class HotichKeysAwayError extends HotichError {
  constructor() {
    super({
      code: 'HT-1003',
      kind: 'configuration',
      message: { vi: 'Kho khóa không trả lời', en: 'The key provider does not answer' },
      remedy: {
        vi: 'Xem kho khóa (HotichKeyProvider trong options.encryption) có trả lời không; có khóa là việc đang chờ tự chạy tiếp',
        en: 'See whether the key provider (the HotichKeyProvider in options.encryption) answers; what waits goes on by itself with its keys',
      },
    });
  }
}

/** HT-2001: a dossier or a call carries wrong data. Nothing was sent and nothing was stored. */
export class HotichValidationError extends HotichError {
  constructor(problems: readonly HotichProblem[], message?: Bilingual) {
    super({
      code: 'HT-2001',
      kind: 'input',
      message: message ?? {
        vi: `Dữ liệu có ${problems.length} lỗi`,
        en: `The data has ${problems.length} problem(s)`,
      },
      remedy: problems[0]?.remedy ?? { vi: 'Sửa dữ liệu rồi gửi lại', en: 'Correct the data and try again' },
      problems,
    });
  }
}

/** HT-2002: the dossier code was already submitted with other content. */
export class HotichConflictError extends HotichError {
  constructor(maHoSo: string) {
    super({
      code: 'HT-2002',
      kind: 'input',
      message: {
        vi: `Mã hồ sơ ${maHoSo} đã được gửi với nội dung khác`,
        en: `Dossier code ${maHoSo} was already submitted with other content`,
      },
      remedy: {
        vi: 'Dùng resubmit() để gửi lại hồ sơ cần bổ sung, hoặc cấp mã hồ sơ mới',
        en: 'Use resubmit() for a dossier that must be supplemented, or issue a new dossier code',
      },
      problems: [
        {
          path: 'maHoSo',
          rule: 'unique',
          message: { vi: 'mã hồ sơ đã tồn tại với nội dung khác', en: 'the code exists with other content' },
          remedy: { vi: 'Cấp mã hồ sơ mới', en: 'Issue a new dossier code' },
        },
      ],
    });
  }
}

/** HT-2003: no dossier with this code. What can be no code, or may be somebody's number, is not repeated. */
export class HotichNotFoundError extends HotichError {
  constructor(code: string) {
    const isCode = canBeDossierCode(code) && withoutLongNumbers(code) === code;
    super({
      code: 'HT-2003',
      kind: 'input',
      message: isCode
        ? { vi: `Không có hồ sơ ${code}`, en: `There is no dossier ${code}` }
        : { vi: 'Không có hồ sơ mang mã đã nhập', en: 'There is no dossier with the code given' },
      remedy: {
        vi: 'Kiểm tra mã hồ sơ (mã của tỉnh, ví dụ H08.37.80-240705-0015, hoặc mã liên thông G22…)',
        en: 'Check the code (the province code, for example H08.37.80-240705-0015, or the interlink code G22…)',
      },
    });
  }
}

/** HT-2004: the move is not allowed from the state in which the dossier stands. Nothing changed. */
export class HotichStateError extends HotichError {
  constructor(
    readonly maHoSo: string,
    /** The state: `sent`. */
    readonly from: string,
    /** What was to be done: the method that was called, or `change` where only its new content is refused. */
    readonly move: string,
    /** Methods that would be taken now. */
    readonly allowed: readonly string[],
    remedy?: Bilingual,
  ) {
    const state = STATE_NAMES[from] ?? { vi: `"${from}"`, en: `"${from}"` };
    const what = MOVE_NAMES[move] ?? { vi: `"${move}"`, en: `"${move}"` };
    super({
      code: 'HT-2004',
      kind: 'state',
      message: {
        vi: `Hồ sơ ${maHoSo} ${state.vi}: không thể ${what.vi}`,
        en: `Dossier ${maHoSo} is ${state.en} and cannot ${what.en}`,
      },
      remedy: remedy ?? allowedNow(allowed),
    });
  }
}

function allowedNow(allowed: readonly string[]): Bilingual {
  const calls = allowed.map((call) => `${call}()`).join(', ');
  return calls === ''
    ? {
        vi: 'Lúc này không thao tác nào được phép; hồ sơ chưa kết thúc thì chờ nó chuyển trạng thái rồi đọc lại bằng find()',
        en: 'Nothing is allowed now; where it has not ended, wait until it moves, and read it again with find()',
      }
    : { vi: `Thao tác được phép lúc này: ${calls}`, en: `Allowed now: ${calls}` };
}

/** HT-2005: a row, or a whole database, of one environment was met in the other. Nothing is sent. */
export class HotichEnvironmentError extends HotichError {
  /** @param maHoSo the dossier that was met; null: it is the database itself. */
  constructor(maHoSo: string | null, found: string, here: string) {
    const what =
      maHoSo === null
        ? { vi: 'Cơ sở dữ liệu này', en: 'This database' }
        : { vi: `Hồ sơ ${maHoSo}`, en: `Dossier ${maHoSo}` };
    super({
      code: 'HT-2005',
      kind: 'configuration',
      message: {
        vi: `${what.vi} thuộc môi trường "${found}", hệ thống này đang chạy "${here}"`,
        en: `${what.en} belongs to environment "${found}"; this process runs "${here}"`,
      },
      remedy: {
        vi: 'Không dùng chung mã hồ sơ giữa hai môi trường; kiểm tra cơ sở dữ liệu đang kết nối',
        en: 'Never share codes between the two environments; check which database this process uses',
      },
    });
  }
}

/**
 * HT-3001: a body that came from a remote cannot be read, so whether it took the request is unknown. The raw body is kept
 * by the caller, never in the error.
 */
export class HotichParseError extends HotichError {
  constructor(problems: readonly HotichProblem[], cause?: unknown) {
    super({
      code: 'HT-3001',
      kind: 'unknown',
      message: { vi: 'Không đọc được nội dung nhận về', en: 'The received body cannot be read' },
      remedy: problems[0]?.remedy ?? {
        vi: 'Nội dung gốc được giữ lại; báo đơn vị cung cấp dịch vụ',
        en: 'The raw body is kept; report it to the provider',
      },
      problems,
      cause,
    });
  }
}

/** HT-4001: a remote could not be reached, or answered with something other than success. */
export class HotichRemoteError extends HotichError {
  /** Which conversation failed: `gateway` (register) or `interlink` (DVCLT). */
  readonly carrier: string;
  /** HTTP status when an answer came. */
  readonly httpStatus?: number;
  /** The remote's own error code when it gave one; where no answer came, the system's: `ECONNREFUSED`, say. */
  readonly remoteCode?: string;
  /** How long the remote asks us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Of a `transient` one: the remote may have taken the request before it failed. Absent: it has not. */
  readonly unsure?: boolean;

  constructor(init: {
    carrier: string;
    kind: 'configuration' | 'transient' | 'unknown' | 'permanent';
    message: Bilingual;
    remedy: Bilingual;
    said?: string | undefined;
    httpStatus?: number;
    remoteCode?: string;
    retryAfterMs?: number;
    unsure?: boolean;
    cause?: unknown;
  }) {
    const { kind, message, remedy, said, cause } = init;
    super({ code: 'HT-4001', kind, message, remedy, said, cause });
    this.carrier = init.carrier;
    this.httpStatus = init.httpStatus;
    this.remoteCode = init.remoteCode;
    this.retryAfterMs = init.retryAfterMs;
    this.unsure = init.unsure;
  }
}

/** HT-4002: a remote took the request and refused it. Its sentence is kept, long numbers masked; names stay. */
export class HotichRefusedError extends HotichError {
  static readonly code = 'HT-4002';

  constructor(
    readonly remote: 'register' | 'interlink',
    sentence: string,
    problems: readonly HotichProblem[] = [],
    /** The remote's own error code when it gave one. */
    readonly remoteCode?: string,
    remedy?: Bilingual,
    /** Dossiers that the sentence may name. */
    codes: readonly string[] = [],
  ) {
    const who = remote === 'register' ? { vi: 'Hệ thống hộ tịch', en: 'The register' } : { vi: 'DVCLT', en: 'DVCLT' };
    super({
      code: HotichRefusedError.code,
      kind: 'permanent',
      message: { vi: `${who.vi} từ chối`, en: `${who.en} refused` },
      said: quotable(sentence, 500, codes),
      remedy: remedy ??
        problems[0]?.remedy ?? {
          vi: 'Sửa dữ liệu theo câu trả lời rồi gửi lại bằng resubmit()',
          en: 'Correct the data as the answer says, then call resubmit()',
        },
      problems,
    });
  }
}

/** HT-9002: process after process was lost while it worked on this. It is held before it takes down another. */
export class HotichProcessLostError extends HotichError {
  constructor(
    /** Processes lost, one after the other. */
    readonly losses: number,
  ) {
    super({
      code: 'HT-9002',
      kind: 'unknown',
      message: {
        vi: `${losses} tiến trình liên tiếp đã chết hoặc mất liên lạc khi đang xử lý việc này`,
        en: `${losses} processes in a row died or were cut off while they worked on this`,
      },
      remedy: {
        vi: 'Xem log của hệ thống chủ lúc tiến trình chết (hết bộ nhớ, process.exit, lỗi trong DossierListener), sửa rồi gọi resubmit() hoặc InterlinkService.retry()',
        en: 'See the host log of when the processes died (memory, process.exit, a fault in a DossierListener), mend it, then call resubmit() or InterlinkService.retry()',
      },
    });
  }
}

/**
 * HT-9003: the host's file store failed, or gave back another document than it took. Nothing was sent. What the store threw is not
 * kept, for its message may hold anything: `cause` has its class and where it was made.
 */
export class HotichFileStoreError extends HotichError {
  constructor(
    /** Which of its methods. */
    readonly method: 'save' | 'readBase64' | 'remove',
    cause: unknown,
  ) {
    const what = classOf(cause);
    super({
      code: 'HT-9003',
      kind: 'transient',
      message: {
        vi: `Kho tệp của hệ thống chủ lỗi ở ${method}() (${what})`,
        en: `The host's file store failed in ${method}() (${what})`,
      },
      remedy: {
        vi: 'Kiểm tra kho tệp (options.fileStore): kết nối, quyền, tệp còn hay mất. Việc đang chờ tự chạy lại; hồ sơ đã bị giữ thì gọi resubmit()',
        en: 'Look at the file store (options.fileStore): its connection, its rights, whether the file is there. What waits goes on by itself; a held dossier by resubmit()',
      },
      cause: withoutMessage(cause),
    });
  }
}
