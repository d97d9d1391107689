import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Call, CallSubject } from '../calls/call';
import type { CallLog } from '../calls/call-log';
import type { Operation } from '../calls/operation';
import { deliver } from '../faults/deliver';
import type { Fault } from '../faults/fault';
import type { FaultScript } from '../faults/fault-script';
import type { Answer } from './answer';
import { matchPath } from './paths';
import { pause } from './pause';
import { ReceivedRequest } from './received-request';

/** What an operation did: its answer, and whether the remote took something in. */
export interface Outcome {
  readonly answer: Answer;
  readonly effect?: boolean;
}

/** One operation of a remote. `handle` runs to its end in one turn: a remote's books are never half written. */
export interface Endpoint {
  readonly operation: Operation;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Path after the host; `{name}` is a variable part. */
  readonly path: string;
  subject(request: ReceivedRequest, path: Readonly<Record<string, string>>): CallSubject;
  handle(request: ReceivedRequest, path: Readonly<Record<string, string>>, call: Readonly<Call>): Outcome;
}

export interface RemoteDependencies {
  readonly calls: CallLog;
  readonly faults: FaultScript;
  readonly callerHeader: string;
  readonly latencyMs: () => number;
  /** Aborted when the simulator stops or begins anew: what is on its way then is cut off and reaches no book. */
  readonly life: () => AbortSignal;
}

/** A remote system: reads the request, logs the call, asks the fault script, does the work and delivers the answer. */
export class Remote {
  constructor(
    private readonly endpoints: readonly Endpoint[],
    /** Answer to a path or method the remote does not know. */
    private readonly unknownPath: (request: ReceivedRequest) => Answer,
    private readonly dependencies: RemoteDependencies,
  ) {}

  readonly listen = (message: IncomingMessage, response: ServerResponse): void => {
    this.serve(message, response).catch((error: unknown) => {
      // An incomplete message is a client that went away; anything else is a mistake of the simulator and must be seen.
      if (message.complete) process.emitWarning(error instanceof Error ? error : String(error));
      response.destroy();
    });
  };

  private async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await ReceivedRequest.read(message);
    for (const endpoint of this.endpoints) {
      const path = endpoint.method === request.method ? matchPath(endpoint.path, request.path) : undefined;
      if (path) return this.answer(endpoint, path, request, response);
    }
    await deliver(response, this.unknownPath(request), { kind: 'trueAnswer' }, [], this.dependencies.life());
  }

  private async answer(
    endpoint: Endpoint,
    path: Readonly<Record<string, string>>,
    request: ReceivedRequest,
    response: ServerResponse,
  ): Promise<void> {
    const { calls, faults, callerHeader, latencyMs } = this.dependencies;
    const life = this.dependencies.life();
    const caller = request.headers[callerHeader]?.toString();
    const call = calls.begin(endpoint.operation, caller, request.body, endpoint.subject(request, path));
    const fault = faults.take(call);
    call.fault = fault?.name;
    const cutOff = (): void => {
      calls.end(call, 'cut');
      response.destroy();
    };
    life.addEventListener('abort', cutOff);
    try {
      await pause(latencyMs() + (fault?.delayBeforeMs ?? 0), life);
      if (life.aborted) return;
      const outcome = fault?.takesEffect === false ? NOTHING : endpoint.handle(request, path, call);
      call.effect = outcome.effect ?? false;
      await pause(fault?.delayAfterMs ?? 0, life);
      const delivery = await deliver(response, outcome.answer, actionOf(fault), call.dossiers, life);
      calls.end(call, delivery.outcome, delivery.httpStatus);
    } finally {
      life.removeEventListener('abort', cutOff);
      calls.end(call, 'cut');
    }
  }
}

const NOTHING: Outcome = { answer: { status: 200, headers: {}, body: '' } };

const actionOf = (fault: Fault | undefined): Fault['action'] => fault?.action ?? { kind: 'trueAnswer' };
