import { formatIsoDay, parseCompact } from './dates';
import {
  canBeDossierCode,
  DOSSIER_CODE_IN_TEXT,
  DOSSIER_CODE_SHAPE,
  type HotichProblem,
  MAX_DOSSIER_CODE,
} from '../errors';

/** What a dossier code says about itself. */
export interface DossierCode {
  /** `interlink` for DVCLT's `G22…`, `province` for `Hxx…` of a provincial system, `agency` for any other body. */
  readonly kind: 'interlink' | 'province' | 'agency';
  /** Identifier of the issuing body, for example `H08` (not the province code of the statistics office). */
  readonly agency: string;
  /** `old`: two two-digit groups (`H08.37.80-…`); `new`: one three-digit group (`H21.129-…`), since mid-2025; or neither. */
  readonly shape: 'old' | 'new' | 'other';
  /** Day inside the code, `yyyy-MM-dd`. */
  readonly day: string;
  readonly sequence: string;
}

const DOSSIER_CODE = new RegExp(`^${DOSSIER_CODE_SHAPE}$`, 'i');
const DOSSIER_CODES_IN_TEXT = new RegExp(DOSSIER_CODE_IN_TEXT, 'gi');
const BODY_AND_UNITS = /([A-Z]\d{2})((?:\.[0-9A-Z]+)*)$/i;
const PROCEDURE_CODE = /^\P{C}{1,40}$/u;

/** Takes a dossier code apart; `undefined` for a shape nobody has described. Source: wire contract 0.3, attested B; law and codes 4.2. */
export function parseDossierCode(code: string): DossierCode | undefined {
  if (!DOSSIER_CODE.test(code)) return undefined;
  const [issuer = '', yyMMdd = '', sequence = ''] = code.split('-');
  const day = parseCompact(`20${yyMMdd}`);
  if (!day) return undefined;
  const [, agency = '', groups = ''] = BODY_AND_UNITS.exec(issuer) ?? [];
  const body = agency.toUpperCase();
  return {
    kind: body === 'G22' ? 'interlink' : body.startsWith('H') ? 'province' : 'agency',
    agency: body,
    shape: /^\.\d{2}\.\d{2}$/.test(groups) ? 'old' : /^\.\d{3}$/.test(groups) ? 'new' : 'other',
    day: formatIsoDay(day),
    sequence,
  };
}

/**
 * Problems that make a dossier code unusable as a key: not text, empty, blanks or signs that no code has, longer than 50.
 * An unknown shape is no problem, see {@link dossierCodeDoubts}.
 */
export function validateDossierCode(code: unknown, path = 'maHoSo'): HotichProblem[] {
  if (typeof code !== 'string') return [textExpected(path, 'dossierCode.type')];
  if (canBeDossierCode(code)) return [];
  return [
    {
      path,
      rule: 'dossierCode.format',
      message: {
        vi: `chỉ gồm chữ không dấu, số và . - _ /, dài 1–${MAX_DOSSIER_CODE} ký tự`,
        en: `holds only unaccented letters, digits and . - _ /, 1 to ${MAX_DOSSIER_CODE} characters`,
      },
      remedy: {
        vi: 'Bỏ khoảng trắng và ký tự lạ; ví dụ H08.37.80-240705-0015',
        en: 'Remove blanks and strange signs; for example H08.37.80-240705-0015',
      },
    },
  ];
}

/** Doubts worth showing, never worth refusing: the code is usable but has a shape nobody has described. */
export function dossierCodeDoubts(code: string, path = 'maHoSo'): HotichProblem[] {
  const parsed = parseDossierCode(code);
  if (parsed && parsed.shape !== 'other') return [];
  return [
    {
      path,
      rule: 'dossierCode.shape',
      message: {
        vi: 'không giống mẫu Hpp.xx.yy-yyMMdd-nnnn, Hpp.nnn-yyMMdd-nnnn hoặc G22.xx.yy-yyMMdd-nnnn',
        en: 'does not look like Hpp.xx.yy-yyMMdd-nnnn, Hpp.nnn-yyMMdd-nnnn or G22.xx.yy-yyMMdd-nnnn',
      },
      remedy: { vi: 'Kiểm tra lại mã hồ sơ trước khi gửi', en: 'Check the code before sending' },
    },
  ];
}

/** Every dossier code inside pasted text, in order, each once. */
export function findDossierCodes(text: string): string[] {
  return [...new Set(text.match(DOSSIER_CODES_IN_TEXT)?.map((code) => code.toUpperCase()) ?? [])];
}

/**
 * Problems that make a procedure code (`maTTHC`) one that cannot be kept: not text, empty, unprintable signs, longer than 40. Which
 * procedure it is, and whether there is one, is the catalogue's question.
 */
export function validateProcedureCode(code: unknown, path = 'maTTHC'): HotichProblem[] {
  if (typeof code !== 'string') return [textExpected(path, 'procedureCode.type')];
  if (PROCEDURE_CODE.test(code)) return [];
  return [
    {
      path,
      rule: 'procedureCode.format',
      message: {
        vi: 'chỉ gồm ký tự in được, dài 1–40 ký tự',
        en: 'holds only printable signs, 1 to 40 of them',
      },
      remedy: {
        vi: 'Dùng mã thủ tục trên Cổng Dịch vụ công quốc gia, ví dụ 1.001193',
        en: 'Use the code of the national portal, for example 1.001193',
      },
    },
  ];
}

/** Province code of the statistics office: two digits as text (`'24'`), not the agency code `Hxx`. */
export function validateProvinceCode(code: unknown, path = 'provinceCode'): HotichProblem[] {
  if (typeof code !== 'string') return [textExpected(path, 'provinceCode.type')];
  if (/^\d{2}$/.test(code)) return [];
  const lostZero = /^[1-9]$/.test(code);
  return [
    {
      path,
      rule: lostZero ? 'provinceCode.lostZero' : 'provinceCode.format',
      message: { vi: 'phải gồm đúng 2 chữ số', en: 'must be exactly 2 digits' },
      remedy: lostZero
        ? { vi: `Có lẽ là '0${code}': số 0 ở đầu đã mất`, en: `Probably '0${code}': the leading zero was lost` }
        : {
            vi: "Dùng mã tỉnh của Cục Thống kê, ví dụ '24' (không phải mã định danh H…)",
            en: "Use the statistics office's province code, for example '24' (not the identifier H…)",
          },
    },
  ];
}

/** A code that came as a number or as anything else than text. */
export function textExpected(path: string, rule: string): HotichProblem {
  return {
    path,
    rule,
    message: { vi: 'phải là chuỗi ký tự', en: 'must be text' },
    remedy: {
      vi: 'Gửi dạng chuỗi: số làm mất các chữ số 0 ở đầu',
      en: 'Send text: leading zeros are lost in a number',
    },
  };
}

/** What a dossier of an interlinked module (`LTKS`, `LTKT`) lacks when DVCLT has given it no code. */
export function interlinkCodeMissing(module: string): HotichProblem {
  return {
    path: 'maHoSoLT',
    rule: 'required',
    message: { vi: `${module} phải có mã hồ sơ DVCLT`, en: `${module} needs the DVCLT code` },
    remedy: {
      vi: 'Gửi kèm mã G22…; hồ sơ nộp tại tỉnh dùng KS hoặc KT',
      en: 'Give the G22… code; a dossier filed at the province goes under KS or KT',
    },
  };
}
