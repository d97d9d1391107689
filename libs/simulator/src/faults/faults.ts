import type { Fault } from './fault';

const SOAP_FAULT =
  '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>' +
  '<soap:Fault><faultcode>soap:Server</faultcode><faultstring>Client received SOAP Fault from server</faultstring></soap:Fault>' +
  '</soap:Body></soap:Envelope>';
const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Đăng nhập</title></head><body><form><input name="user"></form></body></html>';

const html = 'text/html; charset=utf-8';
const json = 'application/json; charset=utf-8';
const xml = 'text/xml; charset=utf-8';
const untouched = { takesEffect: false } as const;
const applied = { takesEffect: true } as const;

/** The catalogue of things that go wrong between a province and the remotes. Each value is plain JSON. */
export const fault = {
  /** Any HTTP answer instead of the true one; the remote does nothing. */
  answer: (status: number, body = '', headers: Record<string, string> = {}): Fault => ({
    ...untouched,
    name: `answer ${status}`,
    action: { kind: 'answer', status, body, headers },
  }),
  /** The remote does its work, then answers this instead. */
  acceptThenAnswer: (status: number, body = '', headers: Record<string, string> = {}): Fault => ({
    ...applied,
    name: `accept, then answer ${status}`,
    action: { kind: 'answer', status, body, headers },
  }),
  delay: (ms: number): Fault => ({
    ...applied,
    name: `delay ${ms} ms`,
    delayBeforeMs: ms,
    action: { kind: 'trueAnswer' },
  }),
  acceptThenDelay: (ms: number): Fault => ({
    ...applied,
    name: `accept, then delay ${ms} ms`,
    delayAfterMs: ms,
    action: { kind: 'trueAnswer' },
  }),
  resetBeforeAccepting: (): Fault => ({ ...untouched, name: 'reset before accepting', action: { kind: 'reset' } }),
  acceptThenReset: (): Fault => ({ ...applied, name: 'accept, then reset', action: { kind: 'reset' } }),
  hangBeforeAccepting: (): Fault => ({ ...untouched, name: 'hang before accepting', action: { kind: 'hang' } }),
  acceptThenHang: (): Fault => ({ ...applied, name: 'accept, then hang', action: { kind: 'hang' } }),
  halfBody: (): Fault => ({ ...applied, name: 'half body', action: { kind: 'halfBody' } }),
  trickle: (bytes = 1, everyMs = 1_000): Fault => ({
    ...applied,
    name: `trickle ${bytes} B per ${everyMs} ms`,
    action: { kind: 'trickle', bytes, everyMs },
  }),
  hugeBody: (bytes = 30_000_000): Fault => ({
    ...applied,
    name: `body of ${bytes} bytes`,
    action: { kind: 'padded', bytes },
  }),
  otherDossier: (code: string): Fault => ({
    ...applied,
    name: 'another dossier',
    action: { kind: 'otherDossier', code },
  }),
  /** HTTP 200 with a login page. */
  loginPage: (): Fault => ({
    ...untouched,
    name: 'login page',
    action: { kind: 'answer', status: 200, body: LOGIN_PAGE, headers: { 'content-type': html } },
  }),
  badGateway: (): Fault => ({
    ...untouched,
    name: '502 page',
    action: {
      kind: 'answer',
      status: 502,
      body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
      headers: { 'content-type': html },
    },
  }),
  soapFault: (status = 500): Fault => ({
    ...untouched,
    name: 'SOAP fault',
    action: { kind: 'answer', status, body: SOAP_FAULT, headers: { 'content-type': xml } },
  }),
  /** HTTP 200 with an error of the register (contract 1.0), such as '101' or '500'; it took nothing in. */
  registerError: (code: string, description = 'Lỗi từ hệ thống hộ tịch'): Fault => ({
    ...untouched,
    name: `register error ${code}`,
    action: {
      kind: 'answer',
      status: 200,
      body: JSON.stringify({ status: 0, errorCode: Number(code), errorDescription: description, value: null }),
      headers: { 'content-type': json },
    },
  }),
  /** HTTP 200 with an empty JSON array: a catalog that lost its rows. Other lists stand inside an object. */
  emptyList: (): Fault => ({
    ...untouched,
    name: 'empty list',
    action: { kind: 'answer', status: 200, body: '[]', headers: { 'content-type': json } },
  }),
  /** HTTP 200 with nothing in it, though the work was done. */
  emptyBody: (): Fault => ({ ...applied, name: 'empty body', action: { kind: 'answer', status: 200, body: '' } }),
  /** 401 with fault 900901, as for a token that was revoked early. */
  unauthorised: (): Fault => ({ ...untouched, name: '401', action: { kind: 'gatewayFault', code: '900901' } }),
  /** 429 with fault 900803, with or without `Retry-After`. */
  throttled: (retryAfterSeconds?: number): Fault => ({
    ...untouched,
    name: 'throttled',
    action: {
      kind: 'gatewayFault',
      code: '900803',
      headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
    },
  }),
  /** A gateway fault by its code, such as '101503' or '303001'. The remote behind the gateway saw nothing. */
  gateway: (code: string): Fault => ({
    ...untouched,
    name: `gateway fault ${code}`,
    action: { kind: 'gatewayFault', code },
  }),
  /** A gateway fault though the remote behind did its work: why a 1015xx proves nothing. */
  acceptThenGateway: (code: string): Fault => ({
    ...applied,
    name: `accept, then gateway fault ${code}`,
    action: { kind: 'gatewayFault', code },
  }),
};
