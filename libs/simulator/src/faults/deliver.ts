import type { ServerResponse } from 'node:http';
import type { Answer } from '../http/answer';
import { pause } from '../http/pause';
import type { FaultAction } from './fault';
import { gatewayFault } from './gateway-fault';

export type Delivery =
  | { readonly outcome: 'answered'; readonly httpStatus: number }
  | { readonly outcome: 'cut' | 'abandoned'; readonly httpStatus?: undefined };

const CHUNK_BYTES = 64 * 1024;

/** Writes the true answer, or what the fault makes of it. Never throws: a client that goes away is an outcome. */
export async function deliver(
  response: ServerResponse,
  truth: Answer,
  action: FaultAction,
  dossiers: readonly string[],
  life: AbortSignal,
): Promise<Delivery> {
  if (response.destroyed) return { outcome: 'abandoned' };
  switch (action.kind) {
    case 'trueAnswer':
      return write(response, truth);
    case 'answer':
      return write(response, { status: action.status, headers: action.headers ?? {}, body: action.body });
    case 'gatewayFault':
      return write(response, gatewayFault(action.code, response.req.headers.accept, action.headers));
    case 'reset':
      response.socket?.resetAndDestroy();
      return { outcome: 'cut' };
    case 'hang':
      await firstOf(response, 'close');
      return { outcome: 'abandoned' };
    case 'halfBody':
      return cutHalfway(response, truth);
    case 'trickle':
      return write(response, truth, (body) => slowly(body, action.bytes, action.everyMs, life));
    case 'padded':
      return write(response, truth, (body) => padded(body, action.bytes), action.bytes);
    case 'otherDossier': {
      const body = dossiers.reduce((text, code) => text.replaceAll(code, action.code), truth.body.toString());
      return write(response, { ...truth, body });
    }
  }
}

type Slicing = (body: Buffer) => Iterable<Buffer> | AsyncIterable<Buffer>;

async function write(
  response: ServerResponse,
  { status, headers, body }: Answer,
  slices: Slicing = (whole) => [whole],
  minimumLength = 0,
): Promise<Delivery> {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': Math.max(bytes.length, minimumLength) });
  for await (const slice of slices(bytes)) {
    if (response.destroyed) return { outcome: 'abandoned' };
    if (!response.write(slice)) await firstOf(response, 'drain', 'close');
  }
  if (response.destroyed) return { outcome: 'abandoned' };
  const ended = firstOf(response, 'finish', 'close');
  response.end();
  await ended;
  return response.writableFinished ? { outcome: 'answered', httpStatus: status } : { outcome: 'abandoned' };
}

async function cutHalfway(response: ServerResponse, truth: Answer): Promise<Delivery> {
  const bytes = Buffer.from(truth.body);
  response.writeHead(truth.status, { ...truth.headers, 'content-length': bytes.length });
  await new Promise<void>((resolve) =>
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => resolve()),
  );
  response.socket?.destroy();
  return { outcome: 'cut' };
}

async function* slowly(body: Buffer, bytes: number, everyMs: number, life: AbortSignal): AsyncGenerator<Buffer> {
  for (let from = 0; from < body.length; from += bytes) {
    await pause(everyMs, life);
    yield body.subarray(from, from + bytes);
  }
}

function* padded(body: Buffer, length: number): Generator<Buffer> {
  yield body;
  const blanks = Buffer.alloc(CHUNK_BYTES, ' ');
  for (let left = length - body.length; left > 0; left -= CHUNK_BYTES)
    yield blanks.subarray(0, Math.min(left, CHUNK_BYTES));
}

/** Resolves on the first of the events and leaves no listener behind, unlike a race of `once`. */
function firstOf(response: ServerResponse, ...events: readonly string[]): Promise<void> {
  if (response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of events) response.off(event, done);
      resolve();
    };
    for (const event of events) response.on(event, done);
  });
}
