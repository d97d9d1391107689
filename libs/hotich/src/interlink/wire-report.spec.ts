import type { HotichDossier, HotichReport } from '../persistence';
import { wireReport } from './wire-report';

const dossier = { maHoSo: 'H99.01.02-260101-0001', maHoSoLT: 'G22.99.08-260101-0001' } as HotichDossier;
const deadline = (hanBoSungHoSo: string) =>
  wireReport(dossier, { trangThai: 2, fields: { hanBoSungHoSo }, eventAt: new Date(0) } as HotichReport, undefined)
    .hanBoSungHoSo;

describe('the deadline of a supplement', () => {
  it.each([
    ['2026-08-01T17:00:00', '2026-08-01T17:00:00+07:00'],
    ['2026-08-01T17:00:00.123', '2026-08-01T17:00:00+07:00'],
    ['2026-08-01T10:00:00.000Z', '2026-08-01T10:00:00Z'],
  ])('%s is Vietnamese time unless it says otherwise, whatever the zone of the process', (text, instant) =>
    expect(deadline(text)).toEqual(new Date(instant)),
  );

  it.each(['2026-02-30T17:00:00', '2026-08-01T25:00:00', '2026-08-01Tối', '01/08/2026', 'trong 3 ngày'])(
    '%s travels as the register wrote it',
    (text) => expect(deadline(text)).toBe(text),
  );
});
