import { type AnswerHead, registerErrorOf, type StatusAnswer } from '../contract';
import { type Bilingual, HotichRemoteError, quotable } from '../errors';

const ASKED_AGAIN: Bilingual = { vi: 'Hệ thống sẽ tự hỏi lại', en: 'It will be asked again' };

type Answered = Extract<StatusAnswer, { readonly ok: true }>;

/** Whether it speaks of something else, or in a way that cannot be read: then whom it does not speak of may be there all the same. */
export function leavesOpen({ foreign, unreadable }: Answered): boolean {
  return foreign.length + unreadable > 0;
}

/**
 * A question about one dossier to which there was no answer, with what was said in place of one; long numbers masked. It counts
 * against no dossier.
 */
export function questionFailed(maHoSo: string, answer: StatusAnswer): HotichRemoteError {
  const message = {
    vi: 'Chưa hỏi được hệ thống hộ tịch về hồ sơ này',
    en: 'The register could not be asked about this dossier',
  };
  if (!answer.ok) return withheld(answer, message, maHoSo);
  const words = answer.remarks?.find((remark) => remark.maHoSo === maHoSo)?.words;
  return new HotichRemoteError({
    carrier: 'gateway',
    kind: 'transient',
    message,
    said: words && quotable(words, 300, [maHoSo]),
    remedy: ASKED_AGAIN,
  });
}

/** The error of an answer that the register does not give yet, with its words. It counts against no dossier, and is asked for again. */
export function withheld(answer: AnswerHead, message: Bilingual, maHoSo: string): HotichRemoteError {
  const kind = answer.errorClass === 'configuration' ? 'configuration' : 'transient';
  return new HotichRemoteError({ kind, ...told(answer, message, [maHoSo]) });
}

/**
 * What an error says of the register's no to a question: its words, or what its list says of the code.
 *
 * @param codes the dossiers that were asked about.
 */
export function told(answer: AnswerHead, message: Bilingual, codes: readonly string[]) {
  const { errorCode } = answer;
  const words = answer.errorDescription ?? answer.statusDescription;
  const meaning = words === undefined ? registerErrorOf(errorCode)?.meaning : undefined;
  return {
    carrier: 'gateway' as const,
    ...(errorCode === undefined ? {} : { remoteCode: errorCode }),
    message: meaning ? { vi: `${message.vi}: ${meaning.vi}`, en: `${message.en}: ${meaning.en}` } : message,
    said: words === undefined ? undefined : quotable(words, 300, codes),
    remedy: remedyFor(answer),
  };
}

function remedyFor({ errorClass }: AnswerHead): Bilingual {
  if (errorClass === 'wait') return ASKED_AGAIN;
  if (errorClass === 'configuration') {
    return {
      vi: 'Kiểm tra mã tỉnh, khóa kết nối và địa chỉ IP đã đăng ký',
      en: 'Check province code, key and the registered IP address',
    };
  }
  return {
    vi: 'Làm theo lời hệ thống hộ tịch; kiểm tra module và mã đơn vị; nếu đúng, báo Bộ Tư pháp kèm mã hồ sơ',
    en: 'Act on what the register says; check module and unit code; if they are right, report the code to the Ministry of Justice',
  };
}
