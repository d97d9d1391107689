import fc from 'fast-check';
import * as dates from './dates';

const wholeDay = fc
  .date({ min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => ({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }));
const partial = fc.oneof(
  wholeDay,
  wholeDay.map(({ year, month }) => ({ year, month })),
  wholeDay.map(({ year }) => ({ year })),
);

describe('moments', () => {
  it('are written in Vietnamese time whatever the zone of the machine', () => {
    expect(dates.formatInstant(new Date('2024-12-31T17:05:09Z'))).toBe('01/01/2025 00:05:09');
    expect(dates.localDay(new Date('2024-12-31T16:59:59Z'))).toBe('2024-12-31');
  });

  it.each([
    ['01/01/2025 00:05:09', '2024-12-31T17:05:09Z'],
    ['1/1/2025 7:05', '2025-01-01T00:05:00Z'],
    ['01/01/2025', '2024-12-31T17:00:00Z'],
    [' 13/08/2025 ', '2025-08-12T17:00:00Z'],
    ['2025-01-01', '2024-12-31T17:00:00Z'],
    ['2025-01-01T08:00:00', '2025-01-01T01:00:00Z'],
    ['2025-01-01T08:00:00.123+07:00', '2025-01-01T01:00:00.123Z'],
    ['2025-01-01T08:00:00Z', '2025-01-01T08:00:00Z'],
    ['20250101', '2024-12-31T17:00:00Z'],
    ['20250101081500', '2025-01-01T01:15:00Z'],
  ])('%s is read', (text, iso) => expect(dates.parseInstant(text)).toEqual(new Date(iso)));

  it.each(['', 'hôm nay', '31/02/2025', '01/13/2025', '01/01/2025 24:00:00', '99', null, undefined])(
    '%p is no moment',
    (text) => expect(dates.parseInstant(text)).toBeUndefined(),
  );

  it.each([
    ['15/08/2025', '2025-08-15T17:00:00+07:00'],
    ['2025-08-15', '2025-08-15T17:00:00+07:00'],
    ['20250815', '2025-08-15T17:00:00+07:00'],
    ['15/08/2025 09:30:00', '2025-08-15T09:30:00+07:00'],
    ['15/08/2025 00:00:00', '2025-08-15T00:00:00+07:00'],
    ['2025-08-15T02:30:00Z', '2025-08-15T09:30:00+07:00'],
  ])('the deadline %s is the end of its day only where it is a day alone', (text, iso) =>
    expect(dates.parseDeadline(text, (day) => dates.localMoment(day, '17:00'))).toEqual(new Date(iso)),
  );

  it.each(['trong 3 ngày', '31/02/2025', ''])('%p is no deadline', (text) =>
    expect(dates.parseDeadline(text, () => new Date(0))).toBeUndefined(),
  );

  it('survive the round trip to the second', () => {
    const moments = fc.date({ min: new Date('1990-01-01'), max: new Date('2150-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, (moment) => {
        moment.setUTCMilliseconds(0);
        expect(dates.parseInstant(dates.formatInstant(moment))).toEqual(moment);
      }),
    );
  });
});

describe('days', () => {
  it('survive the round trip through every form, unknown parts staying unknown', () => {
    fc.assert(
      fc.property(partial, (date) => {
        expect(dates.parseDotted(dates.formatDotted(date))).toEqual(date);
        expect(dates.parseSlashed(dates.formatSlashed(date))).toEqual(date);
        expect(dates.parseSplit(dates.formatSplit(date))).toEqual(date);
      }),
    );
    fc.assert(
      fc.property(wholeDay, (date) => {
        expect(dates.parseCompact(dates.formatIsoDay(date).replaceAll('-', ''))).toEqual(date);
        expect(dates.parseIsoDay(dates.formatIsoDay(date))).toEqual(date);
      }),
    );
  });

  it.each(['30.02.2025', '1.1.2025', '00.01.2025', '13.2025', '01/01/2025', '1799', '', '01.01.25'])(
    '%p is not a dotted date',
    (text) => expect(dates.parseDotted(text)).toBeUndefined(),
  );

  it('knows leap years', () => {
    expect(dates.parseDotted('29.02.2024')).toEqual({ year: 2024, month: 2, day: 29 });
    expect(dates.parseDotted('29.02.1900')).toBeUndefined();
    expect(dates.parseDotted('29.02.2000')).toBeDefined();
  });

  it('does not read a split date whose month is missing but whose day is not', () => {
    for (const ngaySinh of ['31', '02']) {
      expect(dates.parseSplit({ namSinh: '1950', thangSinh: '', ngaySinh })).toBeUndefined();
    }
    expect(dates.isRealDate({ year: 1950, day: 1 })).toBe(false);
  });
});
