import type { HotichParseError } from '../../errors';
import { plainBase64 } from '../base64';
import { readNote } from '../documents/document-note';
import { isUnfilled } from '../payload/rules';
import { withoutControlCharacters } from '../payload/type-rules';
import { MAX_NAMES } from '../register/attachments';
import type { WireAttachment } from '../register/register.types';
import { nfc, storable } from '../text';
import { integer, isObject, own, scalar, unreadable, type JsonObject } from '../wire-json';

/**
 * Files of an inbound dossier. A file without a usable id, or with that of a file before it, gets the first free one, counted in the
 * order of the list, so that reading the same body twice gives the same ids. Names that are too long are cut; content is not checked
 * here: a broken file must not keep a citizen's dossier out. Source: wire contract 3, attested C.
 *
 * @throws HotichParseError when it is neither a list nor empty.
 */
export function readAttachments(value: unknown): WireAttachment[] {
  const files = listOf(value).filter(isObject);
  const taken = new Set(files.map(wireId).filter((id) => id !== undefined));
  const given = new Set<number>();
  let next = 1;
  const freeId = () => {
    while (taken.has(next)) next += 1;
    taken.add(next);
    return next;
  };
  return files.map((file) => {
    const huyGiayTo = integer(own(file, 'huyGiayTo')) ?? 0;
    const wished = wireId(file);
    const id = wished === undefined || given.has(wished) ? freeId() : wished;
    // The paper that comes in the place of a withdrawn one may have its id.
    if (huyGiayTo === 0) given.add(id);
    const fileName = nameOf(file, 'tenTepDinhKem');
    return {
      id,
      loaiGiayTo: integer(own(file, 'loaiGiayTo')) ?? 1,
      tenGiayTo: storable((nameOf(file, 'tenGiayTo') ?? fileName ?? 'Giấy tờ').slice(0, MAX_NAMES.tenGiayTo)),
      // The end of it says what kind of file it is.
      tenTepDinhKem: storable((fileName ?? 'tep-dinh-kem').slice(-MAX_NAMES.tenTepDinhKem)),
      huyGiayTo,
      duLieuTepDinhKem: contentOf(scalar(own(file, 'duLieuTepDinhKem')) ?? ''),
    };
  });
}

/**
 * A list, also when it came encoded twice, as `data` does, or is one file alone: a dossier must not go on without its papers.
 *
 * @throws HotichParseError rule `type` for anything else.
 */
function listOf(value: unknown): readonly unknown[] {
  if (isUnfilled(value, false)) return [];
  if (Array.isArray(value)) return value;
  if (isObject(value)) return [value];
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) return listOf(parsed(value));
  throw notAList();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notAList();
  }
}

function notAList(): HotichParseError {
  return unreadable('fileDinhKem', 'type', { vi: 'fileDinhKem phải là danh sách', en: 'fileDinhKem must be a list' });
}

/** Without what no database holds: nor must a strange name keep a citizen's dossier out. */
function nameOf(file: JsonObject, field: 'tenGiayTo' | 'tenTepDinhKem'): string | undefined {
  const given = own(file, field);
  const name = scalar(typeof given === 'string' ? withoutControlCharacters(given) : given);
  return name === undefined ? undefined : nfc(name);
}

/** A note of a document kept aside stays as it is. */
function contentOf(text: string): string {
  return readNote(text) ? text : plainBase64(text);
}

function wireId(file: JsonObject): number | undefined {
  const id = integer(own(file, 'id'));
  return id !== undefined && id > 0 && id <= 2_147_483_647 ? id : undefined;
}
