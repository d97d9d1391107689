import type { Bilingual, HotichProblem } from '../../errors';
import { contentProblems } from '../documents/content-rules';
import { findingsOf } from '../documents/document-note';
import type { DocumentFindings } from '../documents/document-probe';
import { controlCharacters } from '../payload/type-rules';
import type { WireAttachment } from './register.types';

/** Sizes are not published (wire contract 3), so there is no limit unless the deployment sets one. */
export interface AttachmentLimits {
  readonly maxFileBytes?: number;
  readonly maxTotalBytes?: number;
  /** Default `documents`: only papers and pictures, whole, named as what they are, without anything that runs. */
  readonly content?: ContentRule;
}

/** What a file may be. `anything`: only its base64 and its size matter. */
export type ContentRule = 'documents' | 'anything';

const MAX_INT32 = 2_147_483_647;
/** The components of a procedure are called by whole paragraphs: the proof of residence by 500 characters. */
export const MAX_NAMES = { tenGiayTo: 4_000, tenTepDinhKem: 255 } as const;

/**
 * Problems of the files of a dossier: ids that are no positive 32-bit integers or stand twice, empty or overlong names and such with control characters,
 * content that is no plain base64, that is no document ({@link contentProblems}), sizes beyond the limits. Withdrawn files are not
 * forwarded and so not checked.
 */
export function validateAttachments(
  files: readonly WireAttachment[],
  limits: AttachmentLimits = {},
  path = 'fileDinhKem',
): HotichProblem[] {
  const problems: HotichProblem[] = [];
  const ids = new Set<number>();
  let total = 0;
  files.forEach((file, index) => {
    if (file.huyGiayTo !== 0) return;
    const at = `${path}[${index}]`;
    const content: unknown = file.duLieuTepDinhKem;
    const findings = typeof content === 'string' && content !== '' ? findingsOf(content) : undefined;
    problems.push(...checkFields(file, at), ...checkContent(file, findings, limits, `${at}.duLieuTepDinhKem`));
    if (ids.has(file.id)) problems.push(problem(`${at}.id`, 'unique', 'id bị trùng', 'the id stands twice', ...NEW_ID));
    ids.add(file.id);
    total += findings?.size ?? 0;
  });
  if (limits.maxTotalBytes !== undefined && total > limits.maxTotalBytes) {
    problems.push(tooLarge(path, limits.maxTotalBytes, 'tổng dung lượng tệp', 'the files together exceed'));
  }
  return problems;
}

const NEW_ID = ['Cấp cho mỗi tệp một số nguyên dương riêng', 'Give each file a positive integer of its own'] as const;

function checkFields(file: WireAttachment, at: string): HotichProblem[] {
  const problems: HotichProblem[] = [];
  if (!Number.isInteger(file.id) || file.id < 1 || file.id > MAX_INT32) {
    problems.push(
      problem(`${at}.id`, 'type', 'phải là số nguyên dương 32 bit', 'must be a positive 32-bit integer', ...NEW_ID),
    );
  }
  if (!Number.isInteger(file.loaiGiayTo)) {
    problems.push(
      problem(
        `${at}.loaiGiayTo`,
        'type',
        'phải là số nguyên',
        'must be an integer',
        'Dùng 1 nếu không rõ loại giấy tờ',
        'Use 1 when the kind of paper is not known',
      ),
    );
  }
  for (const name of ['tenGiayTo', 'tenTepDinhKem'] as const) {
    const value: unknown = file[name];
    const most = MAX_NAMES[name];
    const strange = controlCharacters.check(value);
    if (strange) problems.push({ path: `${at}.${name}`, ...strange });
    if (typeof value === 'string' && value.trim() !== '' && value.length <= most) continue;
    problems.push(
      problem(
        `${at}.${name}`,
        'length',
        `phải là chuỗi dài 1–${most} ký tự`,
        `must be text of 1 to ${most} characters`,
        'Đặt tên ngắn gọn, có phần mở rộng cho tên tệp',
        'Give a short name, with an extension for the file',
      ),
    );
  }
  return problems;
}

function checkContent(
  { tenTepDinhKem, duLieuTepDinhKem }: WireAttachment,
  findings: DocumentFindings | undefined,
  limits: AttachmentLimits,
  at: string,
): HotichProblem[] {
  const content: unknown = duLieuTepDinhKem;
  if (content !== undefined && content !== null && typeof content !== 'string') {
    return [
      problem(
        at,
        'type',
        'phải là chuỗi base64',
        'must be base64 text',
        'Gửi nội dung tệp dạng base64 (JSON không mang được Buffer)',
        'Send the content as base64 (JSON carries no Buffer)',
      ),
    ];
  }
  if (!findings || (findings.isBase64 && findings.size === 0)) {
    return [
      problem(
        at,
        'required',
        'tệp không có nội dung',
        'the file is empty',
        'Đính kèm lại tệp',
        'Attach the file again',
      ),
    ];
  }
  if (!findings.isBase64) {
    return [
      problem(
        at,
        'base64',
        'không phải base64 hợp lệ',
        'is not valid base64',
        'Mã hóa lại nội dung tệp bằng base64, không kèm "data:…;base64," và không xuống dòng',
        'Encode the file again as base64, without "data:…;base64," and without line breaks',
      ),
    ];
  }
  if (limits.maxFileBytes !== undefined && findings.size > limits.maxFileBytes) {
    return [tooLarge(at, limits.maxFileBytes, 'tệp', 'the file exceeds')];
  }
  return limits.content === 'anything' ? [] : contentProblems(String(tenTepDinhKem), findings, at);
}

function tooLarge(path: string, limit: number, vi: string, en: string): HotichProblem {
  return problem(
    path,
    'maxBytes',
    `${vi} vượt quá ${limit} byte`,
    `${en} ${limit} bytes`,
    'Giảm dung lượng tệp hoặc gửi không kèm tệp',
    'Make the files smaller or send without files',
  );
}

function problem(
  path: string,
  rule: string,
  vi: string,
  en: string,
  remedyVi: string,
  remedyEn: string,
): HotichProblem {
  const message: Bilingual = { vi, en };
  return { path, rule, message, remedy: { vi: remedyVi, en: remedyEn } };
}
