/** One birth, as every contestant sends it; everything in it is invented. */
export const payload = (n) => ({
  maHoSo: `H24.37.80-261124-${String(n).padStart(6, '0')}`,
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
