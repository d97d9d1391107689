/** What a document is, told by its first bytes and not by its name. */
export interface DocumentKind {
  readonly mediaType: string;
  /** Extensions a file of this kind may have, lower case; the first is given to a document without a name. */
  readonly extensions: readonly string[];
  /** Media types that only the name can tell apart, by extension. */
  readonly byExtension?: Readonly<Record<string, string>>;
  /** False for what runs or is shown by a browser: never a civil-status paper. */
  readonly isDocument: boolean;
}

const PDF = document('application/pdf', 'pdf');

const OPEN_OFFICE = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
};
const OLD_OFFICE = { doc: 'application/msword', xls: 'application/vnd.ms-excel' };

/** A kind and the bytes (as latin1 text) it begins with; the first that fits is it. */
const KINDS: readonly (readonly [RegExp, DocumentKind])[] = [
  [/^%PDF-/, PDF],
  [/^\xFF\xD8\xFF/, document('image/jpeg', 'jpg', 'jpeg', 'jpe', 'jfif')],
  [/^\x89PNG\r\n\x1A\n/, document('image/png', 'png')],
  [/^(?:II\*\0|MM\0\*)/, document('image/tiff', 'tif', 'tiff')],
  [/^GIF8[79]a/, document('image/gif', 'gif')],
  [/^BM[\s\S]{4}\0{4}/, document('image/bmp', 'bmp')],
  [/^RIFF[\s\S]{4}WEBP/, document('image/webp', 'webp')],
  [/^[\s\S]{4}ftyp(?:hei[cmsx]|hev[cx]|mif1|msf1)/, document('image/heic', 'heic', 'heif')],
  // Word, Excel and their open counterparts are archives; which one, the names inside would tell.
  [/^PK\x03\x04/, { ...document('application/zip', 'docx', 'xlsx', 'odt', 'ods', 'zip'), byExtension: OPEN_OFFICE }],
  [/^\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1/, { ...document('application/x-cfb', 'doc', 'xls'), byExtension: OLD_OFFICE }],
  [/^\{\\rtf/, document('application/rtf', 'rtf', 'doc')],
  // Binary (DER) or armoured signatures beside a document.
  [/^\x30[\x80-\x84][\s\S]{0,6}\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07/, document('application/pkcs7-mime', 'p7s', 'p7m', 'p7b')],
  [/^MZ/, runs('application/x-msdownload', 'exe', 'dll')],
  [/^\x7FELF/, runs('application/x-elf', 'elf')],
  [/^(?:\xFE\xED\xFA[\xCE\xCF]|[\xCE\xCF]\xFA\xED\xFE|\xCA\xFE\xBA\xBE)/, runs('application/x-mach-binary', 'bin')],
  [/^#!/, runs('text/x-script', 'sh')],
  // A comment must not be able to go on past its end: comments in a row could be cut up in 2ⁿ ways, and all would be tried.
  [/^(?:\xEF\xBB\xBF)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*(?:<!doctype svg[^>]*>\s*)?<svg[\s>]/i, runs('image/svg+xml', 'svg')],
  [/^(?:\xEF\xBB\xBF)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype html|html|head|body|script|iframe)\b/i, runs('text/html', 'html', 'htm')],
  [/^(?:\xEF\xBB\xBF)?\s*<\?xml\b/, document('application/xml', 'xml')],
  // Readers take a PDF that begins a little late; what begins as something else is that something.
  [/^[\s\S]{1,1019}?%PDF-/, PDF],
]; // prettier-ignore

/** Bytes of the beginning that tell the kind; PDF readers accept a header this far in. */
export const SNIFFED_BYTES = 1024;

/** @param head the first {@link SNIFFED_BYTES} bytes. @returns undefined for a kind that is not known. */
export function sniff(head: Buffer): DocumentKind | undefined {
  const text = head.subarray(0, SNIFFED_BYTES).toString('latin1');
  return KINDS.find(([pattern]) => pattern.test(text))?.[1];
}

/** A kind by its media type, as {@link sniff} gave it. */
export function kindOf(mediaType: string): DocumentKind | undefined {
  return KINDS.find(([, kind]) => kind.mediaType === mediaType)?.[1];
}

/** The extension of a file name, lower case, without the dot. */
export function extensionOf(name: string): string | undefined {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.trim().toLowerCase();
}

function document(mediaType: string, ...extensions: string[]): DocumentKind {
  return { mediaType, extensions, isDocument: true };
}

function runs(mediaType: string, ...extensions: string[]): DocumentKind {
  return { mediaType, extensions, isDocument: false };
}
