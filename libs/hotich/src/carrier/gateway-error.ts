import { classifyGatewayAnswer, type GatewayFault } from '../contract';
import { HotichRemoteError } from '../errors';
import type { CarrierName } from '../hotich.constants';
import type { HttpAnswer } from './exchange';
import { isTimeOut } from './network-fault';

/** What the gateway itself says, or undefined: {@link classifyGatewayAnswer} of an answer that was given then. */
export function gatewayFaultOf({ status, headers, body }: HttpAnswer, answeredAt?: Date): GatewayFault | undefined {
  return classifyGatewayAnswer(status, String(headers['content-type'] ?? ''), body, headers, answeredAt);
}

/** The error for an answer that is not the business service's. A lost answer to a safe question is no mystery. */
export function remoteError(
  carrier: CarrierName,
  httpStatus: number,
  fault: GatewayFault | undefined,
  safe: boolean,
): HotichRemoteError {
  const kind = fault?.kind ?? 'unknown';
  return new HotichRemoteError({
    carrier,
    kind: kind === 'unknown' && safe ? 'transient' : kind,
    httpStatus,
    message: fault?.message ?? {
      vi: `Máy chủ trả lời HTTP ${httpStatus}`,
      en: `The server answered HTTP ${httpStatus}`,
    },
    said: fault?.said,
    remedy: fault?.remedy ?? { vi: 'Liên hệ đơn vị vận hành dịch vụ', en: 'Contact whoever runs the service' },
    ...(fault?.faultCode === undefined ? {} : { remoteCode: fault.faultCode }),
    ...(fault?.retryAfterMs === undefined ? {} : { retryAfterMs: fault.retryAfterMs }),
  });
}

/** The gateway refused it because we ask too much: 429, or WSO2's own faults. */
export function isHaste({ httpStatus, remoteCode }: HotichRemoteError): boolean {
  return httpStatus === 429 || /^9008\d\d$/.test(remoteCode ?? '');
}

/** Something behind the gateway failed over this one request; whether over every other as well shows elsewhere. */
export function isFailureWithin(error: unknown): error is HotichRemoteError {
  return error instanceof HotichRemoteError && error.httpStatus === 500 && error.remoteCode === undefined;
}

/** Whatever stands in between gave up waiting, or we did. */
export function isWithoutAnswer(error: unknown): error is HotichRemoteError {
  if (!(error instanceof HotichRemoteError) || error.retryAfterMs !== undefined) return false;
  const { httpStatus, remoteCode = '' } = error;
  return httpStatus === undefined ? isTimeOut(remoteCode) : httpStatus === 502 || httpStatus === 504;
}
