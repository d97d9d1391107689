import { randomBytes } from 'node:crypto';
import { jsonAnswer, type Answer } from '../http/answer';

const traceId = (): string => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`;

/** Success in DVCLT's words: `status` 200 and a title that says so (wire contract 7.4). */
export function success(title: string): Answer {
  return jsonAnswer(200, { errors: null, type: null, title, status: 200, traceId: traceId() });
}

/** ASP.NET ProblemDetails. The HTTP status need not be the one in the body. */
export function problem(
  status: number,
  errors: Readonly<Record<string, readonly string[]>>,
  httpStatus = status,
): Answer {
  return jsonAnswer(httpStatus, {
    errors,
    type:
      status === 404
        ? 'https://tools.ietf.org/html/rfc7231#section-6.5.4'
        : 'https://tools.ietf.org/html/rfc7231#section-6.5.1',
    title: status === 404 ? 'Not Found' : 'One or more validation errors occurred.',
    status,
    traceId: traceId(),
  });
}
