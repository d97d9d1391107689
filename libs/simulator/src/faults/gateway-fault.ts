import type { IncomingHttpHeaders } from 'node:http';
import { jsonAnswer, textAnswer, type Answer } from '../http/answer';

interface GatewayFault {
  readonly status: number;
  readonly message: string;
  readonly description: string;
}

/** Public error list of WSO2 API Manager: 9009xx and 9008xx arise before the backend is called, 1015xx on the way to it. */
const FAULTS: Readonly<Record<string, GatewayFault>> = {
  '700700': { status: 503, message: 'API blocked', description: 'This API has been blocked temporarily' },
  '900800': { status: 429, message: 'Message throttled out', description: 'You have exceeded your quota' },
  '900801': { status: 429, message: 'Hard limit exceeded', description: 'You have exceeded the backend limit' },
  '900802': { status: 429, message: 'Message throttled out', description: 'You have exceeded your resource quota' },
  '900803': { status: 429, message: 'Message throttled out', description: 'You have exceeded your application quota' },
  '900804': { status: 429, message: 'Message throttled out', description: 'You have exceeded your subscription quota' },
  '900805': {
    status: 403,
    message: 'Message blocked',
    description: 'You have been blocked from accessing the resource',
  },
  '900806': { status: 429, message: 'Message throttled out', description: 'You have exceeded your custom quota' },
  '900900': {
    status: 500,
    message: 'Unclassified Authentication Failure',
    description: 'Error while authenticating the call',
  },
  '900901': {
    status: 401,
    message: 'Invalid Credentials',
    description: 'Make sure you have provided the correct security credentials',
  },
  '900902': { status: 401, message: 'Missing Credentials', description: 'Required OAuth credentials not provided' },
  '900903': { status: 401, message: 'Access Token Expired', description: 'Renew the access token and try again' },
  '900904': { status: 401, message: 'Access Token Inactive', description: 'Generate a new access token and try again' },
  '900906': {
    status: 404,
    message: 'No matching resource found',
    description: 'No matching resource found in the API for the given request',
  },
  '900908': {
    status: 403,
    message: 'Resource forbidden',
    description: 'User is NOT authorized to access the resource',
  },
  '900909': {
    status: 403,
    message: 'The subscription to the API is inactive',
    description: 'Subscription is inactive',
  },
  '900910': {
    status: 403,
    message: 'The access token does not allow you to access the requested resource',
    description: 'Scope validation failed',
  },
  '101500': { status: 500, message: 'Runtime Error', description: 'Sender I/O error while sending' },
  '101503': { status: 503, message: 'Runtime Error', description: 'Error connecting to the back end' },
  '101504': { status: 504, message: 'Runtime Error', description: 'Send timeout' },
  '101505': { status: 500, message: 'Runtime Error', description: 'Connection closed by the back end' },
  '101506': { status: 500, message: 'Runtime Error', description: 'Protocol violation by the back end' },
  '101507': { status: 500, message: 'Runtime Error', description: 'Error while connecting, request sent' },
  '101508': { status: 504, message: 'Runtime Error', description: 'Connection timeout' },
  '303000': { status: 503, message: 'Runtime Error', description: 'No endpoint of the load balance group is ready' },
  '303001': { status: 503, message: 'Runtime Error', description: 'Currently, the endpoint is in state SUSPENDED' },
  '303002': { status: 503, message: 'Runtime Error', description: 'No endpoint of the recipient list is ready' },
};

const UNKNOWN: GatewayFault = { status: 500, message: 'Runtime Error', description: 'Unspecified gateway error' };

/** The fault as WSO2 words it: XML when the caller accepts XML and not JSON, else JSON. */
export function gatewayFault(
  code: string,
  accept: IncomingHttpHeaders['accept'],
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const { status, message, description } = (Object.hasOwn(FAULTS, code) ? FAULTS[code] : undefined) ?? UNKNOWN;
  const all = status === 401 ? { 'www-authenticate': 'OAuth2 realm="WSO2 API Manager"', ...headers } : headers;
  if (accept?.includes('xml') && !accept.includes('json')) {
    const body =
      `<ams:fault xmlns:ams="http://wso2.org/apimanager/security"><ams:code>${code}</ams:code>` +
      `<ams:message>${message}</ams:message><ams:description>${description}</ams:description></ams:fault>`;
    return textAnswer(status, 'application/xml', body, all);
  }
  return jsonAnswer(status, { fault: { code: Number(code), message, description } }, all);
}
