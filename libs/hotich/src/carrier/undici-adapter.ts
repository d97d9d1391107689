import { AxiosError, AxiosHeaders, type AxiosAdapter } from 'axios';
import { Agent, type Dispatcher, Pool, ProxyAgent } from 'undici';
import type { ResolvedCarrier } from '../hotich.options.resolve';
import { AnswerReader } from './answer-reader';
import type { DocumentTray } from './document-tray';
import { exchange, type ExchangeRequest } from './exchange';

/** Connections of one carrier: kept alive, limited, with its own proxy, authority and time-outs. */
export function dispatcherOf(carrier: ResolvedCarrier): Dispatcher {
  const options: Agent.Options = {
    // For each of its two lanes, which would otherwise wait for each other's answers, and for what is asked beside them.
    connections: 2 * carrier.concurrency + 1,
    pipelining: 1,
    // Below what gateways usually allow an idle socket, so that a request seldom meets a socket that is being closed.
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 30_000,
    headersTimeout: carrier.timeoutMs,
    bodyTimeout: carrier.timeoutMs,
    connect: { timeout: carrier.connectTimeoutMs, ...carrier.tls },
    maxResponseSize: carrier.maxResponseBytes,
  };
  if (!carrier.proxy) return new Agent(options);
  return new ProxyAgent({
    ...options,
    uri: carrier.proxy,
    proxyTls: { timeout: carrier.connectTimeoutMs },
    requestTls: { ...carrier.tls, timeout: carrier.connectTimeoutMs },
    clientFactory: (origin, connect) => poolToProxy(origin, { ...connect, headersTimeout: carrier.connectTimeoutMs }),
  });
}

/** What undici calls a proxy that hangs up on a CONNECT, and one that does not answer it. */
const NO_TUNNEL: readonly (string | undefined)[] = ['UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT'];

/**
 * A proxy that hangs up on a CONNECT is a lost socket to undici, which it makes anew at once and for ever, whatever our limits say
 * (nodejs/undici#3897); under another code the request fails instead, as one that was never sent. No `cause`: the old code would be
 * found again.
 */
function poolToProxy(origin: URL, options: Pool.Options): Dispatcher {
  const pool = new Pool(origin, options);
  const connect = pool.connect.bind<(to: Dispatcher.ConnectOptions) => Promise<Dispatcher.ConnectData>>(pool);
  return Object.assign(pool, {
    connect: (to: Dispatcher.ConnectOptions) =>
      connect(to).catch((error: Error & { code?: string }) => {
        if (!NO_TUNNEL.includes(error.code)) throw error;
        throw Object.assign(new Error('the proxy made no tunnel'), { code: 'UND_ERR_PRX_CONN' });
      }),
  });
}

/**
 * An axios adapter over undici, for a host with interceptors of its own. Answers are text; a streamed body needs its
 * `Content-Length` among the headers.
 *
 * @param mayGo asked right before the first byte, which a host's interceptor may have kept waiting.
 * @param tray where the documents of the answer go.
 */
export function undiciAdapter(
  dispatcher: Dispatcher,
  mayGo: ExchangeRequest['mayGo'],
  tray?: DocumentTray,
): AxiosAdapter {
  return async (config) => {
    try {
      const { status, headers, body } = await exchange(
        dispatcher,
        {
          method: (config.method ?? 'get').toUpperCase(),
          url: config.url!,
          headers: config.headers.toJSON() as Record<string, string>,
          body: config.data as ExchangeRequest['body'] & {},
          limitMs: config.timeout!,
          mayGo,
        },
        new AnswerReader(tray),
      );
      return {
        data: body,
        status,
        statusText: '',
        headers: new AxiosHeaders(headers as Record<string, string>),
        config,
        request: undefined,
      };
    } catch (error) {
      const { code, message } = error as { code?: string; message?: string };
      const axiosError = new AxiosError(message, code, config);
      axiosError.cause = error as Error;
      throw axiosError;
    }
  };
}
