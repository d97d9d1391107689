import { REASON_REQUIRED } from '../dossier';
import { HotichValidationError } from '../errors';
import type { ReportFields } from '../persistence';

/** Who acts: what stands in the timeline, and what DVCLT and the citizen are told. */
export interface Officer {
  /** The account in the host: for the timeline and `StatusChange.actor`, and told to nobody else. */
  readonly account: string;
  /**
   * Told to DVCLT, which may show it to the citizen: `nguoiXuLy`, `chucDanh`, `phongBanXuLy` on the wire. What is left out is left out
   * there; that it must be there is not attested (wire contract 7.2).
   */
  readonly name?: string;
  readonly title?: string;
  readonly office?: string;
}

/** @throws HotichValidationError when nobody is named. */
export function officerOf(by: string | Officer): Officer {
  const officer = typeof by === 'string' ? { account: by } : by;
  if (officer?.account?.trim()) return officer;
  throw new HotichValidationError([
    {
      path: 'by',
      rule: 'required',
      message: { vi: 'phải cho biết cán bộ thực hiện', en: 'the officer who acts is required' },
      remedy: {
        vi: 'Truyền tài khoản của cán bộ đang đăng nhập',
        en: 'Pass the account of the officer who is logged in',
      },
    },
  ]);
}

/** @throws HotichValidationError when there is no reason. */
export function reasonOf(reason: string): string {
  if (reason?.trim()) return reason.trim();
  throw new HotichValidationError([{ path: 'reason', rule: 'required', ...REASON_REQUIRED }]);
}

/** @throws HotichValidationError for a time that is none, or is over. */
export function deadlineOf(deadline: Date, now: Date): Date {
  if (deadline > now) return deadline;
  throw new HotichValidationError([
    {
      path: 'deadline',
      rule: 'future',
      message: { vi: 'phải là thời điểm có thật và chưa qua', en: 'must be a real time that is still to come' },
      remedy: {
        vi: 'Chọn hạn khác, hoặc để trống: thư viện tự tính hạn theo quy định',
        en: 'Choose another, or leave it out: the library reckons the lawful period',
      },
    },
  ]);
}

export function wordsOf({ name, title, office }: Officer): ReportFields {
  return {
    ...(name === undefined ? {} : { nguoiXuLy: name }),
    ...(title === undefined ? {} : { chucDanh: title }),
    ...(office === undefined ? {} : { phongBanXuLy: office }),
  };
}
