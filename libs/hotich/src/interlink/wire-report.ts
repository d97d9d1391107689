import { type CatalogService, ifDeclared } from '../catalog';
import { type InterlinkReport, parseDeadline, type ReportStatus } from '../contract';
import type { HotichDossier, HotichReport } from '../persistence';

/** When something is due: of the catalog. */
export type Deadlines = Pick<CatalogService, 'arrivalDue' | 'dueDate' | 'closingOf'>;

const DAY_MS = 24 * 3_600_000;

/** An owed status as it travels. */
export function wireReport(
  dossier: HotichDossier,
  { trangThai, fields, eventAt }: HotichReport,
  ketQuaXuLy: string | undefined,
  deadlines: Deadlines,
): InterlinkReport {
  const { hanBoSungHoSo, ...words } = fields;
  return {
    maTTHC: dossier.maTTHC ?? '',
    soHoSoLT: dossier.maHoSoLT ?? '',
    maHoSo: dossier.maHoSo,
    trangThai,
    thoiGianThucHien: eventAt,
    ...words,
    ...datesOf(trangThai, eventAt, dossier, deadlines),
    ...(hanBoSungHoSo === undefined ? {} : { hanBoSungHoSo: momentOf(hanBoSungHoSo, deadlines) }),
    ...(ketQuaXuLy === undefined ? {} : { ketQuaXuLy }),
  };
}

/**
 * The days that go with a status, also with one that is said only because a later one presupposes it. Source: wire contract 7.2,
 * attested C: the one public client that reports in full begins with the event what is being worked on, and ends a day after it what
 * is done.
 */
function datesOf(
  trangThai: ReportStatus,
  eventAt: Date,
  { module }: HotichDossier,
  deadlines: Deadlines,
): Pick<InterlinkReport, 'ngayBatDau' | 'ngayKetThuc' | 'ngayKetThucTheoQuyDinh'> {
  switch (trangThai) {
    case 1:
      return { ngayBatDau: eventAt, ngayKetThucTheoQuyDinh: deadlines.arrivalDue(eventAt) };
    case 3: {
      const due = ifDeclared(() => deadlines.dueDate(module, eventAt));
      return { ngayBatDau: eventAt, ...(due ? { ngayKetThucTheoQuyDinh: due } : {}) };
    }
    case 2:
    case 6:
      return { ngayBatDau: eventAt };
    case 7:
    case 4:
    case 5:
      return { ngayKetThuc: new Date(eventAt.getTime() + DAY_MS) };
  }
}

/** A day alone lasts until the offices close. What cannot be read travels as the register wrote it. */
function momentOf(deadline: string, deadlines: Deadlines): Date | string {
  return parseDeadline(deadline, (day) => deadlines.closingOf(day)) ?? deadline;
}
