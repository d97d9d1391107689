/** An answer that is none of 2xx. */
export class HttpError extends Error {
  constructor(
    readonly request: string,
    readonly status: number,
    body: string,
  ) {
    super(`${request} → HTTP ${status}: ${body.slice(0, 600)}`);
    this.name = 'HttpError';
  }
}

const TIMEOUT_MS = 15_000;

/** JSON over HTTP, nothing more. */
export class HttpApi {
  constructor(
    readonly url: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async get<T>(path: string): Promise<T> {
    return (await (await this.send('GET', path)).json()) as T;
  }

  /** `undefined` where there is no such thing yet. */
  async find<T>(path: string): Promise<T | undefined> {
    try {
      return await this.get<T>(path);
    } catch (error) {
      if (error instanceof HttpError && error.status === 404) return undefined;
      throw error;
    }
  }

  async post<T>(path: string, body: unknown = {}): Promise<T> {
    return (await (await this.send('POST', path, JSON.stringify(body))).json()) as T;
  }

  async bytes(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.send('GET', path)).arrayBuffer());
  }

  private async send(method: 'GET' | 'POST', path: string, body?: string): Promise<Response> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...this.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return response;
    throw new HttpError(`${method} ${path}`, response.status, await response.text());
  }
}
