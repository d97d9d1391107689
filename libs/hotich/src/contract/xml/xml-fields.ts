import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { HotichParseError } from '../../errors';
import { nfc } from '../text';
import { isObject, unreadable } from '../wire-json';
import { unescapeXml } from './xml-text';

export const DEFAULT_MAX_XML_LENGTH = 1_000_000;
const MAX_FIELDS = 2_000;
const DTD = /<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)/i;
const TEXT = '#text';
const CDATA = '#cdata';

type Node = Readonly<Record<string, unknown>>;

/** No entity is expanded by the parser and no value is turned into a number: `00019` must stay `00019`. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: CDATA,
  maxNestedTags: 20,
});

/**
 * Children of one element (found as the root, or directly below it) as text by name, in NFC and trimmed. An element inside a
 * child is named `child.inner`. Of two children of one name the last wins.
 *
 * @throws HotichParseError rule `xml.tooLong`, `xml.dtd` (a DTD or an entity declaration), `xml.malformed` or `xml.noElement`.
 */
export function readXmlFields(
  xml: string,
  element: string,
  path: string,
  maxLength = DEFAULT_MAX_XML_LENGTH,
): Record<string, string> {
  if (xml.length > maxLength) {
    throw unreadable(path, 'xml.tooLong', {
      vi: `XML dài quá ${maxLength} ký tự`,
      en: `the XML is longer than ${maxLength} characters`,
    });
  }
  if (DTD.test(xml)) {
    throw unreadable(path, 'xml.dtd', {
      vi: 'XML chứa DTD hoặc khai báo thực thể, bị từ chối vì an toàn',
      en: 'the XML holds a DTD or an entity declaration, which is refused for safety',
    });
  }
  const container = find(parse(xml, path), element);
  if (!container) {
    throw unreadable(path, 'xml.noElement', { vi: `XML không có <${element}>`, en: `the XML has no <${element}>` });
  }
  const fields = new Map<string, string>();
  collect(container, '', fields, path);
  return Object.fromEntries(fields);
}

function parse(xml: string, path: string): readonly Node[] {
  try {
    if (XMLValidator.validate(xml) !== true) throw malformed(path);
    return nodes(parser.parse(xml));
  } catch {
    // The parser's own message may quote the text around the fault, so it is not kept.
    throw malformed(path);
  }
}

function find(root: readonly Node[], element: string): readonly Node[] | undefined {
  const top = root.flatMap(elements);
  const found = [...top, ...top.flatMap(([, children]) => children.flatMap(elements))].find(
    ([name]) => name === element,
  );
  return found?.[1];
}

function collect(children: readonly Node[], prefix: string, fields: Map<string, string>, path: string): void {
  for (const [name, content] of children.flatMap(elements)) {
    if (fields.size >= MAX_FIELDS) throw malformed(path);
    const key = prefix + name;
    if (content.some((node) => elements(node).length > 0)) collect(content, `${key}.`, fields, path);
    else fields.set(key, textOf(content, path));
  }
}

function textOf(content: readonly Node[], path: string): string {
  const parts = content.map((node) => {
    const cdata = nodes(node[CDATA]).map((inner) => stringOf(inner[TEXT]));
    if (cdata.length > 0) return cdata.join('');
    const text = unescapeXml(stringOf(node[TEXT]));
    if (text === undefined) throw malformed(path);
    return text;
  });
  return nfc(parts.join('')).trim();
}

/** Child elements of a node, text and CDATA left out. */
function elements(node: Node): [name: string, children: readonly Node[]][] {
  return Object.entries(node)
    .filter(([name]) => name !== TEXT && name !== CDATA && name !== ':@')
    .map(([name, children]) => [name, nodes(children)]);
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function nodes(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function malformed(path: string): HotichParseError {
  return unreadable(path, 'xml.malformed', { vi: 'XML không hợp lệ', en: 'the XML is not well-formed' });
}
