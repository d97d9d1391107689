import type { Bilingual, HotichProblem } from '../../errors';
import { type DocumentKind, extensionOf, kindOf } from './document-kinds';
import type { DocumentFindings } from './document-probe';

/**
 * What speaks against a document whose base64 is in order: a kind nobody knows (`content.unknown`), a program, script or page
 * (`content.forbidden`), a name that says another kind (`content.extension`), a PDF without its end (`content.truncated`), and
 * something in it that could run (`content.active`). Neither law nor wire lists the kinds; these are the papers and scans that
 * counters deal with.
 */
export function contentProblems(name: string, findings: DocumentFindings, path: string): HotichProblem[] {
  const kind = findings.mediaType === undefined ? undefined : kindOf(findings.mediaType);
  if (!kind) return [{ path, rule: 'content.unknown', ...UNKNOWN }];
  if (!kind.isDocument) return [{ path, rule: 'content.forbidden', ...forbidden(kind) }];
  const problems: HotichProblem[] = [];
  // A name that is missing altogether is another problem.
  if (name.trim() !== '' && !kind.extensions.includes(extensionOf(name) ?? '')) {
    problems.push({ path, rule: 'content.extension', ...misnamed(kind, extensionOf(name)) });
  }
  if (findings.truncated) problems.push({ path, rule: 'content.truncated', ...TRUNCATED });
  if (findings.active !== undefined) problems.push({ path, rule: 'content.active', ...active(findings.active) });
  return problems;
}

interface Words {
  readonly message: Bilingual;
  readonly remedy: Bilingual;
}

const UNKNOWN: Words = {
  message: { vi: 'nội dung không phải loại tệp được nhận', en: 'the content is of no kind that is taken' },
  remedy: {
    vi: 'Quét hoặc xuất lại thành PDF, JPEG, PNG hoặc TIFF; nếu đơn vị cần loại khác, đặt limits.content',
    en: 'Scan or export it again as PDF, JPEG, PNG or TIFF; where another kind is needed, set limits.content',
  },
};
const TRUNCATED: Words = {
  message: { vi: 'tệp PDF bị cụt, thiếu phần cuối (%%EOF)', en: 'the PDF is cut off: its end (%%EOF) is missing' },
  remedy: { vi: 'Tải lại tệp gốc rồi đính kèm lại', en: 'Get the original file again and attach it anew' },
};

function forbidden({ mediaType }: DocumentKind): Words {
  return {
    message: {
      vi: `là chương trình, mã lệnh hoặc trang web (${mediaType}), không phải giấy tờ`,
      en: `is a program, script or web page (${mediaType}), not a document`,
    },
    remedy: {
      vi: 'Không mở tệp này; yêu cầu người nộp gửi bản PDF hoặc ảnh chụp',
      en: 'Do not open it; ask whoever gave it for a PDF or a picture',
    },
  };
}

function misnamed({ mediaType, extensions }: DocumentKind, extension: string | undefined): Words {
  const [first] = extensions;
  return {
    message: {
      vi: `${extension === undefined ? 'tên tệp không có phần mở rộng' : `tên tệp có đuôi .${extension}`} nhưng nội dung là ${mediaType}`,
      en: `${extension === undefined ? 'the file name has no extension' : `the file name ends in .${extension}`} and the content is ${mediaType}`,
    },
    remedy: {
      vi: `Đổi đuôi tên tệp thành .${first}, hoặc đính kèm đúng tệp`,
      en: `Let the file name end in .${first}, or attach the right file`,
    },
  };
}

function active(name: string): Words {
  return {
    message: { vi: `có nội dung tự chạy (${name})`, en: `holds something that can run (${name})` },
    remedy: {
      vi: 'In lại thành PDF thường (không kịch bản, không tệp nhúng, không macro) rồi đính kèm',
      en: 'Print it to a plain PDF (no scripts, no embedded files, no macros) and attach that',
    },
  };
}
