import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { addressPartsOf, CatalogService, splitName } from '../catalog';
import { atHand } from '../carrier';
import {
  type Base64Source,
  type CodeListKind,
  interlinkCodeMissing,
  isModuleCode,
  type ListInForce,
  type ListsInForce,
  MODULE_CODES,
  MODULES,
  type ModuleCode,
  profilesOf,
  type Route,
  routeFor,
  toProfile,
  type ToProfileOptions,
  validateAttachments,
  validateDossierCode,
  validatePayload,
  validateProcedureCode,
  validateUnitCode,
  type WireAttachment,
} from '../contract';
import { isObject, own } from '../contract/wire-json';
import { HotichError, type HotichProblem, HotichValidationError } from '../errors';
import { HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { nextRoute } from './next-route';
import { type AttachmentInput, isGiven, momentOf, objectExpected } from './submit-input';

/** Content that may be stored and sent. */
export interface CheckedContent {
  readonly module: ModuleCode;
  readonly maDonVi: string;
  readonly data: Record<string, unknown>;
  readonly fileDinhKem: readonly WireAttachment[];
  /** Of what was given: the style it is converted to is the route's of this moment, and the same call may be repeated later. */
  readonly contentHash: string;
  /** What it is written for, and goes by. */
  readonly route: Route;
}

/** As it came, of whatever type. What is null counts as left out. */
export interface ContentToCheck {
  readonly maHoSo?: unknown;
  readonly maHoSoLT?: unknown;
  readonly maTTHC?: unknown;
  readonly module: unknown;
  readonly maDonVi: unknown;
  readonly data: unknown;
  /** It is what stands already: that it names two units, or a code that no list has any more, keeps nobody from asking what became of it. */
  readonly unchanged?: boolean;
  readonly fileDinhKem?: unknown;
  readonly ngayTiepNhan?: unknown;
}

/** Checks everything that is known about a dossier before anything is stored or sent. */
@Injectable()
export class ContentChecker {
  constructor(
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly catalog: CatalogService,
  ) {}

  /**
   * @param at the day whose route and unit codes apply.
   * @param before the dossier it is a new version of: where one may have gone out, see {@link nextRoute}.
   * @returns the content in the style of its route: a payload written in another style is converted where that is exact.
   * @throws HotichValidationError naming every field that is wrong, the rule and the remedy.
   */
  async check(content: ContentToCheck, at: Date, before?: Parameters<typeof nextRoute>[0]): Promise<CheckedContent> {
    const problems: HotichProblem[] = [];
    if ('maHoSo' in content) problems.push(...validateDossierCode(content.maHoSo, 'maHoSo'));
    if (isGiven(content.maHoSoLT)) {
      problems.push(...validateDossierCode(content.maHoSoLT, 'maHoSoLT'));
      if (!content.maTTHC) problems.push(PROCEDURE_MISSING);
      if (isModuleCode(content.module) && !MODULES[content.module].interlinked) problems.push(NOT_INTERLINKED);
    } else if ('maHoSo' in content && isModuleCode(content.module) && MODULES[content.module].interlinked) {
      problems.push(interlinkCodeMissing(content.module));
    }
    if (isGiven(content.maTTHC) && content.maTTHC !== '') problems.push(...validateProcedureCode(content.maTTHC));
    if (isGiven(content.ngayTiepNhan) && !momentOf(content.ngayTiepNhan)) problems.push(NO_MOMENT);
    const unit = this.unitProblems(content.maDonVi, at);
    problems.push(...(unit.length > 0 || content.unchanged ? unit : placeProblems(content)));
    const fileDinhKem = wireAttachments(content.fileDinhKem, problems);
    const { attachmentBytes, dossierBytes, content: kind } = this.options.limits;
    const limits = { maxFileBytes: attachmentBytes, maxTotalBytes: dossierBytes, content: kind };
    problems.push(...validateAttachments(fileDinhKem, limits));
    const inForce = () => this.route(content.module, at, problems);
    const route = before && before.sentVersion !== null ? nextRoute(before, inForce) : inForce();
    const data = route && this.inStyle(route, content, at, problems);
    if (!route && !isObject(content.data)) problems.push(objectExpected('data'));
    if (!route || !data || problems.length > 0) throw new HotichValidationError(problems);
    const checked = { module: route.module, maDonVi: content.maDonVi as string, data, fileDinhKem };
    const given = { ...checked, data: content.data as Record<string, unknown> };
    return { ...checked, contentHash: await contentHash(given, atHand), route };
  }

  /** The payload in the route's style; undefined when it is wrong, with its problems. */
  private inStyle(
    { module, profile }: Route,
    { data, unchanged }: ContentToCheck,
    at: Date,
    problems: HotichProblem[],
  ): Record<string, unknown> | undefined {
    const rules = this.options.register.payloads[module] ?? {};
    // What stands already was held against the lists of its time.
    const lists: ListsInForce = (kind) => (unchanged ? undefined : this.listAt(kind, at));
    const wrong = validatePayload(module, profile, data, rules, lists);
    if (wrong.length === 0) return data as Record<string, unknown>;
    const written = profilesOf(module).find(
      (other) => other !== profile && validatePayload(module, other, data, rules, lists).length === 0,
    );
    if (written === undefined) {
      problems.push(...wrong);
      return undefined;
    }
    try {
      return toProfile(module, data as object, written, profile, { ...this.conversions(at), rules, lists });
    } catch (error) {
      if (!(error instanceof HotichValidationError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  }

  /**
   * The list of the dossier's day, and what has come in since: the register takes that of a dossier that waited, too. None until the
   * stored ones are read: they may have what the shipped one lacks, and nobody can wait for them inside a transaction.
   */
  private listAt(kind: CodeListKind, at: Date): ListInForce | undefined {
    const [then, now] = [this.catalog.list(kind, at), this.catalog.list(kind)];
    if (!this.catalog.isRead) return undefined;
    if (!then || !now || then === now) return then ?? now;
    const gone = then.entries.filter(({ code }) => !now.entries.some((entry) => entry.code === code));
    return { title: now.title, closed: then.closed && now.closed, entries: [...now.entries, ...gone] };
  }

  /** What the catalog knows for certain; where it does not, the field is refused rather than guessed. */
  private conversions(at: Date): ToProfileOptions {
    return {
      splitName: (fullName) => {
        const { name, certain } = splitName(fullName);
        return certain ? name : undefined;
      },
      twoTierAddress: (address) => {
        const converted = this.catalog.convertAddress(addressPartsOf(address), 'threeTier', 'twoTier');
        return converted.status === 'exact' && converted.parts ? { ...converted.parts } : undefined;
      },
      addressText: (address) => {
        const { text, problems } = this.catalog.formatAddress(addressPartsOf(address), at);
        return problems.length === 0 ? text : undefined;
      },
    };
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

  /** The units the host has configured are right whatever the catalog knows of them. */
  private unitProblems(maDonVi: unknown, at: Date): HotichProblem[] {
    const { units } = this.options;
    if (!units) return this.catalog.checkUnit(maDonVi, at);
    if (units.includes(maDonVi as string)) return [];
    const shape = validateUnitCode(maDonVi);
    if (shape.length > 0) return shape;
    return [
      {
        path: 'maDonVi',
        rule: 'unit.notConfigured',
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

/** DVCLT hands over births and deaths, and is told of them under these only: under another nobody would tell the citizen anything. */
const NOT_INTERLINKED: HotichProblem = {
  path: 'module',
  rule: 'module.notInterlinked',
  message: { vi: 'hồ sơ có maHoSoLT phải là LTKS hoặc LTKT', en: 'with maHoSoLT it must be LTKS or LTKT' },
  remedy: {
    vi: 'Đổi KS thành LTKS, KT thành LTKT; hồ sơ không từ DVCLT thì bỏ maHoSoLT',
    en: 'Make it LTKS for KS, LTKT for KT; leave maHoSoLT out when the dossier did not come from DVCLT',
  },
};

/** The dossier goes to the one, and its form names the other: it is one unit, said twice (wire contract 2.3). */
function placeProblems({ maDonVi, data }: ContentToCheck): HotichProblem[] {
  const noiDangKy = isObject(data) ? own(data, 'noiDangKy') : undefined;
  return noiDangKy === maDonVi || validateUnitCode(noiDangKy).length > 0 ? [] : [OTHER_UNIT];
}

const OTHER_UNIT: HotichProblem = {
  path: 'data.noiDangKy',
  rule: 'unit.differs',
  message: { vi: 'khác với maDonVi của hồ sơ', en: 'is another unit than maDonVi' },
  remedy: {
    vi: 'Ghi cùng một đơn vị ở cả hai nơi; muốn chuyển hồ sơ sang đơn vị khác thì gửi cả maDonVi',
    en: 'Give the same unit in both places; to move the dossier to another, send maDonVi as well',
  },
};

const NO_MOMENT: HotichProblem = {
  path: 'ngayTiepNhan',
  rule: 'moment',
  message: { vi: 'phải là thời điểm có thật', en: 'must be a real moment' },
  remedy: {
    vi: "Gửi Date hoặc chuỗi ISO 8601, ví dụ '2026-11-24T08:15:00+07:00'; để trống là lúc này",
    en: "Send a Date or text in ISO 8601, for example '2026-11-24T08:15:00+07:00'; left out, it is now",
  },
};

const NO_LIST: HotichProblem = {
  path: 'fileDinhKem',
  rule: 'type',
  message: { vi: 'phải là danh sách', en: 'must be a list' },
  remedy: { vi: 'Gửi mảng các tệp, hoặc để trống', en: 'Send an array of files, or leave it out' },
};

/** In the place of what is no file, so that those after it keep their places; what is withdrawn is not looked at. */
const NO_FILE = { huyGiayTo: 1 } as WireAttachment;

function wireAttachments(files: unknown, problems: HotichProblem[]): readonly WireAttachment[] {
  if (!isGiven(files)) return [];
  if (!Array.isArray(files)) {
    problems.push(NO_LIST);
    return [];
  }
  return files.map((file: unknown, index) => {
    if (isObject(file)) return wireAttachment(file as unknown as AttachmentInput, index);
    problems.push(objectExpected(`fileDinhKem[${index}]`));
    return NO_FILE;
  });
}

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

/**
 * Equal for equal content whatever the order of the keys, so that a repeated call is told from a changed one.
 *
 * @param read opens the content of a file.
 */
export async function contentHash(
  content: Omit<CheckedContent, 'contentHash' | 'route'>,
  read: (content: string) => Base64Source,
): Promise<string> {
  const hash = createHash('sha256');
  hash.update(JSON.stringify(sorted([content.module, content.maDonVi, content.data])));
  for (const { duLieuTepDinhKem, ...file } of content.fileDinhKem) {
    hash.update(JSON.stringify(sorted(file)));
    for await (const piece of read(duLieuTepDinhKem).read()) hash.update(piece);
  }
  return hash.digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value).sort();
  return keys.map((key) => [key, sorted((value as Record<string, unknown>)[key])]);
}
