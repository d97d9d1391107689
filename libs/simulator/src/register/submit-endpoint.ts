import { asScalar } from '../behaviour';
import { jsonAnswer, type Answer } from '../http/answer';
import type { Endpoint, Outcome } from '../http/remote';
import { joinSentences } from '../validation/sentences';
import { admitted } from './admission';
import type { JsonContract, RegisterDependencies } from './json-contract';
import { readSubmission } from './submission';
import { alreadyReceived, takeIn } from './take-in';

/** "Receive a civil-status dossier" of the JSON contracts: takes a dossier in, once (wire contract 2.3, 5.1). */
export function submitEndpoint(contract: JsonContract, dependencies: RegisterDependencies): Endpoint {
  const { units, behaviour } = dependencies;

  const answer = (status: 0 | 1, errorCode: string | null, errorDescription: string | null): Answer =>
    jsonAnswer(200, {
      status: asScalar(status, behaviour.submitStatusAs),
      statusDescription: status === 1 ? 'Thành công' : 'Thất bại',
      errorCode,
      errorDescription,
    });

  const endpoint: Endpoint = {
    ...contract.submit,
    method: 'POST',
    subject(request) {
      const envelope = request.json;
      const code = envelope?.['maHoSoMCDT'];
      const module = envelope?.['module'];
      return {
        dossiers: typeof code === 'string' ? [code] : [],
        ...(typeof module === 'string' ? { module } : {}),
      };
    },
    handle(request, _path, call): Outcome {
      if (!request.hasJsonContent) return { answer: jsonAnswer(415, { status: 415, title: 'Unsupported Media Type' }) };
      const envelope = request.json;
      if (!envelope) return { answer: answer(0, '500', 'Dữ liệu gửi lên không phải là một đối tượng JSON.') };
      const { filesRequired } = contract;
      const submission = readSubmission(envelope, { units, behaviour, filesRequired, modules: contract.modules() });
      if ('sentences' in submission) {
        return {
          answer: answer(0, submission.errorCode, joinSentences(submission.sentences, behaviour.validationText)),
        };
      }
      if (!takeIn(submission, contract.version, dependencies, call)) {
        return { answer: answer(0, '500', alreadyReceived(submission.maHoSoMCDT)) };
      }
      return { answer: answer(1, null, null), effect: true };
    },
  };
  return admitted(endpoint, behaviour, (code, description) => answer(0, code, description));
}
