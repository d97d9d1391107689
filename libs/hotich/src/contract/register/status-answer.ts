import { parseInstant } from '../dates';
import type { ModuleCode } from '../modules';
import { foldVietnamese } from '../text';
import { decoded, defined, integer, isObject, own, scalar, unreadable, type JsonObject } from '../wire-json';
import { readAnswer } from './answer-head';
import { NO_SUCH_DOSSIER, registerErrorOf } from './error-codes';
import type { AnswerHead, StatusAnswer, StatusItem } from './register.types';

/**
 * Reads the answer to a status query; string or integer alike. Source: wire contract 4.2.
 *
 * A code that is missing from the answer, or whose `errors` say in place of a status that it is not there, is "no answer", not "not found". Source:
 * wire contract 14.7, where both are possible ways of saying that there is no such dossier. Of two items for one code the later event wins, and
 * where the times do not tell (either may be empty, wire contract 4.2), the later in the list. `value` and `ketQuaXuLy` may be JSON text, as
 * `data` is; a result may stand alone in a list.
 *
 * @throws HotichParseError when it is not a JSON object with a `status`, or `value` is neither a list nor empty.
 */
export function decodeStatusAnswer(
  raw: string,
  asked: { readonly maHoSo: readonly string[]; readonly module: ModuleCode },
): StatusAnswer {
  const { head, body } = readAnswer(raw);
  if (head.status !== '1') return { ok: false, ...head };

  const wanted = new Set(asked.maHoSo);
  const items = new Map<string, StatusItem>();
  const foreign = new Set<string>();
  const remarks: { maHoSo: string; words: string }[] = [];
  let unreadableItems = 0;
  for (const value of valueList(body)) {
    if (isObject(value) && saysNothingOf(value, wanted)) continue;
    const item = isObject(value) ? readItem(value) : undefined;
    if (!item) {
      unreadableItems += 1;
      const remark = isObject(value) ? readRemark(value) : undefined;
      if (remark && wanted.has(remark.maHoSo)) remarks.push(remark);
    } else if (!wanted.has(item.maHoSo)) foreign.add(item.maHoSo);
    else if (isNotEarlier(item, items.get(item.maHoSo))) items.set(item.maHoSo, item);
  }
  const answer = { ok: true, items: [...items.values()], foreign: [...foreign], unreadable: unreadableItems } as const;
  return remarks.length === 0 ? answer : { ...answer, remarks };
}

function valueList(body: JsonObject): readonly unknown[] {
  const value = decoded(own(body, 'value'));
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  if (isObject(value)) return [value];
  throw unreadable('value', 'type', { vi: 'value phải là danh sách', en: 'value must be a list' });
}

/** Ours: how the register would say it is not attested. Any other error says nothing of whether it has the dossier. */
const NOT_THERE = ['không tìm thấy', 'không tồn tại', 'chưa có hồ sơ', 'not found'].map(foldVietnamese);

/** Of a whole answer only what speaks of a dossier: a unit or an account may not be there either. */
const NO_DOSSIER_THERE = ['không tìm thấy hồ sơ', 'hồ sơ không tồn tại', 'không tồn tại hồ sơ', 'chưa có hồ sơ'].map(
  foldVietnamese,
);

/**
 * Whether the no to a question about one dossier says that there is no such dossier: by its code, or in words where it has no code that is
 * known. Source: wire contract 5.2, the code attested A for version 1.0; the words are ours (14.7).
 */
export function saysNoSuchDossier({ errorCode, errorDescription, statusDescription }: AnswerHead): boolean {
  if (errorCode !== undefined && registerErrorOf(errorCode)) return errorCode === NO_SUCH_DOSSIER;
  const said = foldVietnamese(`${errorDescription ?? ''}\n${statusDescription ?? ''}`);
  return NO_DOSSIER_THERE.some((words) => said.includes(words));
}

function saysNothingOf(item: JsonObject, wanted: ReadonlySet<string>): boolean {
  const maHoSo = scalar(own(item, 'maHoSoMCDT'));
  if (maHoSo === undefined || !wanted.has(maHoSo) || statusOf(item) !== undefined) return false;
  const said = foldVietnamese(scalar(own(item, 'errors')) ?? '');
  return NOT_THERE.some((words) => said.includes(words));
}

/** Zero is no state of a dossier but "error" (wire contract 4.3, attested A for version 1.0), and what is below it is none either. */
function statusOf(item: JsonObject): number | undefined {
  const trangThai = integer(own(item, 'trangThai'));
  return trangThai !== undefined && trangThai > 0 ? trangThai : undefined;
}

function readRemark(item: JsonObject): { maHoSo: string; words: string } | undefined {
  const maHoSo = scalar(own(item, 'maHoSoMCDT'));
  const words = scalar(own(item, 'errors'));
  return maHoSo === undefined || words === undefined ? undefined : { maHoSo, words };
}

function readItem(item: JsonObject): StatusItem | undefined {
  const maHoSo = scalar(own(item, 'maHoSoMCDT'));
  const trangThai = statusOf(item);
  if (maHoSo === undefined || trangThai === undefined) return undefined;
  const result = resultOf(decoded(own(item, 'ketQuaXuLy')));
  return defined({
    maHoSo,
    maHoSoLT: scalar(own(item, 'maHoSoLT')),
    module: scalar(own(item, 'module')),
    trangThai,
    thoiGianThucHien: parseInstant(scalar(own(item, 'thoiGianThucHien'))),
    ghiChu: scalar(own(item, 'ghiChu')),
    noiDungXuLy: scalar(own(item, 'noiDungXuLy')),
    nguoiXuLy: scalar(own(item, 'nguoiXuLy')),
    chucDanh: scalar(own(item, 'chucDanh')),
    phongBanXuLy: scalar(own(item, 'phongBanXuLy')),
    hanBoSungHoSo: scalar(own(item, 'hanBoSungHoSo')),
    errors: scalar(own(item, 'errors')),
    result: isObject(result) ? result : undefined,
    resultUnreadable: trangThai === 4 && result !== undefined && !isObject(result) ? true : undefined,
  });
}

/** One result that stands alone in a list is that result; an empty list is none. */
function resultOf(value: unknown): unknown {
  return Array.isArray(value) && value.length < 2 ? decoded(value[0]) : value;
}

function isNotEarlier(item: StatusItem, known: StatusItem | undefined): boolean {
  const [at, knownAt] = [item.thoiGianThucHien, known?.thoiGianThucHien];
  return !at || !knownAt || at >= knownAt;
}
