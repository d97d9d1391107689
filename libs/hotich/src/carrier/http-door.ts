import { HttpService } from '@nestjs/axios';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { AxiosAdapter } from 'axios';
import type { Dispatcher } from 'undici';
import type { CarrierName } from '../hotich.constants';
import { HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { type BodyPart, bodyLength, bodyOf } from './body';
import { networkFault } from './network-fault';
import { dispatcherOf, undiciAdapter } from './undici-adapter';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: readonly BodyPart[];
  /** Asking twice does no harm, so a lost answer is no mystery. */
  readonly safe: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** The only place that opens sockets: Nest's HttpService over undici, one connection pool per carrier. */
@Injectable()
export class HttpDoor implements OnApplicationShutdown {
  private readonly pools = new Map<CarrierName, { dispatcher: Dispatcher; adapter: AxiosAdapter }>();

  constructor(
    private readonly http: HttpService,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /** Any HTTP status is an answer. @throws HotichRemoteError when there is none. */
  async send(carrier: CarrierName, request: HttpRequest): Promise<HttpAnswer> {
    const { timeoutMs, connectTimeoutMs } = this.options[carrier]!;
    try {
      const response = await this.http.axiosRef.request<string>({
        adapter: this.pool(carrier).adapter,
        method: request.method,
        url: request.url,
        headers: {
          ...request.headers,
          ...(request.body ? { 'content-length': String(bodyLength(request.body)) } : {}),
        },
        data: request.body && bodyOf(request.body),
        timeout: connectTimeoutMs + timeoutMs,
        transformRequest: (data: unknown) => data,
        transformResponse: (data: unknown) => data,
        validateStatus: () => true,
      });
      return { status: response.status, headers: response.headers as HttpAnswer['headers'], body: response.data };
    } catch (error) {
      throw networkFault(carrier, error, request.safe);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.dispatcher.destroy()));
  }

  private pool(carrier: CarrierName): { dispatcher: Dispatcher; adapter: AxiosAdapter } {
    const known = this.pools.get(carrier);
    if (known) return known;
    const dispatcher = dispatcherOf(this.options[carrier]!);
    const pool = { dispatcher, adapter: undiciAdapter(dispatcher) };
    this.pools.set(carrier, pool);
    return pool;
  }
}
