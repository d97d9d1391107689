import { type InterlinkReport, parseInstant } from '../contract';
import type { HotichDossier, HotichReport } from '../persistence';

/** An owed status as it travels. */
export function wireReport(
  dossier: HotichDossier,
  { trangThai, fields, eventAt }: HotichReport,
  ketQuaXuLy: string | undefined,
): InterlinkReport {
  const { ngayBatDau, ngayKetThuc, ngayKetThucTheoQuyDinh, hanBoSungHoSo, ...words } = fields;
  const dates = Object.fromEntries(
    Object.entries({ ngayBatDau, ngayKetThuc, ngayKetThucTheoQuyDinh }).flatMap(([key, iso]) =>
      iso === undefined ? [] : [[key, new Date(iso)]],
    ),
  );
  return {
    maTTHC: dossier.maTTHC ?? '',
    soHoSoLT: dossier.maHoSoLT ?? '',
    maHoSo: dossier.maHoSo,
    trangThai,
    thoiGianThucHien: eventAt,
    ...words,
    ...dates,
    ...(hanBoSungHoSo === undefined
      ? {}
      : { hanBoSungHoSo: isIso(hanBoSungHoSo) ? (parseInstant(hanBoSungHoSo) ?? hanBoSungHoSo) : hanBoSungHoSo }),
    ...(ketQuaXuLy === undefined ? {} : { ketQuaXuLy }),
  };
}

const isIso = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T/.test(text);
