import type { AnswerRule, SubmissionRuleOutcome } from '../answers/answer-rules';
import type { ModuleCode } from '../modules';
import type { RegisterFormMapping } from '../payload/form-mapping';
import type { Route } from '../routes';
import type { ErrorFields } from './answer-head';
import type { AnswerHead, RegisterSubmission, StatusAnswer, StatusQuery, SubmissionAnswer } from './register.types';

/** A status query that any version can write: later ones ask by province and module, 1.0 by unit. */
export type CodecStatusQuery = StatusQuery & { readonly maDonVi: string };

/** Asks version 1.0 for what it registered. */
export interface ResultQuery {
  readonly maDonVi: string;
  readonly maHoSo: string;
  readonly module: ModuleCode;
}

/** Answer of the separate result service; `record` is absent while the registration is not finished. */
export type ResultAnswer =
  { readonly ok: true; readonly record?: Readonly<Record<string, unknown>> } | ({ readonly ok: false } & AnswerHead);

/** One version of the register's interface, so that whoever talks to it needs to know none. */
export interface RegisterCodec {
  /** False for version 1.0, whose envelope has no place for files: they are left out of what is sent. */
  readonly carriesAttachments: boolean;
  /** How many codes one status query may carry: 1 for version 1.0, otherwise `Infinity`. */
  readonly maxCodesPerQuery: number;

  /** The request body of a submission; errors as the version's own `encodeSubmission`. */
  encodeSubmission(submission: RegisterSubmission, route: Route): string;
  decodeSubmissionAnswer(raw: string, rules?: readonly AnswerRule<SubmissionRuleOutcome>[]): SubmissionAnswer;

  encodeStatusQuery(query: CodecStatusQuery, route: Route): string;
  decodeStatusAnswer(
    raw: string,
    asked: { readonly maHoSo: readonly string[]; readonly module: ModuleCode },
  ): StatusAnswer;

  /** Only where results are kept apart (version 1.0): the query to make at `route.paths.result` once the status is 4. */
  encodeResultQuery?(query: ResultQuery, route: Route): string;
  decodeResultAnswer?(raw: string): ResultAnswer;
}

/** What a deployment knows better about its register. */
export interface CodecOptions {
  /** How LH, GH, TGH and other modules of its own write their fields; default none. */
  readonly formMappings?: readonly RegisterFormMapping[];
  /**
   * JSON type of `maDonVi` in version 1.0. `number`: as the specification says (Long), but text where a number would lose a
   * leading zero; `text`: always text, which one register accepted. Default `number`. Source: wire contract 2.12.
   */
  readonly unitCodeAs?: UnitCodeType;
  /** Names under which version 1.0 gives its error; default {@link V1_ERROR_FIELDS}. */
  readonly errorFields?: ErrorFields;
}

export type UnitCodeType = 'number' | 'text';
