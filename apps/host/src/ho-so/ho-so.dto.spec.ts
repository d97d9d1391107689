import type { HotichValidationError } from '@hotich/nestjs';
import { validationPipe } from '../http/validation.pipe';
import { SupplementBody } from './ho-so.dto';

const pipe = validationPipe();
const read = (hanBoSungHoSo: unknown) =>
  pipe.transform(
    { lyDo: 'Thiếu giấy tờ mẫu', hanBoSungHoSo },
    { type: 'body', metatype: SupplementBody },
  ) as Promise<SupplementBody>;

describe('the deadline of a supplement', () => {
  it.each([
    ['2026-12-01', '2026-12-01T10:00:00.000Z'],
    ['2026-12-01T16:30', '2026-12-01T09:30:00.000Z'],
    ['2026-12-01T16:30:15', '2026-12-01T09:30:15.000Z'],
    ['2026-12-01T16:30:15.250', '2026-12-01T09:30:15.250Z'],
    ['2026-12-01T16:30:00Z', '2026-12-01T16:30:00.000Z'],
    ['2026-12-01T16:30:00+09:00', '2026-12-01T07:30:00.000Z'],
    ['2028-02-29', '2028-02-29T10:00:00.000Z'],
  ])('%s is read on a clock in Vietnam, a day alone at closing time', async (text, moment) => {
    expect((await read(text)).hanBoSungHoSo?.toISOString()).toBe(moment);
  });

  it.each([undefined, null])('%s leaves it to the catalog', async (none) => {
    expect((await read(none)).hanBoSungHoSo ?? 'none').toBe('none');
  });

  it.each([
    '2026',
    '2026-12',
    '20261201',
    '2026-W49',
    '2026-335',
    '2026-02-30',
    '2026-13-01',
    '2026-02-30T17:00',
    '2026-12-01T25:00',
    '2026-12-01T17:60',
    '2026-12-01T17:00+25:00',
    '2026-12-01 ',
    '01/12/2026',
    'mai',
    '',
    1_796_119_200_000,
    ['2026-12-01'],
  ])('%j is refused by name', async (text) => {
    const error = await read(text).catch((reason: unknown) => reason as HotichValidationError);
    expect(error).toMatchObject({
      problems: [
        {
          path: 'hanBoSungHoSo',
          rule: 'isDate',
          message: { vi: expect.stringContaining('2026-12-01') as unknown },
          remedy: { vi: expect.stringMatching(/\S/) as unknown },
        },
      ],
    });
  });
});
