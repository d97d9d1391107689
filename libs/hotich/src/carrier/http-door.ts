import { HttpService } from '@nestjs/axios';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { AxiosInstance } from 'axios';
import type { Dispatcher } from 'undici';
import type { CarrierName } from '../hotich.constants';
import { HOTICH_OPTIONS } from '../hotich.internal-constants';
import { requestMsOf, type ResolvedOptions } from '../hotich.options.resolve';
import { AnswerReader } from './answer-reader';
import { type BodyPart, bodyLength, bodyOf } from './body';
import type { DocumentTray } from './document-tray';
import { exchange, type ExchangeRequest, type HttpAnswer } from './exchange';
import { claimLost, networkFault } from './network-fault';
import type { Turn } from './turn';
import { dispatcherOf, undiciAdapter } from './undici-adapter';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: readonly BodyPart[];
  /** Under which claim it is made; absent: nobody's work is claimed for it. */
  readonly claim?: Pick<Turn, 'holds'>;
  /** Asking twice does no harm, so a lost answer is no mystery. */
  readonly safe: boolean;
  /** Where the documents of the answer go; absent: they stay in its text. */
  readonly tray?: DocumentTray;
}

/**
 * The only place that opens sockets: Nest's HttpService over undici, one connection pool per carrier. Axios is walked through
 * when the host has put interceptors into it; of what else it can be told, only the default headers mean anything here, and
 * those are sent either way.
 */
@Injectable()
export class HttpDoor implements OnApplicationShutdown {
  private readonly pools = new Map<CarrierName, Dispatcher>();
  private isClosed = false;

  constructor(
    private readonly http: HttpService,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /**
   * Any HTTP status is an answer.
   *
   * @throws HotichRemoteError when there is none, also because the claim was lost before the first byte; what the source of a document
   * threw when it could not be read.
   */
  send(
    carrier: CarrierName,
    { method, url, headers: given, body, claim, safe, tray }: HttpRequest,
  ): Promise<HttpAnswer> {
    const { axiosRef } = this.http;
    const throughIt = hasInterceptors(axiosRef);
    let unreadable: { readonly error: unknown } | undefined;
    let lost = false;
    let begun = false;
    // Nothing here unpacks an answer.
    const headers: Record<string, string> = Object.assign({ 'accept-encoding': 'identity' }, given);
    if (body) headers['content-length'] = String(bodyLength(body));
    if (!throughIt) addDefaultHeaders(headers, axiosRef, method);
    const request: ExchangeRequest = {
      method,
      url,
      headers,
      body: body && bodyOf(body, (error) => (unreadable = { error })),
      limitMs: requestMsOf(this.options[carrier]!),
      mayGo: () => {
        lost = claim?.holds() === false;
        begun = !lost;
        return begun;
      },
    };
    const dispatcher = this.pool(carrier);
    const answer = throughIt
      ? throughAxios(axiosRef, request, undiciAdapter(dispatcher, request.mayGo, tray))
      : exchange(dispatcher, request, new AnswerReader(tray));
    return answer.catch((error: unknown) => {
      // The remote has taken nothing then: no server accepts a body that ends before its `Content-Length`.
      if (unreadable) throw unreadable.error;
      if (lost) throw claimLost(carrier);
      throw networkFault(carrier, error, { safe, begun });
    });
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  /** What fails from now on fails because this process ends. */
  get closed(): boolean {
    return this.isClosed;
  }

  /** Ends what is under way; nothing is sent any more. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.pools.values()].map((pool) => pool.destroy()));
  }

  private pool(carrier: CarrierName): Dispatcher {
    const known = this.pools.get(carrier);
    if (known) return known;
    const pool = dispatcherOf(this.options[carrier]!);
    this.pools.set(carrier, pool);
    return pool;
  }
}

function hasInterceptors({ interceptors }: AxiosInstance): boolean {
  return someOf(interceptors.request) || someOf(interceptors.response);
}

function someOf({ handlers }: AxiosInstance['interceptors']['request' | 'response']): boolean {
  // An ejected one leaves `null`.
  return handlers?.some((one) => one !== null) ?? false;
}

async function throughAxios(
  axiosRef: AxiosInstance,
  { method, url, headers, body, limitMs }: ExchangeRequest,
  adapter: ReturnType<typeof undiciAdapter>,
): Promise<HttpAnswer> {
  const response = await axiosRef.request<string>({
    adapter,
    method,
    url,
    headers,
    data: body,
    timeout: limitMs,
    transformRequest: (data: unknown) => data,
    transformResponse: (data: unknown) => data,
    validateStatus: () => true,
  });
  return { status: response.status, headers: response.headers as HttpAnswer['headers'], body: response.data };
}

/** Adds what axios would add where the request says nothing: the instance's own headers, those of this method, and those of all. */
function addDefaultHeaders(
  headers: Record<string, string>,
  { defaults }: AxiosInstance,
  method: HttpRequest['method'],
): void {
  for (const bucket of [defaults.headers, defaults.headers[METHODS[method]], defaults.headers.common]) {
    for (const name in bucket) {
      const value: unknown = bucket[name as keyof typeof bucket];
      const lower = name.toLowerCase();
      // Beside the instance's own stand those of every method, each in an object.
      if (isScalar(value) && value !== false && !(lower in headers)) headers[lower] = String(value);
    }
  }
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

const METHODS = { GET: 'get', POST: 'post', PUT: 'put' } as const;
