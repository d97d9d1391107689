import { HotichSetupError } from '../errors';

/** What DVCLT was to be asked, or asked about, without `options.interlink`. */
export function interlinkOff(): HotichSetupError {
  return new HotichSetupError(
    { vi: 'Chưa cấu hình kết nối với DVCLT', en: 'The conversation with DVCLT is not configured' },
    {
      vi: 'Thêm interlink: { baseUrl, credentials } vào HotichModule.forRoot()',
      en: 'Add interlink: { baseUrl, credentials } to HotichModule.forRoot()',
    },
  );
}
