import { queryRefused, resultFailed } from './query-refused';

const code = 'H24.37.80-261124-0001';

describe('queryRefused', () => {
  it('says what the register says, without the numbers that may be somebody’s', () => {
    const words = `Hồ sơ ${code} bị từ chối: số 024 123 456 789 không đúng`;
    const { text, remedy, remoteCode } = queryRefused(
      { status: '0', errorCode: '500', errorClass: 'data', errorDescription: words, statusDescription: 'Lỗi' },
      [code],
    );
    const quoted = `Hồ sơ ${code} bị từ chối: số … không đúng`;
    expect(text.vi).toBe(`Hệ thống hộ tịch không trả lời được trạng thái: ${quoted}`);
    expect(text.en).toBe(`The register could not answer the status: ${quoted}`);
    expect([remoteCode, remedy.vi.includes('khóa')]).toEqual(['500', false]);
  });

  it.each([
    ['the words of the status', { statusDescription: 'Đang bảo trì' }, 'trạng thái: Đang bảo trì'],
    ['what the code means', { errorCode: '106' }, 'trạng thái: Sai mã đơn vị'],
    ['nothing more where nothing is said', { errorCode: '999' }, 'trạng thái'],
  ])('in place of an error’s words, says %s', (_what, said, shown) => {
    expect(queryRefused({ status: '0', ...said }).text.vi).toBe(`Hệ thống hộ tịch không trả lời được ${shown}`);
  });

  it.each([
    ['configuration', 'configuration', true],
    ['data', 'unknown', false],
    ['wait', 'transient', false],
  ] as const)('of class %s is %s; the key is suspected only where it may be the cause', (errorClass, kind, key) => {
    const error = queryRefused({ status: '0', errorClass });
    expect([error.kind, error.remedy.en.includes('key')]).toEqual([kind, key]);
  });
});

describe('resultFailed', () => {
  const item = { maHoSo: code, trangThai: 4 };

  it('counts against nothing: that the dossier is registered is known', () => {
    const resultRefused = {
      status: '0',
      errorCode: '106',
      errorClass: 'data',
      errorDescription: `Sai, ${code}`,
    } as const;
    expect(resultFailed({ ...item, resultRefused })).toMatchObject({
      kind: 'transient',
      remoteCode: '106',
      text: { vi: `Hồ sơ đã đăng ký, nhưng hệ thống hộ tịch chưa trả kết quả: Sai, ${code}` },
    });
    expect(resultFailed({ ...item, resultUnreadable: true })?.kind).toBe('transient');
    expect(resultFailed({ ...item, resultRefused: { status: '0', errorClass: 'configuration' } })?.kind).toBe(
      'configuration',
    );
  });

  it('says nothing of one that is not there yet', () => expect(resultFailed(item)).toBeUndefined());
});
