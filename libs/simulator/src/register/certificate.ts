import { randomBytes } from 'node:crypto';

/** What is printed on a simulated certificate. Nothing personal: it must be recognisable as worthless. */
export interface CertificateText {
  readonly title: string;
  readonly maHoSo: string;
  readonly maDonVi: string;
  readonly soDangKy: string;
  readonly signedAt: string;
}

/**
 * A small but real PDF, different for every call (serial number). Opens in any reader.
 * @param minimumBytes pads the file with an unused stream, to play a large scan
 */
export function makeCertificate(text: CertificateText, minimumBytes = 0): Buffer {
  const serial = randomBytes(16).toString('hex');
  const lines = [
    text.title,
    'BAN MO PHONG - KHONG CO GIA TRI PHAP LY',
    `Ma ho so: ${text.maHoSo}`,
    `Don vi dang ky: ${text.maDonVi}`,
    `So dang ky: ${text.soDangKy}`,
    `Ky so: ${text.signedAt}`,
    `Serial: ${serial}`,
  ];
  const page = ['BT /F1 14 Tf 60 760 Td 24 TL', ...lines.map((line) => `(${escape(line)}) Tj T*`), 'ET'].join('\n');
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    ),
    stream(Buffer.from(page, 'latin1')),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
  ];
  if (minimumBytes > 0) objects.push(stream(randomBytes(minimumBytes)));
  return assemble(objects, serial);
}

function stream(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`<< /Length ${content.length} >>\nstream\n`), content, Buffer.from('\nendstream')]);
}

/** Header, numbered objects, cross-reference table with their byte offsets, trailer. */
function assemble(objects: readonly Buffer[], serial: string): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n%\xE2\xE3\xCF\xD3\n', 'latin1')];
  let offset = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    offsets.push(offset);
    offset += part.length;
    parts.push(part);
  }
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}` +
        `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /ID [<${serial}> <${serial}>] >>\nstartxref\n${offset}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

const escape = (line: string): string => line.replace(/[\\()]/g, '\\$&');
