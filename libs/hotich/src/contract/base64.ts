/** Plain base64: white space and a `data:…;base64,` prefix removed. */
export function plainBase64(text: string): string {
  return text.replace(/^\s*data:[^,]{0,200};base64,/i, '').replace(/\s+/g, '');
}

/**
 * True for well-formed plain base64 (RFC 4648, padded), without decoding it. Looks for the first wrong sign instead of
 * matching the whole: a greedy match over tens of megabytes exhausts the regular-expression stack.
 */
export function isBase64(text: string): boolean {
  if (text.length % 4 !== 0) return false;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const firstWrong = text.search(/[^A-Za-z0-9+/]/);
  return firstWrong === -1 || firstWrong === text.length - padding;
}

/** Number of bytes that well-formed base64 stands for. */
export function base64Bytes(text: string): number {
  return (text.length / 4) * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
}

/** True when the content begins with `%PDF`. */
export function isPdfBase64(text: string): boolean {
  return text.startsWith('JVBER') && Buffer.from(text.slice(0, 8), 'base64').toString('latin1').startsWith('%PDF');
}
