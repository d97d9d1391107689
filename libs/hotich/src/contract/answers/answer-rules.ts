import { foldVietnamese, spacedWords } from '../text';

/**
 * What DVCLT's sentence means for the report that was sent.
 *
 * - `delivered`: taken. `settled`: nothing more to do, DVCLT already stands there or beyond.
 * - `prerequisiteMissing`: an earlier report must be (re)sent first. `retry`: not taken, send the same again later.
 * - `inDoubt`: something failed on DVCLT's side of the façade; send the same again later, it may have been taken all the same.
 * - `refused`: the transition is not allowed; never sent again by itself. `unknownDossier`: DVCLT does not know the dossier;
 *   people must look.
 * - `unrecognised`: no rule knows the sentence; keep it, show it, retry, never take it for success.
 */
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number];
export const REPORT_OUTCOMES = [
  'delivered',
  'settled',
  'prerequisiteMissing',
  'retry',
  'inDoubt',
  'refused',
  'unknownDossier',
  'unrecognised',
] as const;

/** What the register's sentence means for a submission. */
export type SubmissionRuleOutcome = (typeof SUBMISSION_RULE_OUTCOMES)[number];
export const SUBMISSION_RULE_OUTCOMES = ['alreadyReceived'] as const;

/** A remote's sentence and what it means: data, so that a new wording needs no new release. */
export interface AnswerRule<Outcome extends string = string> {
  /** Stable name, kept in the timeline; 60 characters at most. */
  readonly id: string;
  readonly when: {
    /** Part of the sentence; case, Unicode form, position of the tone mark and white space do not matter. */
    readonly contains: string;
    /** Not when one of these stands in the sentence, as a whole word or several in a row; compared as {@link contains} is. Default: none. */
    readonly without?: readonly string[];
    /** Only when HTTP status and `status` in the body both speak of success. */
    readonly onlyOnSuccess?: boolean;
  };
  readonly outcome: Outcome;
  /** Where the sentence is known from. */
  readonly source: string;
}

/** How DVCLT took a report. */
export interface ReportAnswer {
  readonly outcome: ReportOutcome;
  /** {@link AnswerRule.id} of the rule that decided; absent when none did. */
  readonly rule?: string;
  /** The remote's own sentence, at most 500 characters. */
  readonly sentence?: string;
}

const ATTESTED = 'wire contract 7.4, attested C';
const OWN_CAUTION = 'own caution: the sentence holds the words of success';

/** What takes the meaning of success away, wherever in the sentence it stands: "chưa cập nhật thành công". */
export const NEGATIONS: readonly string[] = ['không', 'chưa', 'thất bại'];

function reportRule(
  id: string,
  contains: string,
  outcome: ReportOutcome,
  source = ATTESTED,
): AnswerRule<ReportOutcome> {
  return { id, when: { contains }, outcome, source };
}

/**
 * DVCLT's sentences, first match wins. Against the practice of public clients: `không tồn tại` is a failure people must see,
 * `đã có kết quả xử lý` settles, and success needs a successful status and no negation.
 */
export const REPORT_RULES: readonly AnswerRule<ReportOutcome>[] = [
  reportRule('dvclt.alreadyRefused', 'bị từ chối. không thể cập nhật trạng thái', 'settled'),
  reportRule('dvclt.duplicate', 'đã tồn tại trong một cửa điện tử', 'settled'),
  reportRule('dvclt.alreadyReturned', 'đã trả kết quả, không được cập nhật trạng thái', 'settled'),
  reportRule('dvclt.alreadyHasResult', 'đã có kết quả xử lý. không thể cập nhật trạng thái', 'settled'),
  reportRule('dvclt.alreadyRegistered', 'đã hoàn thành đăng ký, không được cập nhật trạng thái', 'settled'),
  reportRule('dvclt.notYetUpdated', 'chưa cập nhật trạng thái', 'prerequisiteMissing'),
  reportRule('dvclt.notYetSent', 'chưa được gửi không thể cập nhật trạng thái', 'prerequisiteMissing'),
  reportRule('dvclt.illegalTransition', 'logic xử lý không hợp lệ', 'refused'),
  reportRule('dvclt.unknownDossier', 'không tồn tại', 'unknownDossier'),
  reportRule('dvclt.insertFailed', 'có lỗi trong quá trình thêm mới', 'retry'),
  reportRule('dvclt.soapFault', 'client received soap fault', 'inDoubt'),
  reportRule('dvclt.serverError', 'server error', 'inDoubt'),
  reportRule('dvclt.notSuccessful', 'không thành công', 'retry', OWN_CAUTION),
  reportRule('dvclt.notYetSuccessful', 'chưa thành công', 'retry', OWN_CAUTION),
  {
    id: 'dvclt.success',
    when: { contains: 'thành công', without: NEGATIONS, onlyOnSuccess: true },
    outcome: 'delivered',
    source: 'wire contract 7.4, attested B',
  },
];

/** The register's sentences about a submission, first match wins. */
export const SUBMISSION_RULES: readonly AnswerRule<SubmissionRuleOutcome>[] = [
  {
    id: 'register.alreadyReceived',
    when: { contains: 'đã được tiếp nhận' },
    outcome: 'alreadyReceived',
    source: 'wire contract 5.1, attested C',
  },
];

/**
 * The first rule whose words stand in the sentence, and none of those that it is to be without.
 *
 * @param success whether the answer's own statuses speak of success; see {@link AnswerRule.when}.
 */
export function matchRule<Outcome extends string>(
  rules: readonly AnswerRule<Outcome>[],
  sentence: string,
  success: boolean,
): AnswerRule<Outcome> | undefined {
  const folded = foldVietnamese(sentence);
  const words = spacedWords(sentence);
  return rules.find((rule) => {
    if (rule.when.onlyOnSuccess && !success) return false;
    const { contains, without } = foldedOf(rule);
    return folded.includes(contains) && !without.some((word) => words.includes(word));
  });
}

/** Folded once: a rule is looked at for every answer. */
const FOLDED = new WeakMap<AnswerRule, { readonly contains: string; readonly without: readonly string[] }>();

function foldedOf(rule: AnswerRule) {
  let folded = FOLDED.get(rule);
  if (folded === undefined) {
    const { contains, without } = rule.when;
    folded = { contains: foldVietnamese(contains), without: (without ?? []).map(spacedWords) };
    FOLDED.set(rule, folded);
  }
  return folded;
}
