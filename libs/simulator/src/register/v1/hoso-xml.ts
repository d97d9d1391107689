import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { asObject } from '../../http/received-request';

/** Children of `<hoso>`: text, or one level of named texts. Anything else is left for the field check to refuse. */
export type HoSo = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
  // Numeric references as well; named ones beyond the five of XML are refused before.
  htmlEntities: true,
});

const NOT_MARKUP = /<!\[CDATA\[[^]*?\]\]>|<!--[^]*?-->/g;
const FOREIGN_ENTITY = /&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[\da-f]+);)/i;

/**
 * Reads `<hotich><hoso>…</hoso></hotich>`, exactly one of each (wire contract 2.12).
 * @returns the elements of `<hoso>`, or what is wrong with the text
 */
export function readHoSo(xml: string): HoSo | string {
  const wellFormed = XMLValidator.validate(xml);
  if (wellFormed !== true) return `data không phải là XML hợp lệ (dòng ${wellFormed.err.line}).`;
  const markup = xml.replace(NOT_MARKUP, '');
  if (/<!DOCTYPE/i.test(markup)) return 'data không được chứa DTD.';
  if (FOREIGN_ENTITY.test(markup)) return 'data không được chứa thực thể (entity).';
  let document: unknown;
  try {
    document = parser.parse(xml);
  } catch {
    return 'data chứa tên thẻ không được phép.';
  }
  const root = onlyChild(document, 'hotich');
  const dossier = root === undefined ? undefined : onlyChild(root, 'hoso');
  if (dossier === undefined) return 'data phải có thẻ gốc <hotich> chứa đúng một thẻ <hoso>.';
  const elements = asObject(dossier);
  if (!elements) return dossier === '' ? {} : 'data có nội dung nằm ngoài các thẻ của <hoso>.';
  const { [TEXT]: stray, ...fields } = elements;
  return isBlank(stray) ? withoutBlanks(fields) : 'data có nội dung nằm ngoài các thẻ của <hoso>.';
}

const TEXT = '#text';

const isBlank = (value: unknown): boolean => value === undefined || (typeof value === 'string' && value.trim() === '');

/** The content of the one element of that name, when nothing stands beside it. */
function onlyChild(parent: unknown, name: string): unknown {
  const { [TEXT]: stray, ...children } = asObject(parent) ?? {};
  const isOnly = Object.keys(children).length === 1 && Object.hasOwn(children, name) && !Array.isArray(children[name]);
  return isOnly && isBlank(stray) ? children[name] : undefined;
}

/** White space between nested elements is layout; an element of white space alone is empty. */
function withoutBlanks(elements: Readonly<Record<string, unknown>>): HoSo {
  return Object.fromEntries(
    Object.entries(elements).map(([name, value]) => {
      const parts = asObject(value);
      if (!parts) return [name, isBlank(value) ? '' : value];
      const { [TEXT]: layout, ...rest } = parts;
      return [name, isBlank(layout) ? withoutBlanks(rest) : value];
    }),
  );
}
