import * as fc from 'fast-check';
import { judge } from './report-order';

const verdict = (statuses: readonly number[], next: number, awaitsCitizen = false): string => {
  const made = judge({ statuses, awaitsCitizen }, next);
  return made.kind === 'refused' ? made.sentence : made.kind;
};

describe('order of reports', () => {
  it.each([
    [[1, 3, 7, 4, 5]],
    [[1, 3, 7, 6]],
    [[1, 6]],
    [[1, 3, 6]],
    [[1, 3, 7, 2, 3, 7, 4, 5]],
    [[1, 2, 3, 7, 4, 5]],
    [[1, 3, 2, 6]],
  ])('takes %j', (sequence) => {
    sequence.forEach((next, index) => expect(verdict(sequence.slice(0, index), next)).toBe('accepted'));
  });

  it.each<[readonly number[], number, string]>([
    [[], 3, 'chưa cập nhật trạng thái'],
    [[], 4, 'chưa cập nhật trạng thái'],
    [[1], 7, 'chưa được gửi không thể cập nhật trạng thái'],
    [[1], 4, 'Trạng thái 3, 7 chưa được gửi không thể cập nhật trạng thái'],
    [[1, 3], 4, 'Trạng thái 7 chưa được gửi không thể cập nhật trạng thái'],
    [[1, 3, 7, 2], 4, 'Trạng thái 3, 7 chưa được gửi'],
    [[1, 3, 7], 5, 'Trạng thái 4 chưa được gửi'],
    [[1], 1, 'đã tồn tại trong một cửa điện tử'],
    [[1, 3, 7], 1, 'đã tồn tại trong một cửa điện tử'],
    [[1, 3, 7], 3, 'Logic xử lý không hợp lệ'],
    [[1, 3, 7, 4], 4, 'đã có kết quả xử lý. Không thể cập nhật trạng thái'],
    [[1, 3, 7, 4], 6, 'đã có kết quả xử lý. Không thể cập nhật trạng thái'],
    [[1, 3, 7, 4], 3, 'đã hoàn thành đăng ký, không được cập nhật trạng thái'],
    [[1, 3, 7, 4, 5], 5, 'đã trả kết quả, không được cập nhật trạng thái'],
    [[1, 6], 3, 'bị từ chối. Không thể cập nhật trạng thái'],
  ])('after %j refuses %d with "%s"', (statuses, next, sentence) => {
    expect(verdict(statuses, next)).toContain(sentence);
  });

  it('takes 3 again only after the citizen has supplemented', () => {
    expect(verdict([1, 3, 7, 2], 3, true)).toContain('Logic xử lý không hợp lệ');
    expect(verdict([1, 3, 7, 2], 3, false)).toBe('accepted');
  });

  it('knows the status it stands at as a repeat', () => {
    expect([verdict([1, 3], 3), verdict([1, 3, 7], 7), verdict([1, 2], 2, true)]).toEqual([
      'repeat',
      'repeat',
      'repeat',
    ]);
  });

  it('takes 2 again once the citizen has supplemented: the officer wants still more', () => {
    expect(verdict([1, 2], 2, false)).toBe('accepted');
  });

  it('whatever is sent, in whatever order, keeps the promises of DVCLT', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 40 }), (sent) => {
        const statuses: number[] = [];
        for (const next of sent)
          if (judge({ statuses, awaitsCitizen: false }, next).kind === 'accepted') statuses.push(next);
        const at = (status: number): number => statuses.indexOf(status);
        expect(statuses.filter((status) => status === 1).length).toBe(statuses.length > 0 ? 1 : 0);
        for (const terminal of [5, 6]) if (at(terminal) >= 0) expect(at(terminal)).toBe(statuses.length - 1);
        if (at(4) >= 0) {
          const cycle = statuses.slice(statuses.lastIndexOf(2) + 1);
          expect(cycle.indexOf(3)).toBeGreaterThanOrEqual(0);
          expect(cycle.indexOf(7)).toBeGreaterThan(cycle.indexOf(3));
          expect(cycle.indexOf(4)).toBeGreaterThan(cycle.indexOf(7));
        }
      }),
    );
  });
});
