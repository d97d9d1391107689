import fc from 'fast-check';
import { splitValidationText } from './validation-text';

const SENTENCES = [
  'cbsSoDDCN có độ dài vượt quá số lượng cho phép. Vui lòng kiểm tra lại thông tin.',
  'cbsLoaiGiayToTuyThan không tồn tại. Vui lòng kiểm tra lại danh mục.',
  'nycNgayCapGiayToTuyThan có định dạng không đúng. Vui lòng kiểm tra lại thông tin.',
  'noiDangKy không được để trống. Vui lòng kiểm tra lại thông tin.',
];
const EXPECTED = [
  ['data.cbsSoDDCN', 'maxLength'],
  ['data.cbsLoaiGiayToTuyThan', 'codeList'],
  ['data.nycNgayCapGiayToTuyThan', 'format'],
  ['data.noiDangKy', 'required'],
];
const split = (text: string) => splitValidationText(text).map(({ path, rule }) => [path, rule]);

describe('splitValidationText', () => {
  it.each([
    ['newlines', '\n'],
    ['carriage returns', '\r\n'],
    ['literal backslash n', '\\n'],
    ['a glued n', 'n'],
    ['a blank', ' '],
    ['nothing at all', ''],
  ])('splits sentences joined by %s', (_name, joint) => {
    expect(split(SENTENCES.join(joint))).toEqual(EXPECTED);
  });

  it('splits at a glued n even where the full stop is lost', () => {
    expect(split(SENTENCES.map((sentence) => sentence.replace(/\.$/, '')).join('n'))).toEqual(EXPECTED.slice(0, 3));
  });

  it.each([
    ['nycHoTen thiếu', 'data.nycHoTen'],
    ['nnycHoTen thiếu', 'data.nycHoTen'],
    ['nnksHoTen thiếu', 'data.nksHoTen'],
    ['nnoiDangKy thiếu', 'data.noiDangKy'],
    ['noiDangKy thiếu', 'data.noiDangKy'],
    ['ncmHoTen thiếu', 'data.cmHoTen'],
    ['ncHoTen thiếu', 'data.ncHoTen'],
    ['nloaiDangKy thiếu', 'data.loaiDangKy'],
    ['maDonVi không tồn tại', 'maDonVi'],
    ['data.nksNoiSinh.maTinh không tồn tại', 'data.nksNoiSinh.maTinh'],
  ])('%s speaks of %s', (text, path) => expect(splitValidationText(text)[0]?.path).toBe(path));

  it('names the meaning of a field that a payload describes', () => {
    expect(splitValidationText('meSoDDCN có độ dài vượt quá số lượng cho phép.')[0]?.message.vi).toBe(
      'Số định danh cá nhân của mẹ: quá dài',
    );
  });

  it('does not repeat what the register quotes', () => {
    const text = 'nksHoTen có định dạng không đúng. Giá trị: NGUYỄN VĂN MẪU';
    expect(JSON.stringify(splitValidationText(text))).not.toContain('MẪU');
  });

  it('keeps a known field whose complaint it does not know', () => {
    expect(split('nksHoTen có vấn đề lạ.')).toEqual([['data.nksHoTen', 'remote']]);
  });

  it.each(['', 'Lỗi hệ thống', 'Hồ sơ không tồn tại', 'iGate báo lỗi', 'NullReferenceException at Foo.barBaz'])(
    'finds no field in %p',
    (text) => expect(splitValidationText(text)).toEqual([]),
  );

  it('reads any text, whole or damaged, without failing', () => {
    const piece = fc.oneof(fc.constantFrom(...SENTENCES, 'n', '\\n', '\n', '.', 'nks', 'HoTen '), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        for (const { path, rule } of splitValidationText(pieces.join(''))) {
          expect(path).toMatch(/^[A-Za-z][A-Za-z0-9._]*$/);
          expect(rule).not.toBe('');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('stays fast on a long hostile text', () => {
    const started = performance.now();
    splitValidationText('n'.repeat(200_000));
    splitValidationText('aB.'.repeat(70_000));
    splitValidationText('nksA '.repeat(40_000));
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
