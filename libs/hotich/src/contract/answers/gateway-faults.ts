import type { AnswerRule, ReportOutcome } from './answer-rules';
import { namesFields } from '../register/answer-head';
import { integer, isObject, type JsonObject, own, scalar } from '../wire-json';
import { faultCodeInXml, faultCodeOf } from './fault-code';
import type { GatewayFault, WireHeaders } from './gateway-faults.types';
import { describeFault, describePacked } from './fault-texts';
import { decodeReportAnswer, reportNotTaken } from './report-answer';
import { retryAfter } from './retry-after';

/**
 * Tells an answer of the business service from an answer of whatever stands in front of it.
 *
 * Certainly not delivered: WSO2 faults 9008xx (throttled), 9009xx (token, subscription), 700700 (API blocked) and 3030xx
 * (endpoint not ready), which the gateway raises before calling the service; 401, 407 and 413; 403, 404, 405 and 429 without a
 * page of HTML; 503 with `Retry-After`. Everything else that is no business answer is unsure, and then always of kind
 * `unknown`: 1015xx faults occur after the request was written too, HTML or SOAP proves nothing, and a body that is packed
 * (`content-encoding`), which nobody asked for, is not opened.
 *
 * @param contentType value of the `Content-Type` header.
 * @param answeredAt the instant by which a date in `Retry-After` is meant; whoever knows of none may leave it out, see {@link asksToWait}.
 * @returns `undefined` when the body looks like a JSON answer of the service itself, whatever the status.
 */
export function classifyGatewayAnswer(
  httpStatus: number,
  contentType: string | undefined,
  raw: string,
  headers: WireHeaders,
  answeredAt?: Date,
): GatewayFault | undefined {
  // A byte order mark is white space too.
  const text = raw.trimStart();
  const body: Body = { text, value: shortObject(text), packed: packing(headers) };
  const wait = retryAfter(headers, answeredAt);
  const faultCode = readFaultCode(body);
  const known = faultCode === undefined ? undefined : byFaultCode(faultCode, wait);
  return known ?? byStatus(httpStatus, body, contentType, wait, faultCode);
}

/** An answer's body, looked into once. */
interface Body {
  readonly text: string;
  /** Undefined for a long one, and for what is no object of JSON. */
  readonly value: JsonObject | undefined;
  /** How it says that it is packed. */
  readonly packed: string | undefined;
}

function readFaultCode({ text, value }: Body): string | undefined {
  if (value) return faultCodeOf(value);
  return text.startsWith('<') && text.length <= SHORT ? faultCodeInXml(text) : undefined;
}

/**
 * Tells that the register's software failed from its saying no, where both come as JSON: an HTTP 5xx whose body holds no status of
 * the register's own, no code, no description and no field under `errors` is the framework speaking, or whoever hands answers on, as
 * in `{"title":…,"status":500,"traceId":…}` and `{"title":…,"status":500,"errors":"Read timed out"}`. For answers that
 * {@link classifyGatewayAnswer} lets through; not for DVCLT, whose language these bodies are.
 *
 * @returns `undefined` for everything else.
 */
export function classifyRegisterFailure(httpStatus: number, raw: string): GatewayFault | undefined {
  if (httpStatus < 500) return undefined;
  // A long one may be handed on with all that was sent (wire contract 5.3).
  const value = objectIn(raw.replace(/^\uFEFF/, ''));
  if (!value) return undefined;
  const status = scalar(own(value, 'status'));
  const isRegisters =
    (status !== undefined && status !== String(httpStatus)) ||
    REGISTER_ALONE_SAYS.some((name) => scalar(own(value, name)) !== undefined) ||
    namesFields(value);
  return isRegisters ? undefined : describeFault('httpError');
}

/**
 * Tells that DVCLT's software failed from its answering a report. Its refusals and the framework's own trouble come in the same words
 * (wire contract 7.4), so at HTTP 5xx an answer that no rule knows is a failure, told with what was said. For answers that
 * {@link classifyGatewayAnswer} lets through.
 *
 * @returns `undefined` for everything else.
 */
export function classifyReportFailure(
  httpStatus: number,
  raw: string,
  rules: readonly AnswerRule<ReportOutcome>[],
): GatewayFault | undefined {
  if (httpStatus < 500) return undefined;
  const { outcome, sentence } = decodeReportAnswer(httpStatus, raw, rules);
  if (outcome !== 'unrecognised') return undefined;
  return { ...describeFault('httpError'), ...(sentence === undefined ? {} : reportNotTaken(sentence)) };
}

/** DVCLT's software failing at anything but a report: nothing said at HTTP 5xx answers that. @returns `undefined` for everything else. */
export function classifyInterlinkFailure(httpStatus: number): GatewayFault | undefined {
  return httpStatus < 500 ? undefined : describeFault('httpError');
}

/** What no framework says as text, in every version of the register: what only 1.0 may use, `message` say, frameworks use too. */
const REGISTER_ALONE_SAYS = ['errorCode', 'errorDescription', 'statusDescription'];

function byFaultCode(code: string, wait: number | undefined): GatewayFault | undefined {
  if (/^9008\d\d$/.test(code)) return describeFault('throttled', { faultCode: code, retryAfterMs: wait });
  // The token is good, but not for this API: a fresh one changes nothing unless the subscription was just made.
  if (/^900(90[6-9]|910)$/.test(code)) return describeFault('notSubscribed', { faultCode: code });
  if (/^9009\d\d$/.test(code)) return describeFault('tokenRejected', { faultCode: code });
  if (code === '700700') return describeFault('apiBlocked', { faultCode: code, retryAfterMs: wait });
  if (/^3030\d\d$/.test(code)) return describeFault('endpointNotReady', { faultCode: code, retryAfterMs: wait });
  if (/^1015\d\d$/.test(code)) return describeFault('transportUnsure', { faultCode: code, retryAfterMs: wait });
  return undefined;
}

function byStatus(
  status: number,
  body: Body,
  contentType: string | undefined,
  wait: number | undefined,
  faultCode: string | undefined,
): GatewayFault | undefined {
  const known = { faultCode, retryAfterMs: wait };
  const markup = body.text.startsWith('<') || /\bhtml\b/i.test(contentType ?? '');
  if (status === 401) return describeFault('unauthorised', known);
  if (status === 403) return describeFault(markup ? 'forbiddenPage' : 'forbidden', known);
  if (status >= 300 && status < 400) return describeFault('redirected', known);
  if (status === 407) return describeFault('proxyLogin', known);
  if (status === 413) return describeFault('tooLarge', known);
  if (status === 429) return describeFault(markup ? 'throttledPage' : 'throttled', known);
  if (status === 503 && wait !== undefined) return describeFault('unavailable', known);
  if ([408, 502, 503, 504].includes(status)) return describeFault('gatewayUnsure', known);
  const pathless = status === 404 || status === 405;
  if (faultCode === undefined && looksLikeAnswer(body, pathless ? SERVICES_ALWAYS_SAY : [])) return undefined;
  if (pathless) return describeFault(markup ? 'wrongPathPage' : 'wrongPath', known);
  if (markup) return describeFault('page', known);
  if (body.text === '') return describeFault('empty', known);
  if (body.packed !== undefined && !isJson(body.text)) return describePacked(body.packed, known);
  if (status >= 400) return describeFault('httpError', known);
  // A 2xx with a body that is neither markup nor empty is the codec's to judge: it raises a typed parse error.
  return faultCode === undefined ? undefined : describeFault('httpError', known);
}

/** How the body says that it is packed; some say so of one that is not. */
function packing(headers: WireHeaders): string | undefined {
  const said = headers['content-encoding'];
  if (said === undefined) return undefined;
  const names =
    String(said)
      .toLowerCase()
      .match(/[a-z][\w-]*/g) ?? [];
  return names.every((name) => name === 'identity') ? undefined : names.join(', ').slice(0, 40);
}

function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

/** A long body is never a gateway's own, nor a framework's, and is not parsed. */
const SHORT = 20_000;

/**
 * One of these stands in every answer of the register (`status`) and of DVCLT (a list's `data`, the others). At HTTP 404 and 405 the
 * gateways speak JSON too, as in `{"code":"404","type":"Status report",…}` and `{"message":"no Route matched with those values"}`.
 */
const SERVICES_ALWAYS_SAY = ['status', 'errors', 'title', 'data'];

/** @param words one of which must stand in it; none: any will do. */
function looksLikeAnswer({ text, value }: Body, words: readonly string[]): boolean {
  if (text.length > SHORT) return text.startsWith('{');
  if (value === undefined || isBareError(value)) return false;
  return words.length === 0 || words.some((name) => Object.hasOwn(value, name));
}

function shortObject(body: string): JsonObject | undefined {
  return body.length > SHORT ? undefined : objectIn(body);
}

function objectIn(body: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `{error, error_description}` of OAuth, or a Spring-like `{timestamp, status, error, path}`: not the service's language. */
function isBareError(value: JsonObject): boolean {
  const oauth = scalar(own(value, 'error')) !== undefined && scalar(own(value, 'error_description')) !== undefined;
  const framework =
    own(value, 'timestamp') !== undefined &&
    integer(own(value, 'status')) !== undefined &&
    own(value, 'path') !== undefined;
  return oauth || framework;
}
