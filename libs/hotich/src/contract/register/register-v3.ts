import { matchRule, SUBMISSION_RULES, type AnswerRule, type SubmissionRuleOutcome } from '../answers/answer-rules';
import { formatInstant, formatSlashed, localDay, parseIsoDay } from '../dates';
import { HotichValidationError } from '../../errors';
import { nfc, nfcDeep } from '../text';
import type { Route } from '../routes';
import { readAnswer } from './answer-head';
import type { RegisterSubmission, StatusQuery, SubmissionAnswer, WireAttachment } from './register.types';
import { splitValidationText } from './validation-text';

/**
 * The submission envelope of version 3.0 as JSON text, `data` encoded twice, every text in NFC. Source: wire contract 2.3,
 * attested B.
 *
 * Withdrawn files are left out; the content of the others is copied as it is, so a caller may pass placeholders and stream the
 * files in later. `maHoSoLT` repeats the dossier code for LTKH and holds the module code for BS, as public clients do; it is
 * empty for a dossier of the province's own.
 *
 * @throws HotichValidationError rule `required` when LTKS or LTKT has no DVCLT code, `route.mismatch` when the route is
 * another module's or another version's.
 */
export function encodeSubmission(submission: RegisterSubmission, route: Route): string {
  assertRoute(submission.module, route);
  return JSON.stringify({
    maDonVi: submission.maDonVi,
    module: submission.module,
    maHoSoLT: interlinkCode(submission),
    maHoSoMCDT: submission.maHoSo,
    ngayTiepNhan: receivedAt(submission),
    data: JSON.stringify(nfcDeep(submission.data)),
    fileDinhKem: submission.fileDinhKem.filter((file) => file.huyGiayTo === 0).map(encodeAttachment),
  });
}

/**
 * Reads the answer to a submission; string or number alike. Source: wire contract 5.1, attested C.
 *
 * @param rules sentences that mean something else than a refusal; default {@link SUBMISSION_RULES}.
 * @throws HotichParseError when it is not a JSON object with a `status` (HTML, SOAP, empty, an array …).
 */
export function decodeSubmissionAnswer(
  raw: string,
  rules: readonly AnswerRule<SubmissionRuleOutcome>[] = SUBMISSION_RULES,
): SubmissionAnswer {
  const { head } = readAnswer(raw);
  const { status, errorDescription, statusDescription } = head;
  if (status === '1') return { ...head, outcome: 'accepted', problems: [] };
  const sentence = [errorDescription, statusDescription].filter((text) => text !== undefined).join('\n');
  if (matchRule(rules, sentence, false)) return { ...head, outcome: 'alreadyReceived', problems: [] };
  return { ...head, outcome: 'refused', problems: splitValidationText(sentence) };
}

/** The status query of version 3.0 as JSON text. Source: wire contract 4.1, attested A. */
export function encodeStatusQuery(query: StatusQuery, route: Route): string {
  assertRoute(query.module, route);
  return JSON.stringify({ maDinhDanhHoSo: query.maHoSo, maTinh: query.maTinh, module: query.module });
}

function assertRoute(module: string, route: Route): void {
  if (route.module === module && route.version !== '1.0') return;
  throw new HotichValidationError([
    {
      path: 'module',
      rule: 'route.mismatch',
      message: {
        vi: `đường gửi ${route.module} phiên bản ${route.version} không dùng cho ${module}`,
        en: `the route of ${route.module}, version ${route.version}, does not carry ${module} here`,
      },
      remedy: { vi: 'Chọn đường gửi bằng routeFor()', en: 'Choose the route with routeFor()' },
    },
  ]);
}

function interlinkCode({ module, maHoSoLT, maHoSo }: RegisterSubmission): string {
  if (maHoSoLT) return maHoSoLT;
  switch (module) {
    case 'LTKS':
    case 'LTKT':
      throw new HotichValidationError([
        {
          path: 'maHoSoLT',
          rule: 'required',
          message: { vi: `${module} phải có mã hồ sơ DVCLT`, en: `${module} needs the DVCLT code` },
          remedy: {
            vi: 'Gửi kèm mã G22…; hồ sơ nộp tại tỉnh dùng KS hoặc KT',
            en: 'Give the G22… code; a dossier filed at the province goes under KS or KT',
          },
        },
      ]);
    case 'LTKH':
      return maHoSo;
    case 'BS':
      return module;
    default:
      return '';
  }
}

/** BS was seen with the day only (wire contract 9, attested C). */
function receivedAt({ module, ngayTiepNhan }: RegisterSubmission): string {
  if (module !== 'BS') return formatInstant(ngayTiepNhan);
  const day = parseIsoDay(localDay(ngayTiepNhan));
  return day ? formatSlashed(day) : formatInstant(ngayTiepNhan);
}

function encodeAttachment(file: WireAttachment): WireAttachment {
  return {
    id: file.id,
    loaiGiayTo: file.loaiGiayTo,
    tenGiayTo: nfc(file.tenGiayTo),
    tenTepDinhKem: nfc(file.tenTepDinhKem),
    huyGiayTo: file.huyGiayTo,
    duLieuTepDinhKem: file.duLieuTepDinhKem,
  };
}
