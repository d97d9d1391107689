import { canBeDossierCode, type HotichProblem, MAX_DOSSIER_CODE } from '../errors';

const PROCEDURE_CODE = /^\P{C}{1,40}$/u;

/**
 * Problems that make a dossier code unusable as a key: not text, empty, blanks or signs that no code has, longer than 50.
 * An unknown shape is no problem: other bodies have their own (wire contract 0.3).
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
