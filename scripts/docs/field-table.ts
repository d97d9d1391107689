import { DEFAULT_MAX_LENGTH, type FieldBlock, type FieldDescription, type FieldDictionary } from '../library';
import { linkToList } from './code-lists-page';
import { code, page, table } from './markdown';
import { Sources } from './sources';

const HEAD = [
  'Trường · Field',
  'Ý nghĩa',
  'Meaning',
  'Kiểu · Type',
  'Định dạng · Format',
  'Danh mục · Codes',
  'Bắt buộc · Required',
  'Dài tối đa · Max',
  'Nguồn · Source',
];

/** The fields of a payload, the objects nested in it, and where all of them are known from. */
export function fieldSection(fields: FieldDictionary): string {
  const sources = new Sources();
  return page(
    fieldTable(fields, sources),
    ...nestedObjects(fields).map(({ shape, owners, parts }) =>
      page(`${code(shape)} — trong · in ${owners.map(code).join(', ')}:`, fieldTable(parts, sources)),
    ),
    '**Nguồn · Sources**',
    sources.list(),
  );
}

function fieldTable(fields: FieldDictionary, sources: Sources): string {
  return table(
    HEAD,
    Object.entries(fields).map(([name, field]) => [
      code(name),
      field.meaning.vi,
      field.meaning.en,
      code(field.type),
      formatOf(field),
      field.codeList ? linkToList(field.codeList) : '',
      requiredWhen(field),
      maxLengthOf(field)?.toString() ?? '',
      sources.cite(field.source),
    ]),
  );
}

function formatOf({ format, fields }: FieldDescription): string {
  if (format) return code(format);
  return fields ? code(shapeOf(fields)) : '';
}

/** Only free text is measured: whatever has a format or a list of codes is limited by that. */
export function maxLengthOf({ type, maxLength }: FieldDescription): number | undefined {
  return type === 'text' || type === 'personName' ? (maxLength ?? DEFAULT_MAX_LENGTH) : undefined;
}

function requiredWhen({ required, block }: FieldDescription): string {
  if (!block) return required ? '✓' : '';
  return block.leading ? `✓ khi · when ${condition(block)}` : `chỉ khi · only when ${condition(block)}`;
}

function condition({ field, codes }: FieldBlock): string {
  return `${code(field)} = ${codes.join(', ')}`;
}

interface NestedObject {
  readonly shape: string;
  readonly owners: string[];
  readonly parts: FieldDictionary;
}

/** Every kind of nested object once, with the fields that hold one. */
function nestedObjects(fields: FieldDictionary): NestedObject[] {
  const kinds = new Map<string, NestedObject>();
  for (const [name, { fields: parts }] of Object.entries(fields)) {
    if (!parts) continue;
    const key = JSON.stringify(parts);
    const kind = kinds.get(key) ?? { shape: shapeOf(parts), owners: [], parts };
    kind.owners.push(name);
    kinds.set(key, kind);
  }
  return [...kinds.values()];
}

function shapeOf(parts: FieldDictionary): string {
  return `{ ${Object.keys(parts).join(', ')} }`;
}
