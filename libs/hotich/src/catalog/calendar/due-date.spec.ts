import fc from 'fast-check';
import { formatInstant, MODULE_CODES, parseInstant } from '../../contract';
import { dueDate, sameDayDue, supplementDue } from './due-date';
import { WorkingCalendar } from './working-calendar';

const at = (text: string): Date => parseInstant(text) ?? new Date(Number.NaN);

describe('same day, 15:00', () => {
  it.each([
    ['24/11/2026 14:59:59', '24/11/2026 17:00:00'],
    ['24/11/2026 15:00:00', '25/11/2026 17:00:00'],
    ['20/11/2026 15:00:00', '23/11/2026 17:00:00'],
    ['21/11/2026 09:00:00', '23/11/2026 17:00:00'],
    ['21/11/2026 16:00:00', '23/11/2026 17:00:00'],
    ['24/01/2025 16:00:00', '03/02/2025 17:00:00'],
    ['03/05/2024 16:00:00', '04/05/2024 17:00:00'],
  ])('%s is due %s', (received, due) => {
    expect(formatInstant(sameDayDue(at(received)))).toBe(due);
    expect(formatInstant(dueDate('LTKS', at(received)).at)).toBe(due);
  });

  it('takes cut-off and closing time from the calendar', () => {
    const calendar = new WorkingCalendar({ cutOff: '11:00', closing: '16:30' });
    expect(formatInstant(sameDayDue(at('24/11/2026 11:30:00'), calendar))).toBe('25/11/2026 16:30:00');
  });
});

describe('dueDate', () => {
  it.each([
    ['CMC', '20/11/2026 16:00:00', {}, '2026-11-25'],
    ['CMC', '20/11/2026 16:00:00', { verification: true }, '2026-12-02'],
    ['CMC', '20/11/2026 09:00:00', { foreign: true }, '2026-12-07'],
    ['TGH', '20/11/2026 09:00:00', {}, '2026-11-24'],
    ['KT', '24/11/2026 09:00:00', { verification: true }, '2026-11-27'],
    ['KH', '30/06/2025 09:00:00', { foreign: true }, '2025-07-15'],
    ['KH', '01/07/2025 09:00:00', { foreign: true }, '2025-07-08'],
    ['LH', '24/11/2026 09:00:00', {}, '2026-12-07'],
  ] as const)('%s received %s %p is due %s', (module, received, options, day) => {
    expect(dueDate(module, at(received), options).day).toBe(day);
  });

  it('takes a procedure that has a module', () => {
    expect(dueDate({ module: 'GH' }, at('24/11/2026 09:00:00')).deadline.source).toContain('article 20');
  });

  it('lets a row of the host win', () => {
    const deadlines = [{ module: 'HN', days: 1, unit: 'working', source: 'host', confidence: 'law' }] as const;
    expect(dueDate('HN', at('24/11/2026 09:00:00'), { deadlines }).day).toBe('2026-11-25');
  });

  it('says when holidays of a year are not known', () => {
    expect(dueDate('HN', at('30/12/2026 09:00:00')).certain).toBe(false);
    expect(dueDate('HN', at('24/11/2026 09:00:00')).certain).toBe(true);
  });

  it('knows every module, and is never before receipt nor on a day off', () => {
    const calendar = new WorkingCalendar();
    const moments = fc.date({
      min: new Date('2024-01-01T00:00:00Z'),
      max: new Date('2026-12-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...MODULE_CODES),
        moments,
        fc.boolean(),
        fc.boolean(),
        (module, received, verification, foreign) => {
          const due = dueDate(module, received, { verification, foreign });
          expect(due.at.getTime()).toBeGreaterThan(received.getTime());
          expect(calendar.isWorkingDay(due.day)).toBe(true);
        },
      ),
    );
  });
});

describe('supplementDue', () => {
  it('gives seven working days by default', () => {
    expect(formatInstant(supplementDue(at('24/11/2026 16:00:00')))).toBe('03/12/2026 17:00:00');
    expect(formatInstant(supplementDue(at('24/11/2026 16:00:00'), 2))).toBe('26/11/2026 17:00:00');
  });
});
