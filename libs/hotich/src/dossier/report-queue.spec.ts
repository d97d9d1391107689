import type { ReportStatus } from '../contract';
import type { HotichReport } from '../persistence';
import { reportsOfRound } from './report-queue';

const reports = (...statuses: ReportStatus[]) =>
  statuses.map((trangThai, i) => ({ trangThai, seq: i + 1 }) as HotichReport);
const round = (...statuses: ReportStatus[]) => reportsOfRound(reports(...statuses)).map((report) => report.trangThai);

describe('reportsOfRound', () => {
  it('is everything while nothing was sent back', () => {
    expect(round(1, 3, 7, 4)).toEqual([1, 3, 7, 4]);
    expect(round()).toEqual([]);
  });

  it('begins anew after the last supplement, except for the arrival, which is said once', () => {
    expect(round(1, 3, 7, 2)).toEqual([1]);
    expect(round(1, 3, 7, 2, 3, 7)).toEqual([1, 3, 7]);
    expect(round(1, 2, 3, 7, 2, 3)).toEqual([1, 3]);
  });
});
