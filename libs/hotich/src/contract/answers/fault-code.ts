import { isObject, type JsonObject, own, scalar } from '../wire-json';

const XML_CODE = /<(?:[\w-]+:)?code>\s*(\d{6})\s*<\/(?:[\w-]+:)?code>/i;
const XML_FAULT = /<(?:[\w-]+:)?fault[\s>]/i;

/**
 * Code of a WSO2 fault in JSON: `{"fault":{"code":900901,…}}`, or the bare `{"code":"900901","message":…,"description":…}`.
 * Source: wire contract 1.1 (inference from WSO2's documentation).
 */
export function faultCodeOf(body: JsonObject): string | undefined {
  const fault = own(body, 'fault') ?? body;
  if (!isObject(fault)) return undefined;
  const code = scalar(own(fault, 'code'));
  return code !== undefined && /^\d{6}$/.test(code) ? code : undefined;
}

/** The same of a fault in XML: `<ams:fault><ams:code>900901</ams:code>…`. */
export function faultCodeInXml(body: string): string | undefined {
  return XML_FAULT.test(body) ? XML_CODE.exec(body)?.[1] : undefined;
}
