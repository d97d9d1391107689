/** Where a dossier stands for the order rules. */
export interface Standing {
  /** Accepted statuses, oldest first. */
  readonly statuses: readonly number[];
  /** Status 2 was reported and the citizen has not filed the supplement yet. */
  readonly awaitsCitizen: boolean;
}

export type Verdict =
  | { readonly kind: 'accepted' }
  /** The status it stands at already, sent again. */
  | { readonly kind: 'repeat' }
  | { readonly kind: 'refused'; readonly sentence: string };

const ACCEPTED: Verdict = { kind: 'accepted' };
const refused = (sentence: string): Verdict => ({ kind: 'refused', sentence });
const ILLOGICAL = refused('Logic xử lý không hợp lệ');
const notSent = (missing: readonly number[], next: number): Verdict =>
  refused(`Trạng thái ${missing.join(', ')} chưa được gửi không thể cập nhật trạng thái ${next}`);

/**
 * Whether DVCLT takes `next` after what it has (wire contract 7.3), and the sentence it refuses with (7.4).
 * 1, 3 and 7 must exist before 4; after a supplement 3 and 7 must come again; 5 and 6 are terminal.
 */
export function judge({ statuses, awaitsCitizen }: Standing, next: number): Verdict {
  const current = statuses.at(-1);
  if (current === 5) return refused('Hồ sơ đã trả kết quả, không được cập nhật trạng thái');
  if (current === 6) return refused('Hồ sơ đã bị từ chối. Không thể cập nhật trạng thái');
  if (next === 1) return current === undefined ? ACCEPTED : refused('Hồ sơ đã tồn tại trong một cửa điện tử');
  if (current === undefined) return refused('Hồ sơ chưa cập nhật trạng thái 1');
  if (current === 4) return afterResult(next);
  // Asked again after the citizen has answered, a 2 is a new request.
  if (next === current && (next !== 2 || awaitsCitizen)) return { kind: 'repeat' };
  const sinceSupplement = statuses.slice(statuses.lastIndexOf(2) + 1);
  const missing = (...needed: readonly number[]): number[] =>
    needed.filter((status) => !sinceSupplement.includes(status));
  switch (next) {
    case 3:
      return current === 7 || awaitsCitizen ? ILLOGICAL : ACCEPTED;
    case 7:
      return missing(3).length > 0 ? notSent(missing(3), next) : ACCEPTED;
    case 4:
      return missing(3, 7).length > 0 ? notSent(missing(3, 7), next) : ACCEPTED;
    case 5:
      return notSent([4], next);
    case 2:
    case 6:
      return ACCEPTED;
    default:
      return ILLOGICAL;
  }
}

/** Whether DVCLT has this status: what {@link judge} does not accept of these was sent twice, and of others too early. */
export function holds({ statuses }: Standing, status: number): boolean {
  const round = statuses.slice(Math.max(0, statuses.lastIndexOf(2)));
  return round.includes(status) || (status === 1 && statuses.length > 0);
}

function afterResult(next: number): Verdict {
  if (next === 5) return ACCEPTED;
  if (next === 4 || next === 6) return refused('Hồ sơ đã có kết quả xử lý. Không thể cập nhật trạng thái');
  return refused('Hồ sơ đã hoàn thành đăng ký, không được cập nhật trạng thái');
}
