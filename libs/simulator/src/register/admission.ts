import type { RegisterBehaviour } from '../behaviour';
import type { Answer } from '../http/answer';
import type { Endpoint } from '../http/remote';

export const NOT_ALLOWED = 'Địa chỉ IP không được phép kết nối.';

/** The register's own door, behind the gateway: a caller from another address gets error 101 (wire contract 5.2). */
export function admitted(
  endpoint: Endpoint,
  behaviour: RegisterBehaviour,
  refuse: (errorCode: '101', description: string) => Answer,
): Endpoint {
  return {
    ...endpoint,
    handle(request, path, call) {
      const { allowedAddresses } = behaviour;
      if (allowedAddresses && !allowedAddresses.includes(request.address)) {
        return { answer: refuse('101', NOT_ALLOWED) };
      }
      return endpoint.handle(request, path, call);
    },
  };
}
