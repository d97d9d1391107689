import type { DeliveryView } from '@hotich/nestjs';
import type { HoSo } from '../ho-so/ho-so.entity';
import { deskPage } from './desk.page';

const at = new Date('2026-11-24T01:00:00Z');
const hoSo: HoSo = {
  maHoSo: 'H24.37.80-261124-0001',
  maHoSoLT: 'G22.99.08-261124-0001',
  maLanNop: null,
  loai: 'khai-sinh',
  tenCongDan: '<script>alert("MẪU")</script>',
  donVi: '07210',
  trangThai: 'received',
  lyDo: `"'><img src=x onerror=alert(1)>`,
  canBo: null,
  soDangKy: null,
  ketQuaFileId: null,
  ketQuaSha256: null,
  taoLuc: at,
  capNhatLuc: at,
};
const held: DeliveryView = {
  maHoSoLT: 'G22.99.08-261124-0002',
  state: 'held',
  diagnosis: {
    code: 'HT-3001',
    kind: 'permanent',
    text: { vi: 'XML có <!DOCTYPE>', en: 'XML with a DTD' },
    remedy: { vi: 'Báo DVCLT', en: 'Tell DVCLT' },
    problems: [],
  },
  createdAt: at,
  updatedAt: at,
};
const page = (rows: HoSo[], deliveries: DeliveryView[] = []): string =>
  deskPage({
    environment: 'test',
    nonce: 'abc',
    page: { tong: rows.length, danhSach: rows },
    counts: new Map(rows.map(({ trangThai }) => [trangThai, 1])),
    held: deliveries,
  });
const actions = (text: string): string[] =>
  [...text.matchAll(/data-post="[^"]*\/([^/"]+)"/g)].map((match) => match[1]!);

describe('the desk', () => {
  it('escapes whatever came from outside', () => {
    const text = page([hoSo], [held]);
    expect(text).not.toMatch(/<script>alert|<img|<!DOCTYPE>/);
    expect(text).toContain('&lt;script&gt;alert(&quot;MẪU&quot;)&lt;/script&gt;');
    expect(text).toContain('XML có &lt;!DOCTYPE&gt;');
  });

  it('offers what the state allows, and nothing else', () => {
    expect(actions(page([hoSo]))).toEqual(['tiep-nhan', 'bo-sung', 'tu-choi']);
    expect(actions(page([{ ...hoSo, trangThai: 'sent' }]))).toEqual([]);
    expect(actions(page([{ ...hoSo, trangThai: 'registered' }]))).toEqual(['tra-ket-qua']);
    expect(actions(page([{ ...hoSo, trangThai: 'held' }]))).toEqual(['gui-lai', 'bo-sung', 'tu-choi']);
    expect(actions(page([], [held]))).toEqual(['thu-lai']);
  });

  it('asks nobody at DVCLT to supplement what was filed at the counter: it is mended and sent again here', () => {
    const atCounter = { ...hoSo, maHoSoLT: null };
    expect(actions(page([{ ...atCounter, trangThai: 'held' }]))).toEqual(['gui-lai', 'tu-choi']);
    expect(actions(page([{ ...atCounter, trangThai: 'supplement' }]))).toEqual(['gui-lai', 'tu-choi']);
    expect(actions(page([{ ...hoSo, trangThai: 'supplement' }]))).toEqual(['tu-choi']);
  });

  it('always shows the environment, and loads nothing from elsewhere', () => {
    const text = page([]);
    expect(text).toContain('THỬ NGHIỆM');
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  it('links to the certificate once there is one', () => {
    expect(page([hoSo])).not.toContain('/ket-qua"');
    expect(page([{ ...hoSo, trangThai: 'completed', ketQuaFileId: 'x' }])).toContain(
      'href="/ho-so/H24.37.80-261124-0001/ket-qua"',
    );
  });
});
