import { HotichValidationError } from '../errors';
import { REASON_REQUIRED } from './dossier.listener';

/** Who acts: what stands in the timeline, and what DVCLT and the citizen are told. */
export interface Officer {
  /** The account in the host: for the timeline and `StatusChange.actor`, and told to nobody else; 120 characters at most. */
  readonly account: string;
  /**
   * Told to DVCLT, which may show it to the citizen: `nguoiXuLy`, `chucDanh`, `phongBanXuLy` on the wire. What is left out is left out
   * there; that it must be there is not attested (wire contract 7.2).
   */
  readonly name?: string;
  readonly title?: string;
  readonly office?: string;
}

/** What the timeline's column takes. */
const MOST_ACCOUNT = 120;

/** @throws HotichValidationError when nobody is named, or at too great a length. */
export function officerOf(by: string | Officer): Officer {
  const officer = typeof by === 'string' ? { account: by } : by;
  const account: unknown = officer?.account;
  if (typeof account === 'string' && account.trim() !== '' && account.length <= MOST_ACCOUNT) return officer;
  const missing = typeof account !== 'string' || account.trim() === '';
  throw new HotichValidationError([
    {
      path: 'by',
      rule: missing ? 'required' : 'maxLength',
      message: missing
        ? { vi: 'phải cho biết cán bộ thực hiện', en: 'the officer who acts is required' }
        : { vi: `tài khoản dài tối đa ${MOST_ACCOUNT} ký tự`, en: `an account has at most ${MOST_ACCOUNT} characters` },
      remedy: {
        vi: 'Truyền tài khoản của cán bộ đang đăng nhập',
        en: 'Pass the account of the officer who is logged in',
      },
    },
  ]);
}

/** @throws HotichValidationError when there is no reason. */
export function reasonOf(reason: string): string {
  const given: unknown = reason;
  if (typeof given === 'string' && given.trim() !== '') return given.trim();
  throw new HotichValidationError([{ path: 'reason', rule: 'required', ...REASON_REQUIRED }]);
}
