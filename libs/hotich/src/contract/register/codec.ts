import { SUBMISSION_RULES } from '../answers/answer-rules';
import { wirePayload } from '../payload/form-mapping';
import type { Route } from '../routes';
import type { CodecOptions, RegisterCodec } from './codec.types';
import {
  decodeResultAnswerV1,
  decodeStatusAnswerV1,
  encodeResultQueryV1,
  encodeStatusQueryV1,
  encodeSubmissionV1,
} from './register-v1';
import { decodeSubmissionAnswer, encodeStatusQuery, encodeSubmission } from './register-v3';
import type { RegisterSubmission } from './register.types';
import { decodeStatusAnswer } from './status-answer';
import { V1_ERROR_FIELDS } from './answer-head';

/** Whether files travel with a dossier of this route. Version 1.0 has no place for them (wire contract 2.12, attested A). */
export function carriesAttachments({ version }: Pick<Route, 'version'>): boolean {
  return version !== '1.0';
}

/** Whether the register is asked for a dossier of this route at its unit, as version 1.0 is (wire contract 4.5, attested A). */
export function asksByUnit({ version }: Pick<Route, 'version'>): boolean {
  return version === '1.0';
}

/** How a route is spoken: which bodies are written and how the answers are read. */
export function codecFor(route: Pick<Route, 'version'>, options: CodecOptions = {}): RegisterCodec {
  switch (route.version) {
    case '1.0':
      return codecV1(options);
    case '2.0':
    case '3.0':
      return codecV3(options);
  }
}

function codecV1({ formMappings, unitCodeAs, errorFields = V1_ERROR_FIELDS }: CodecOptions): RegisterCodec {
  return {
    carriesAttachments: false,
    maxCodesPerQuery: 1,
    encodeSubmission: (submission, route) => encodeSubmissionV1(asWritten(submission, formMappings), route, unitCodeAs),
    decodeSubmissionAnswer: (raw, rules = SUBMISSION_RULES) => decodeSubmissionAnswer(raw, rules, errorFields),
    encodeStatusQuery: (query, route) => encodeStatusQueryV1(query, route, unitCodeAs),
    decodeStatusAnswer: (raw, asked) => decodeStatusAnswerV1(raw, asked, errorFields),
    encodeResultQuery: (query, route) => encodeResultQueryV1(query, route, unitCodeAs),
    decodeResultAnswer: (raw) => decodeResultAnswerV1(raw, errorFields),
  };
}

function codecV3({ formMappings }: CodecOptions): RegisterCodec {
  return {
    carriesAttachments: true,
    maxCodesPerQuery: Infinity,
    encodeSubmission: (submission, route) => encodeSubmission(asWritten(submission, formMappings), route),
    decodeSubmissionAnswer: (raw, rules = SUBMISSION_RULES) => decodeSubmissionAnswer(raw, rules),
    encodeStatusQuery,
    decodeStatusAnswer,
  };
}

function asWritten(submission: RegisterSubmission, formMappings: CodecOptions['formMappings']): RegisterSubmission {
  const data = wirePayload(submission.module, submission.data, formMappings);
  return data === submission.data ? submission : { ...submission, data };
}
