import { type Dispatcher } from 'undici';
import type { AnswerReader } from './answer-reader';

export interface ExchangeRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  /** A streamed body needs its `Content-Length` here. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | AsyncIterable<string>;
  /** For the whole, in ms: waiting for a connection, the head, and a body that trickles in and so never idles. */
  readonly limitMs: number;
  /** Asked when there is a connection, right before the first byte: where it says no, none is written. */
  readonly mayGo?: () => boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One request over undici's `dispatch`, below its streams: these cost as much again. Rejects with what the socket said. */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest, reader: AnswerReader): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const handler = new Exchange(request, reader, resolve, reject);
    try {
      const { origin, path } = placeOf(request.url);
      dispatcher.dispatch(
        {
          origin,
          path,
          method: request.method,
          headers: request.headers,
          // undici takes pieces as they are (its types do not say so): a stream around them would only read ahead.
          body: (request.body ?? null) as Dispatcher.DispatchOptions['body'],
        },
        handler,
      );
    } catch (error) {
      handler.fail(error);
    }
  });
}

class Exchange implements Dispatcher.DispatchHandler {
  private readonly timer: NodeJS.Timeout;
  private controller?: Dispatcher.DispatchController;
  private failure?: unknown;
  private status = 0;
  private headers: HttpAnswer['headers'] = {};

  constructor(
    private readonly request: ExchangeRequest,
    private readonly reader: AnswerReader,
    private readonly resolve: (answer: HttpAnswer) => void,
    private readonly reject: (error: unknown) => void,
  ) {
    this.timer = setTimeout(() => this.abort(timedOut()), request.limitMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.failure === undefined && this.request.mayGo?.() === false) this.fail(new Error('no longer to be sent'));
    // Or it waited for a connection longer than it had.
    if (this.failure !== undefined) controller.abort(this.failure as Error);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: HttpAnswer['headers']): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    // Never paused: where the server closes its connection meanwhile, undici 7 ends the process (nodejs/undici#5360).
    this.reader.push(chunk);
  }

  onResponseEnd(): void {
    const body = this.reader.end();
    if (typeof body === 'string') this.succeed(body);
    else body.then((text) => this.succeed(text)).catch((error: unknown) => this.fail(error));
  }

  onResponseError(_: unknown, error: Error): void {
    this.fail(error);
  }

  fail(error: unknown): void {
    this.failure = error;
    clearTimeout(this.timer);
    this.reject(error);
  }

  /** Fails from this side: whatever still comes is not wanted. */
  private abort(error: Error): void {
    this.fail(error);
    this.controller?.abort(error);
  }

  private succeed(body: string): void {
    clearTimeout(this.timer);
    this.resolve({ status: this.status, headers: this.headers, body });
  }
}

interface Place {
  readonly origin: string;
  readonly path: string;
}

/** What requests are made to comes again and again; where something of the dossier is in the address, it does not. */
const PLACES = new Map<string, Place>();
const MOST_PLACES = 100;

function placeOf(url: string): Place {
  const known = PLACES.get(url);
  if (known) return known;
  const { origin, pathname, search } = new URL(url);
  const place = { origin, path: pathname + search };
  if (PLACES.size < MOST_PLACES) PLACES.set(url, place);
  return place;
}

function timedOut(): Error {
  return Object.assign(new Error('the answer did not come in time'), { code: 'ETIMEDOUT' });
}
