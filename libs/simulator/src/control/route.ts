import { jsonAnswer, type Answer } from '../http/answer';
import type { ReceivedRequest } from '../http/received-request';
import { SimulatorError } from '../errors';
import type { RemoteName, Remotes } from './remotes';

export interface RouteContext {
  readonly remotes: Remotes;
  readonly request: ReceivedRequest;
  /** A variable part of the path. */
  readonly param: (name: string) => string;
}

/** One route of the control API. A handler that answers nothing answers `{"ok":true}`. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  handle(context: RouteContext): Answer | void | Promise<Answer | void>;
}

const STATUS_OF: Readonly<Record<SimulatorError['code'], number>> = {
  unknownDossier: 404,
  unknownCatalog: 404,
  illegalMove: 409,
  badInput: 400,
};

/** A mistake of the caller as an answer; anything else is thrown on. */
export function errorAnswer(error: unknown): Answer {
  if (!(error instanceof SimulatorError)) throw error;
  return jsonAnswer(STATUS_OF[error.code], { error: error.code, message: error.message });
}

/** The JSON body; an absent one is an empty object. @throws SimulatorError when there is one that is no JSON object */
export function bodyOf(request: ReceivedRequest): Readonly<Record<string, unknown>> {
  if (request.body.length === 0) return {};
  if (!request.json) throw new SimulatorError('badInput', 'the body must be a JSON object');
  return request.json;
}

export function remoteOf(request: ReceivedRequest): RemoteName | undefined {
  const { remote } = bodyOf(request);
  if (remote === undefined || remote === 'gateway' || remote === 'interlink') return remote;
  throw new SimulatorError('badInput', "remote must be 'gateway' or 'interlink', or absent for both");
}
