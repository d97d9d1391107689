import { AxiosError, AxiosHeaders, type AxiosAdapter, type InternalAxiosRequestConfig } from 'axios';
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import type { ResolvedCarrier } from '../hotich.options.resolve';

/** Connections of one carrier: kept alive, limited, with its own proxy, authority and time-outs. */
export function dispatcherOf(carrier: ResolvedCarrier): Dispatcher {
  const options: Agent.Options = {
    connections: carrier.concurrency,
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
    requestTls: { ...carrier.tls, timeout: carrier.connectTimeoutMs },
  });
}

/**
 * An axios adapter over undici: the host keeps axios's door (`HttpService`, interceptors), and a call costs about a tenth
 * of axios's own adapter. Answers are text; a streamed body needs its `Content-Length` among the headers.
 */
export function undiciAdapter(dispatcher: Dispatcher): AxiosAdapter {
  return async (config) => {
    // One limit for the whole: waiting for a connection, the head, and a body that trickles in and so never idles.
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(timedOut()), config.timeout);
    try {
      const { statusCode, headers, body } = await send(config, dispatcher, limit.signal);
      const data = await body.text();
      return {
        data,
        status: statusCode,
        statusText: '',
        headers: new AxiosHeaders(headers as Record<string, string>),
        config,
        request: undefined,
      };
    } catch (error) {
      throw wrapped(error, config);
    } finally {
      clearTimeout(timer);
    }
  };
}

function send(
  config: InternalAxiosRequestConfig,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  return request(config.url!, {
    dispatcher,
    method: (config.method ?? 'get').toUpperCase(),
    headers: config.headers.toJSON() as Record<string, string>,
    body: config.data as Dispatcher.DispatchOptions['body'],
    signal,
  });
}

function timedOut(): Error {
  return Object.assign(new Error('the answer did not come in time'), { code: 'ETIMEDOUT' });
}

function wrapped(error: unknown, config: InternalAxiosRequestConfig): AxiosError {
  const { code, message } = error as { code?: string; message?: string };
  const axiosError = new AxiosError(message, code, config);
  axiosError.cause = error as Error;
  return axiosError;
}
