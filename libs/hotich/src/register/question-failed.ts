import type { StatusAnswer } from '../contract';
import { HotichRemoteError, quotable } from '../errors';

type Answered = Extract<StatusAnswer, { readonly ok: true }>;

/** Whether it speaks of something else, or in a way that cannot be read: then whom it does not speak of may be there all the same. */
export function leavesOpen({ foreign, unreadable }: Answered): boolean {
  return foreign.length + unreadable > 0;
}

/** A question about one dossier to which there was no answer, with what was said in place of one; long numbers masked. */
export function questionFailed(maHoSo: string, answer?: Answered): HotichRemoteError {
  const words = answer?.remarks?.find((remark) => remark.maHoSo === maHoSo)?.words;
  return new HotichRemoteError({
    carrier: 'gateway',
    kind: 'transient',
    message: {
      vi: 'Chưa hỏi được hệ thống hộ tịch về hồ sơ này',
      en: 'The register could not be asked about this dossier',
    },
    said: words && quotable(words, 300, [maHoSo]),
    remedy: { vi: 'Hệ thống sẽ tự hỏi lại', en: 'It will be asked again' },
  });
}
