import { isObject, own, scalar } from '../wire-json';

/** A fault of the gateway is short; a long body is a business answer and is not searched. */
const MAX_FAULT_LENGTH = 20_000;
const XML_CODE = /<(?:[\w-]+:)?code>\s*(\d{6})\s*<\/(?:[\w-]+:)?code>/i;
const XML_FAULT = /<(?:[\w-]+:)?fault[\s>]/i;

/**
 * Code of a WSO2 fault: `{"fault":{"code":900901,…}}`, the bare `{"code":"900901","message":…,"description":…}`, or
 * `<ams:fault><ams:code>900901</ams:code>…`. Source: wire contract 1.1 (inference from WSO2's documentation).
 */
export function readFaultCode(body: string): string | undefined {
  if (body.length > MAX_FAULT_LENGTH) return undefined;
  if (body.startsWith('<')) return XML_FAULT.test(body) ? XML_CODE.exec(body)?.[1] : undefined;
  if (!body.startsWith('{')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const fault = own(value, 'fault') ?? value;
  if (!isObject(fault)) return undefined;
  const code = scalar(own(fault, 'code'));
  return code !== undefined && /^\d{6}$/.test(code) ? code : undefined;
}
