import { CronTime } from 'cron';
import fc from 'fast-check';
import { CronBeat } from './cron-beat';

const EXPRESSIONS = [
  '* * * * * *',
  '*/2 * * * * *',
  '58,59 59 23 * * *',
  '7-11 */7 * * * 1-5',
  '0 * * * * *',
  '* * * * *',
  '0 17 2 * * *',
  '@hourly',
  '30 0 12 1,31 * *',
];

describe('CronBeat', () => {
  it.each(EXPRESSIONS)('has the slots that the package reckons: %s', (expression) => {
    const time = new CronTime(expression, 'UTC+7');
    const beat = new CronBeat(expression);
    const day = 86_400_000;
    const instant = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) });
    // A clock goes on by little, jumps, and is set back.
    const steps = fc.array(fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: -day, max: day })), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(instant, steps, fc.boolean(), (start, moves, fromSlot) => {
        let now = start;
        for (const move of [0, ...moves]) {
          now += move;
          const next = beat.after(now);
          expect(next).toBe(time.getNextDateFrom(new Date(now), 'UTC+7').toMillis());
          if (fromSlot) now = next;
        }
      }),
      { numRuns: 20 },
    );
  });

  it('waits for the next slot, of one after the other', () => {
    const beat = new CronBeat('*/2 * * * * *');
    const clock = jest.spyOn(Date, 'now');
    const at = (iso: string) => clock.mockReturnValue(Date.parse(iso)) && beat.getTimeout();
    expect(at('2026-06-01T12:00:57.300Z')).toBe(700);
    expect(at('2026-06-01T12:00:58.001Z')).toBe(1_999);
    expect(at('2026-06-01T12:01:00.000Z')).toBe(2_000);
    expect(at('2026-06-01T12:01:01.999Z')).toBe(1);
    clock.mockRestore();
  });
});
