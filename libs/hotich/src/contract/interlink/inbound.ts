import { HotichParseError } from '../../errors';
import { validateDossierCode } from '../codes';
import { parseInstant } from '../dates';
import type { InterlinkModule } from '../modules';
import { isUnfilled } from '../payload/rules';
import type { WireAttachment } from '../register/register.types';
import { padUnitCode } from '../unit-codes';
import { decoded, defined, isObject, own, readJsonObject, scalar, unreadable, type JsonObject } from '../wire-json';
import { DEFAULT_MAX_XML_LENGTH, readXmlFields } from '../xml/xml-fields';
import { readAttachments } from './inbound-attachments';
import type { InterlinkDecodeOptions, InterlinkDetail, InterlinkListEntry, InterlinkListItem } from './interlink.types';

const MAX_LAYERS = 5;
/** An id is kept, and goes into an address: one with a sign that no text may have would be another there. */
const ID = /^[^\p{C}\uFFFD]{1,64}$/u;

/**
 * Reads the list of undelivered dossiers; a line that cannot be read becomes an `error` entry and spoils no other. Source: wire
 * contract 7.1, attested C.
 *
 * @throws HotichParseError when the answer as a whole is not `{ data: [...] }`; `data: null` is an empty list, one dossier may stand
 * alone, and either may be JSON text.
 */
export function decodeInterlinkList(raw: string): InterlinkListEntry[] {
  const given = own(readJsonObject(raw), 'data');
  if (given === null) return [];
  const data = decoded(given);
  if (isObject(data) && Object.hasOwn(data, 'maHoSo')) return [readLine(data, 'data')];
  if (!Array.isArray(data)) {
    throw unreadable('data', 'type', { vi: 'data phải là danh sách', en: 'data must be a list' });
  }
  return data.map((line: unknown, index) => readLine(line, `data[${index}]`));
}

/**
 * Reads the detail of a dossier: the envelope, the same shape once more as JSON text inside it, and the XML inside that.
 * Source: wire contract 7.1, attested C.
 *
 * @throws HotichParseError naming the field and rule: `required`, `module.unknown`, `unitCode`, `dossierCode.format`,
 * `maHoSo.mismatch`, `xml.*`, `body.*`.
 */
export function decodeInterlinkDetail(raw: string, options: InterlinkDecodeOptions = {}): InterlinkDetail {
  return readDetail(readJsonObject(raw), options);
}

/**
 * Reads a dossier that DVCLT pushes: the inner object of the detail, as parsed JSON or as text. The push contract itself is not
 * public; that it carries this object is an inference (wire contract 7.1).
 *
 * @throws HotichParseError as {@link decodeInterlinkDetail}.
 */
export function decodePushedDossier(body: unknown, options: InterlinkDecodeOptions = {}): InterlinkDetail {
  if (isObject(body)) return readDetail(body, options);
  return readDetail(readJsonObject(typeof body === 'string' ? body : ''), options);
}

function readLine(line: unknown, path: string): InterlinkListEntry {
  const object = isObject(line) ? line : {};
  try {
    const item: InterlinkListItem = {
      id: readId(object, path),
      maDonVi: required(object, 'maDonVi', path),
      maTTHC: required(object, 'maTTHC', path),
      module: readModule(scalar(own(object, 'module')), path),
      maHoSo: readCode(object, path),
      ngayTiepNhan: parseInstant(scalar(own(object, 'ngayTiepNhan'))),
      techId: scalar(own(object, 'techId')),
    };
    return { item: defined(item) };
  } catch (error) {
    if (!(error instanceof HotichParseError)) throw error;
    return defined({
      error,
      id: ifReadable(() => readId(object, path)),
      maHoSo: ifReadable(() => readCode(object, path)),
    });
  }
}

function readDetail(body: JsonObject, options: InterlinkDecodeOptions): InterlinkDetail {
  const { layers, xml } = unwrap(body);
  const merged = mergeLayers(layers);
  const maHoSo = readCode(merged, '');
  if (layers.some((layer) => (scalar(own(layer, 'maHoSo')) ?? maHoSo) !== maHoSo)) {
    throw unreadable('maHoSo', 'maHoSo.mismatch', {
      vi: 'mã hồ sơ ở lớp ngoài khác lớp trong',
      en: 'the code of the envelope differs from the code inside',
    });
  }
  const fields = readXmlFields(xml, 'hoTich', 'data', options.maxXmlLength ?? DEFAULT_MAX_XML_LENGTH);
  const ngayTiepNhan = parseInstant(scalar(own(merged, 'ngayTiepNhan')));
  // The form says it as well, and its word counts in the end (wire contract 2.13): an envelope with 0 or a code of another kind hinders nothing.
  const unit =
    padUnitCode(scalar(own(merged, 'maDonVi')) ?? '', ngayTiepNhan) ??
    padUnitCode(fields.noiDangKy ?? '', ngayTiepNhan);
  if (!unit) {
    throw unreadable('maDonVi', 'unitCode', {
      vi: 'thiếu hoặc sai mã đơn vị',
      en: 'the unit code is missing or wrong',
    });
  }
  return defined({
    maHoSo,
    maTTHC: required(merged, 'maTTHC', ''),
    module: readModule(scalar(own(merged, 'module')), ''),
    maDonVi: unit.code,
    maDonViCertain: unit.certain,
    ngayTiepNhan,
    techId: scalar(own(merged, 'techId')),
    fields,
    attachments: attachmentsOf(layers),
  });
}

/** Layers from the outside in, down to the one whose `data` is the XML. */
function unwrap(body: JsonObject): { layers: JsonObject[]; xml: string } {
  const layers: JsonObject[] = [];
  let layer = body;
  for (let depth = 0; depth < MAX_LAYERS; depth++) {
    layers.push(layer);
    const data = own(layer, 'data');
    if (isObject(data)) {
      layer = data;
      continue;
    }
    const text = scalar(data);
    if (text === undefined) break;
    if (text.startsWith('<')) return { layers, xml: text };
    layer = readJsonObject(text, 'data');
  }
  throw unreadable('data', 'required', {
    vi: 'không tìm thấy XML tờ khai',
    en: 'the XML of the declaration is not there',
  });
}

/** The innermost word on each field wins: that object is most likely DVCLT's original message. */
function mergeLayers(layers: readonly JsonObject[]): JsonObject {
  const filled = layers.flatMap((layer) => Object.entries(layer).filter(([, value]) => !isUnfilled(value, false)));
  return Object.fromEntries(filled);
}

/** Of the innermost layer that has any: a list that is empty there says nothing of what the layer around it holds. */
function attachmentsOf(layers: readonly JsonObject[]): WireAttachment[] {
  for (const layer of [...layers].reverse()) {
    const files = readAttachments(own(layer, 'fileDinhKem'));
    if (files.length > 0) return files;
  }
  return [];
}

function readModule(module: string | undefined, path: string): InterlinkModule {
  if (module === 'KS' || module === 'KT') return module;
  throw unreadable(join(path, 'module'), module === undefined ? 'required' : 'module.unknown', {
    vi: 'module phải là KS hoặc KT',
    en: 'module must be KS or KT',
  });
}

function readId(object: JsonObject, path: string): string {
  const id = required(object, 'id', path);
  if (ID.test(id)) return id;
  throw unreadable(join(path, 'id'), 'id.format', {
    vi: 'chỉ gồm ký tự in được, dài 1–64 ký tự',
    en: 'holds only printable signs, 1 to 64 of them',
  });
}

function readCode(object: JsonObject, path: string): string {
  const code = required(object, 'maHoSo', path);
  const [problem] = validateDossierCode(code, join(path, 'maHoSo'));
  if (!problem) return code;
  throw unreadable(problem.path, problem.rule, problem.message);
}

function ifReadable(read: () => string): string | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof HotichParseError) return undefined;
    throw error;
  }
}

function required(object: JsonObject, name: string, path: string): string {
  const text = scalar(own(object, name));
  if (text !== undefined) return text;
  throw unreadable(join(path, name), 'required', { vi: `thiếu ${name}`, en: `${name} is missing` });
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
