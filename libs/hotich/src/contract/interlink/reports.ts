import { HotichValidationError, type Bilingual, type HotichProblem } from '../../errors';
import { formatInstant } from '../dates';
import type { InterlinkReport, ReportStatus } from './interlink.types';

export interface ReportDefault {
  readonly meaning: Bilingual;
  /** `noiDungXuLy` when nobody gives one; statuses 2 and 6 have none, their reason is obligatory. */
  readonly noiDungXuLy?: string;
}

/** Meaning and usual text of each status. Source: wire contract 7.2; the text of 4 is our own. */
export const REPORT_DEFAULTS: Readonly<Record<ReportStatus, ReportDefault>> = {
  1: {
    meaning: { vi: 'Hệ thống một cửa đã nhận hồ sơ', en: 'Received by the one-stop system' },
    noiDungXuLy: 'Tiếp nhận hồ sơ vào hệ thống',
  },
  2: { meaning: { vi: 'Yêu cầu bổ sung hồ sơ', en: 'Supplement requested' } },
  3: {
    meaning: { vi: 'Hồ sơ đủ điều kiện giải quyết', en: 'Accepted, eligible' },
    noiDungXuLy: 'Hồ sơ đủ điều kiện giải quyết',
  },
  4: { meaning: { vi: 'Đã có kết quả', en: 'Result available' }, noiDungXuLy: 'Đã có kết quả giải quyết' },
  5: { meaning: { vi: 'Đã trả kết quả', en: 'Result handed over' }, noiDungXuLy: 'Trả kết quả' },
  6: { meaning: { vi: 'Từ chối hồ sơ', en: 'Refused' } },
  7: {
    meaning: { vi: 'Đã chuyển cơ quan đăng ký hộ tịch', en: 'Forwarded to the register' },
    noiDungXuLy: 'Đã chuyển cán bộ tư pháp',
  },
};

/** Body that reports; the only value attested (wire contract 6.15). */
const DEFAULT_REPORTING_BODY = 5;

/**
 * A status report as JSON text. Texts nobody gives are `null`, except `noiDungXuLy`, which falls back to
 * {@link REPORT_DEFAULTS}. Source: wire contract 7.2.
 *
 * @throws HotichValidationError rule `required` when 2 or 6 comes without a reason or 4 without a result, and
 * `ketQuaXuLy.notAllowed` when another status carries a result.
 */
export function encodeReport(report: InterlinkReport): string {
  const problems = checkReport(report);
  if (problems.length > 0) throw new HotichValidationError(problems);
  return JSON.stringify({
    maTTHC: report.maTTHC,
    soHoSoLT: report.soHoSoLT,
    coQuanXuLy: report.coQuanXuLy ?? DEFAULT_REPORTING_BODY,
    maHoSo: report.maHoSo,
    trangThai: report.trangThai,
    thoiGianThucHien: formatInstant(report.thoiGianThucHien),
    ghiChu: text(report.ghiChu),
    ketQuaXuLy: report.ketQuaXuLy ?? null,
    nguoiXuLy: text(report.nguoiXuLy),
    chucDanh: text(report.chucDanh),
    phongBanXuLy: text(report.phongBanXuLy),
    noiDungXuLy: text(report.noiDungXuLy) ?? REPORT_DEFAULTS[report.trangThai].noiDungXuLy ?? null,
    ngayBatDau: instant(report.ngayBatDau),
    ngayKetThuc: instant(report.ngayKetThuc),
    ngayKetThucTheoQuyDinh: instant(report.ngayKetThucTheoQuyDinh),
    ngayHenTraTruoc: instant(report.ngayHenTraTruoc),
    ngayHenTraMoi: instant(report.ngayHenTraMoi),
    hanBoSungHoSo: instant(report.hanBoSungHoSo),
  });
}

function checkReport({ trangThai, noiDungXuLy, ghiChu, ketQuaXuLy }: InterlinkReport): HotichProblem[] {
  const problems: HotichProblem[] = [];
  if ((trangThai === 2 || trangThai === 6) && !text(noiDungXuLy) && !text(ghiChu)) {
    problems.push({
      path: 'noiDungXuLy',
      rule: 'required',
      message: { vi: 'phải nêu lý do', en: 'the reason must be stated' },
      remedy: { vi: 'Ghi lý do để công dân biết', en: 'Write the reason for the citizen' },
    });
  }
  if (trangThai === 4 && !ketQuaXuLy) {
    problems.push({
      path: 'ketQuaXuLy',
      rule: 'required',
      message: { vi: 'trạng thái 4 phải kèm kết quả', en: 'status 4 needs the result' },
      remedy: { vi: 'Tạo kết quả bằng flattenResult()', en: 'Make it with flattenResult()' },
    });
  }
  if (trangThai !== 4 && ketQuaXuLy) {
    problems.push({
      path: 'ketQuaXuLy',
      rule: 'ketQuaXuLy.notAllowed',
      message: { vi: 'chỉ trạng thái 4 được kèm kết quả', en: 'only status 4 carries a result' },
      remedy: { vi: 'Bỏ ketQuaXuLy', en: 'Leave ketQuaXuLy out' },
    });
  }
  return problems;
}

function text(value: string | undefined): string | null {
  return value?.trim() ? value.trim().normalize('NFC') : null;
}

function instant(value: Date | string | undefined): string | null {
  return value instanceof Date ? formatInstant(value) : text(value);
}
