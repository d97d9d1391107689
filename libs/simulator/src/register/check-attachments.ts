import { createHash } from 'node:crypto';
import { asObject } from '../http/received-request';
import { isBase64 } from '../validation/formats';
import { sentence } from '../validation/sentences';
import type { StoredAttachment } from './register-dossier';

export interface AttachmentReport {
  readonly sentences: readonly string[];
  readonly attachments: readonly StoredAttachment[];
}

/** Reads `fileDinhKem` (wire contract 3): the key must be there, the list may be empty. */
export function checkAttachments(value: unknown, maxBytes: number | null): AttachmentReport {
  if (value === undefined || value === null) return { sentences: [sentence.missing('fileDinhKem')], attachments: [] };
  if (!Array.isArray(value)) return { sentences: [sentence.wrongFormat('fileDinhKem')], attachments: [] };
  const sentences: string[] = [];
  const attachments: StoredAttachment[] = [];
  for (const item of value) {
    const read = readAttachment(asObject(item), maxBytes);
    if (typeof read === 'string') sentences.push(read);
    else attachments.push(read);
  }
  return { sentences: [...new Set(sentences)], attachments };
}

function readAttachment(item: Record<string, unknown> | undefined, maxBytes: number | null): StoredAttachment | string {
  if (!item) return sentence.wrongFormat('fileDinhKem');
  const { id, loaiGiayTo, tenGiayTo, tenTepDinhKem, huyGiayTo, duLieuTepDinhKem } = item;
  if (!isInt32(id)) return sentence.wrongFormat('id');
  if (!isInt32(loaiGiayTo)) return sentence.wrongFormat('loaiGiayTo');
  if (!isInt32(huyGiayTo)) return sentence.wrongFormat('huyGiayTo');
  if (typeof tenGiayTo !== 'string') return sentence.wrongFormat('tenGiayTo');
  if (typeof tenTepDinhKem !== 'string') return sentence.wrongFormat('tenTepDinhKem');
  if (tenTepDinhKem === '') return sentence.missing('tenTepDinhKem');
  if (duLieuTepDinhKem === undefined || duLieuTepDinhKem === null || duLieuTepDinhKem === '') {
    return sentence.missing('duLieuTepDinhKem');
  }
  if (typeof duLieuTepDinhKem !== 'string' || !isBase64(duLieuTepDinhKem))
    return sentence.wrongFormat('duLieuTepDinhKem');
  const content = Buffer.from(duLieuTepDinhKem, 'base64');
  if (maxBytes !== null && content.length > maxBytes) return sentence.tooLong('duLieuTepDinhKem');
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { id, loaiGiayTo, tenGiayTo, tenTepDinhKem, huyGiayTo, bytes: content.length, sha256 };
}

const isInt32 = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(value as number) <= 2_147_483_647;
