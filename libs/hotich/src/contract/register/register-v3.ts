import { matchRule, SUBMISSION_RULES, type AnswerRule, type SubmissionRuleOutcome } from '../answers/answer-rules';
import { formatInstant, formatSlashed, localDay, parseIsoDay } from '../dates';
import { interlinkCodeMissing } from '../codes';
import { type HotichParseError, HotichValidationError } from '../../errors';
import { nfc, nfcJson } from '../text';
import type { ContractVersion, Route } from '../routes';
import { unreadable } from '../wire-json';
import { readAnswer, V3_ERROR_FIELDS, type ErrorFields } from './answer-head';
import type { RegisterSubmission, StatusQuery, SubmissionAnswer, WireAttachment } from './register.types';
import { assertRoute } from './route-check';
import { splitValidationText } from './validation-text';

const VERSIONS: readonly ContractVersion[] = ['2.0', '3.0'];

/**
 * The submission envelope of versions 2.0 and 3.0 as JSON text, `data` encoded twice, every text in NFC. Source: wire contract 2.3,
 * attested B.
 *
 * Withdrawn files are left out; the content of the others is copied as it is, so a caller may pass placeholders and stream the
 * files in later. `maHoSoLT` repeats the dossier code for LTKH and holds the module code for BS, as public clients do; it is
 * empty for a dossier of the province's own. Of version 2.0 only its module is attested; it is written as 3.0.
 *
 * @throws HotichValidationError rule `required` when LTKS or LTKT has no DVCLT code, `route.mismatch` when the route is
 * another module's or another version's.
 */
export function encodeSubmission(submission: RegisterSubmission, route: Route): string {
  assertRoute(submission.module, route, VERSIONS);
  return JSON.stringify({
    maDonVi: submission.maDonVi,
    module: submission.module,
    maHoSoLT: interlinkCode(submission),
    maHoSoMCDT: submission.maHoSo,
    ngayTiepNhan: receivedAt(submission),
    data: nfcJson(submission.data),
    fileDinhKem: submission.fileDinhKem.filter((file) => file.huyGiayTo === 0).map(encodeAttachment),
  });
}

/**
 * Reads the answer to a submission; string or number alike. Source: wire contract 5.1, attested C.
 *
 * @param rules sentences that mean something else than a refusal; default {@link SUBMISSION_RULES}.
 * @param errorFields names of the error's code and words; default those of version 3.0.
 * @throws HotichParseError when it is not a JSON object with a `status` (HTML, SOAP, empty, an array …); rule `answer.unexplained`
 * when the status is not 1 and neither code nor words say why.
 */
export function decodeSubmissionAnswer(
  raw: string,
  rules: readonly AnswerRule<SubmissionRuleOutcome>[] = SUBMISSION_RULES,
  errorFields: ErrorFields = V3_ERROR_FIELDS,
): SubmissionAnswer {
  const { head } = readAnswer(raw, errorFields);
  // Spread last below: to an object that begins with a spread, V8 adds each property by way of a shape of its own.
  const { status, errorDescription, statusDescription } = head;
  if (status === '1') return { outcome: 'accepted', problems: [], ...head };
  const sentence = [errorDescription, statusDescription].filter((text) => text !== undefined).join('\n');
  // A refusal says why: what says nothing may be of whatever failed on the way, and then the dossier may have been taken.
  if (sentence === '' && head.errorCode === undefined) throw unexplained();
  if (matchRule(rules, sentence, false)) return { outcome: 'alreadyReceived', problems: [], ...head };
  return { outcome: 'refused', problems: splitValidationText(sentence), ...head };
}

/** The status query of versions 2.0 and 3.0 as JSON text. Source: wire contract 4.1, attested A. */
export function encodeStatusQuery(query: StatusQuery, route: Route): string {
  assertRoute(query.module, route, VERSIONS);
  return JSON.stringify({ maDinhDanhHoSo: query.maHoSo, maTinh: query.maTinh, module: query.module });
}

function interlinkCode({ module, maHoSoLT, maHoSo }: RegisterSubmission): string {
  if (maHoSoLT) return maHoSoLT;
  switch (module) {
    case 'LTKS':
    case 'LTKT':
      throw new HotichValidationError([interlinkCodeMissing(module)]);
    case 'LTKH':
      return maHoSo;
    case 'BS':
      return module;
    default:
      return '';
  }
}

function unexplained(): HotichParseError {
  return unreadable('status', 'answer.unexplained', {
    vi: 'status khác 1 nhưng không có mã lỗi và mô tả lỗi',
    en: 'status is not 1, and neither code nor description says why',
  });
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
