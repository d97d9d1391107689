import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  isModuleCode,
  MODULE_CODES,
  type ModuleCode,
  type Route,
  routeFor,
  validateAttachments,
  validateDossierCode,
  validatePayload,
  validateUnitCode,
  type WireAttachment,
} from '../contract';
import { HotichError, type HotichProblem, HotichValidationError } from '../errors';
import { HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import type { AttachmentInput } from './submit-input';

/** Content that may be stored and sent. */
export interface CheckedContent {
  readonly module: ModuleCode;
  readonly maDonVi: string;
  readonly data: Record<string, unknown>;
  readonly fileDinhKem: readonly WireAttachment[];
  readonly contentHash: string;
}

export interface ContentToCheck {
  readonly maHoSo?: unknown;
  readonly maHoSoLT?: unknown;
  readonly maTTHC?: unknown;
  readonly module: unknown;
  readonly maDonVi: unknown;
  readonly data: unknown;
  readonly fileDinhKem?: readonly AttachmentInput[];
}

/** Checks everything that is known about a dossier before anything is stored or sent. */
@Injectable()
export class ContentChecker {
  constructor(@Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions) {}

  /**
   * @param at the day whose route applies.
   * @throws HotichValidationError naming every field that is wrong, the rule and the remedy.
   */
  check(content: ContentToCheck, at: Date): CheckedContent {
    const problems: HotichProblem[] = [];
    if ('maHoSo' in content) problems.push(...validateDossierCode(content.maHoSo, 'maHoSo'));
    if (content.maHoSoLT !== undefined) {
      problems.push(...validateDossierCode(content.maHoSoLT, 'maHoSoLT'));
      if (typeof content.maTTHC !== 'string' || content.maTTHC === '') problems.push(PROCEDURE_MISSING);
    }
    problems.push(...validateUnitCode(content.maDonVi), ...this.unitProblems(content.maDonVi));
    const fileDinhKem = (content.fileDinhKem ?? []).map(wireAttachment);
    const { attachmentBytes, dossierBytes } = this.options.limits;
    problems.push(...validateAttachments(fileDinhKem, { maxFileBytes: attachmentBytes, maxTotalBytes: dossierBytes }));
    const route = this.route(content.module, at, problems);
    if (route) problems.push(...validatePayload(route.module, route.profile, content.data));
    if (!route || problems.length > 0) throw new HotichValidationError(problems);
    const checked = {
      module: route.module,
      maDonVi: content.maDonVi as string,
      data: content.data as Record<string, unknown>,
      fileDinhKem,
    };
    return { ...checked, contentHash: contentHash(checked) };
  }

  private route(module: unknown, at: Date, problems: HotichProblem[]): Route | undefined {
    if (!isModuleCode(module)) {
      problems.push({
        path: 'module',
        rule: 'enum',
        message: { vi: 'không phải mã nghiệp vụ hộ tịch', en: 'is not a module code' },
        remedy: { vi: `Dùng một trong: ${MODULE_CODES.join(', ')}`, en: `Use one of: ${MODULE_CODES.join(', ')}` },
      });
      return undefined;
    }
    try {
      return routeFor(this.options.register.routes, module, at);
    } catch (error) {
      if (!(error instanceof HotichError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  }

  private unitProblems(maDonVi: unknown): HotichProblem[] {
    const { units } = this.options;
    if (!units || typeof maDonVi !== 'string' || units.includes(maDonVi)) return [];
    return [
      {
        path: 'maDonVi',
        rule: 'unit.unknown',
        message: { vi: 'không có trong danh sách đơn vị đã cấu hình', en: 'is not among the configured units' },
        remedy: { vi: 'Thêm mã đơn vị vào options.units nếu đúng', en: 'Add the unit to options.units if it is right' },
      },
    ];
  }
}

const PROCEDURE_MISSING: HotichProblem = {
  path: 'maTTHC',
  rule: 'required',
  message: { vi: 'bắt buộc khi có maHoSoLT', en: 'is required with maHoSoLT' },
  remedy: { vi: 'Điền mã thủ tục DVCLT đã gửi kèm hồ sơ', en: 'Give the procedure code DVCLT sent with the dossier' },
};

function wireAttachment(file: AttachmentInput, index: number): WireAttachment {
  const content: unknown = file.duLieuTepDinhKem;
  return {
    id: file.id ?? index + 1,
    loaiGiayTo: file.loaiGiayTo ?? 1,
    tenGiayTo: file.tenGiayTo,
    tenTepDinhKem: file.tenTepDinhKem,
    huyGiayTo: 0,
    duLieuTepDinhKem: Buffer.isBuffer(content) ? content.toString('base64') : (content as string),
  };
}

/** Equal for equal content whatever the order of the keys, so that a repeated call is told from a changed one. */
export function contentHash(content: Omit<CheckedContent, 'contentHash'>): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify(sorted([content.module, content.maDonVi, content.data])));
  for (const { duLieuTepDinhKem, ...file } of content.fileDinhKem) {
    hash.update(JSON.stringify(sorted(file))).update(duLieuTepDinhKem);
  }
  return hash.digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value).sort();
  return keys.map((key) => [key, sorted((value as Record<string, unknown>)[key])]);
}
