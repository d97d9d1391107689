import type { RegisterBehaviour, RegisterV1Behaviour } from '../../behaviour';
import type { Call } from '../../calls/call';
import type { Operation } from '../../calls/operation';
import type { Catalogs } from '../../catalog/catalogs';
import { jsonAnswer } from '../../http/answer';
import type { ReceivedRequest } from '../../http/received-request';
import type { Endpoint } from '../../http/remote';
import type { World } from '../../state/world';
import type { Unit } from '../../units';
import { admitted } from '../admission';
import { renderReply, type Reply } from './reply';

export interface V1Dependencies {
  readonly world: World;
  readonly units: ReadonlyMap<string, Required<Unit>>;
  readonly catalogs: Catalogs;
  readonly behaviour: RegisterBehaviour;
  readonly v1: RegisterV1Behaviour;
  /** Province of the credential, two digits. */
  readonly provinceCode: string;
}

export interface V1Request {
  readonly body: Readonly<Record<string, unknown>>;
  readonly call: Readonly<Call>;
}

/** A reply, and whether the register took something in. */
export type Served = Reply & { readonly effect?: true };

const NO_LONG = {
  title: 'One or more validation errors occurred.',
  status: 400,
  errors: { '$.maDonVi': ['The JSON value could not be converted to System.Int64.'] },
};

/** One service of contract 1.0: POST, JSON both ways (wire contract 4.5). */
export function service(
  operation: Operation,
  path: string,
  { behaviour, v1 }: V1Dependencies,
  serve: (request: V1Request) => Served,
): Endpoint {
  const endpoint: Endpoint = {
    operation,
    method: 'POST',
    path,
    subject({ json }) {
      const code = json?.['maHoSo'];
      const module = json?.['module'];
      return {
        dossiers: typeof code === 'string' ? [code] : [],
        ...(typeof module === 'string' ? { module } : {}),
      };
    },
    handle(request, _path, call) {
      if (!request.hasJsonContent) return { answer: jsonAnswer(415, { status: 415, title: 'Unsupported Media Type' }) };
      if (v1.unitCodeAs === 'long' && typeof request.json?.['maDonVi'] === 'string') {
        return { answer: jsonAnswer(400, NO_LONG) };
      }
      const reply = answerTo(request, call);
      return { answer: renderReply(reply, v1), effect: reply.effect ?? false };
    },
  };
  const answerTo = (request: ReceivedRequest, call: Readonly<Call>): Served => {
    if (v1.credential === 'unknown') return { errorCode: '100' };
    const body = request.json;
    return body
      ? serve({ body, call })
      : { errorCode: '500', text: 'Dữ liệu gửi lên không phải là một đối tượng JSON.' };
  };
  return admitted(endpoint, behaviour, (errorCode) => renderReply({ errorCode }, v1));
}
