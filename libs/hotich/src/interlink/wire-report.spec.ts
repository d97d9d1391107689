import { localMoment, type ReportStatus } from '../contract';
import { HotichValidationError } from '../errors';
import type { HotichDossier, HotichReport, ReportFields } from '../persistence';
import { wireReport } from './wire-report';

const dossier = { maHoSo: 'H99.01.02-260101-0001', maHoSoLT: 'G22.99.08-260101-0001', module: 'LTKS' } as HotichDossier;
const eventAt = new Date('2026-08-03T09:00:00+07:00');
const arrivalDue = new Date('2026-08-03T17:00:00+07:00');
const due = new Date('2026-08-04T17:00:00+07:00');
const deadlines = {
  arrivalDue: () => arrivalDue,
  dueDate: () => due,
  closingOf: (day: string) => localMoment(day, '17:00'),
};
const report = (trangThai: ReportStatus, fields: ReportFields = {}, catalog = deadlines) =>
  wireReport(dossier, { trangThai, fields, eventAt } as HotichReport, undefined, catalog);

describe('the deadline of a supplement', () => {
  const deadline = (hanBoSungHoSo: string) => report(2, { hanBoSungHoSo }).hanBoSungHoSo;

  it.each([
    ['2026-08-01T17:00:00', '2026-08-01T17:00:00+07:00'],
    ['2026-08-01T17:00:00.123', '2026-08-01T17:00:00+07:00'],
    ['2026-08-01T10:00:00.000Z', '2026-08-01T10:00:00Z'],
    ['01/08/2026 16:30:00', '2026-08-01T16:30:00+07:00'],
    ['2026-08-01 16:30', '2026-08-01T16:30:00+07:00'],
  ])('%s is Vietnamese time unless it says otherwise, whatever the zone of the process', (text, instant) =>
    expect(deadline(text)).toEqual(new Date(instant)),
  );

  it.each(['01/08/2026', '1/8/2026', '2026-08-01', ' 01.08.2026 '])('%s lasts until the offices close', (text) =>
    expect(deadline(text)).toEqual(new Date('2026-08-01T17:00:00+07:00')),
  );

  it.each(['2026-02-30T17:00:00', '2026-08-01T25:00:00', '2026-08-01Tối', '31/02/2026', 'trong 3 ngày'])(
    '%s travels as the register wrote it',
    (text) => expect(deadline(text)).toBe(text),
  );
});

describe('the days that go with a status', () => {
  const dayAfter = new Date('2026-08-04T09:00:00+07:00');
  const days = ({ ngayBatDau, ngayKetThuc, ngayKetThucTheoQuyDinh }: ReturnType<typeof report>) =>
    Object.fromEntries(
      Object.entries({ ngayBatDau, ngayKetThuc, ngayKetThucTheoQuyDinh }).filter(([, day]) => day !== undefined),
    );

  it.each<[ReportStatus, object]>([
    [1, { ngayBatDau: eventAt, ngayKetThucTheoQuyDinh: arrivalDue }],
    [3, { ngayBatDau: eventAt, ngayKetThucTheoQuyDinh: due }],
    [7, { ngayKetThuc: dayAfter }],
    [2, { ngayBatDau: eventAt }],
    [4, { ngayKetThuc: dayAfter }],
    [5, { ngayKetThuc: dayAfter }],
    [6, { ngayBatDau: eventAt }],
  ])('%i has those of the public client, also when it is only filled in', (trangThai, expected) =>
    expect(days(report(trangThai))).toEqual(expected),
  );

  it('are moments also in a report that was stored with days of its own', () => {
    const before = { ngayBatDau: eventAt.toISOString(), ngayKetThucTheoQuyDinh: due.toISOString() } as object;
    expect(days(report(3, before))).toEqual({ ngayBatDau: eventAt, ngayKetThucTheoQuyDinh: due });
  });

  it('lack the lawful end where nobody has declared one', () => {
    const dueDate = () => {
      throw new HotichValidationError([]);
    };
    expect(days(report(3, {}, { ...deadlines, dueDate }))).toEqual({ ngayBatDau: eventAt });
  });
});
