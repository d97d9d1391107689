import type { Officer } from '../dossier';
import { HotichValidationError } from '../errors';
import type { ReportFields } from '../persistence';

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
