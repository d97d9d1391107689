import type { AnswerHead, StatusItem } from '../contract';
import { HotichRemoteError } from '../errors';
import { told, withheld } from '../register';

/** The register answered a question of ours with a no. */
export class QueryRefused extends HotichRemoteError {}

/**
 * The error of a status query that the register answered with a no, with its words, or what its list says of the code. No word of them
 * is taken for a status: how version 1.0, which has none for it, says that it refuses a dossier is not attested (wire contract 4.3).
 *
 * @param codes the dossiers that were asked about.
 */
export function queryRefused(answer: AnswerHead, codes: readonly string[] = []): QueryRefused {
  const { errorClass } = answer;
  const kind = errorClass === 'configuration' ? 'configuration' : errorClass === 'wait' ? 'transient' : 'unknown';
  const message = {
    vi: 'Hệ thống hộ tịch không trả lời được trạng thái',
    en: 'The register could not answer the status',
  };
  return new QueryRefused({ kind, ...told(answer, message, codes) });
}

/**
 * The error of one that is registered, as far as the result goes that should have come with it: refused, or not to be read. That it is
 * registered is known, so it counts against nothing and is asked for again. Absent where there is no such trouble.
 */
export function resultFailed({ maHoSo, resultRefused, resultUnreadable }: StatusItem): HotichRemoteError | undefined {
  if (resultRefused) {
    const message = {
      vi: 'Hồ sơ đã đăng ký, nhưng hệ thống hộ tịch chưa trả kết quả',
      en: 'Registered, but the register does not give the result',
    };
    return withheld(resultRefused, message, maHoSo);
  }
  if (!resultUnreadable) return undefined;
  return new HotichRemoteError({
    carrier: 'gateway',
    kind: 'transient',
    message: {
      vi: 'Hồ sơ đã đăng ký, nhưng không đọc được kết quả (ketQuaXuLy)',
      en: 'Registered, but its result cannot be read (ketQuaXuLy)',
    },
    remedy: {
      vi: 'Hệ thống sẽ tự hỏi lại; câu trả lời nằm trong nhật ký trao đổi: báo Bộ Tư pháp kèm mã hồ sơ',
      en: 'It will be asked again; the answer stands in the exchange log: report the code to the Ministry of Justice',
    },
  });
}
