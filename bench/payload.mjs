export const SUBMIT_PATH = '/apiLienThongKSKT/1.0/nhanHoSoDKHT';
export const STATUS_PATH = '/apiLienThongKSKT/1.0/layKetQuaDKHT';

export const codeOf = (n) => `H24.37.80-261124-${String(n).padStart(7, '0')}`;

/** One birth, as every contestant sends it; everything in it is invented. */
export const payload = (n) => ({
  maHoSo: codeOf(n),
  module: 'KS',
  maDonVi: '07210',
  data: {
    loaiDangKy: '1',
    noiDangKy: '07210',
    nksHoTen: 'NGUYỄN VĂN MẪU',
    nksGioiTinh: '1',
    nksNgaySinh: '02.11.2026',
    nksQuocTich: 'VN',
    nksDanToc: '63001',
    nksLoaiKhaiSinh: '3',
    nycHoTen: 'TRẦN THỊ MẪU',
    nycQuanHe: 'Mẹ',
  },
});

/** Runs `count` jobs with at most `width` under way. */
export async function pool(count, width, job) {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < count) await job(next++);
    }),
  );
}

/** `count` things in slices of `size`, made when they are needed. */
export function* slices(count, size, make) {
  for (let from = 0; from < count; from += size) {
    yield Array.from({ length: Math.min(size, count - from) }, (_, i) => make(from + i));
  }
}
