const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&([^;&\s]{0,20};?)/g;
/** Exactly the signs that XML 1.0 excludes, lone surrogates among them. */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text for the content of an XML element; signs that XML 1.0 cannot hold are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;');
}

/**
 * Content of an XML element as text: the five predefined entities and character references, nothing else.
 *
 * @returns `undefined` when the text holds any other reference, or one to a sign that XML cannot hold.
 */
export function unescapeXml(text: string): string | undefined {
  let wellFormed = true;
  const plain = text.replace(REFERENCE, (whole, body: string) => {
    const value = body.endsWith(';') ? resolve(body.slice(0, -1)) : undefined;
    if (value === undefined) wellFormed = false;
    return value ?? whole;
  });
  return wellFormed ? plain : undefined;
}

function resolve(reference: string): string | undefined {
  if (Object.hasOwn(PREDEFINED, reference)) return PREDEFINED[reference];
  const digits = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(reference);
  if (!digits) return undefined;
  const point = digits[1] === undefined ? Number(digits[2]) : parseInt(digits[1], 16);
  if (point > 0x10ffff) return undefined;
  const character = String.fromCodePoint(point);
  return character.replace(FORBIDDEN, '') === '' ? undefined : character;
}
