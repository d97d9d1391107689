import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request that has been read to its end. */
export class ReceivedRequest {
  private parsed: { readonly object: Record<string, unknown> | undefined } | undefined;

  constructor(
    readonly method: string,
    readonly path: string,
    readonly query: URLSearchParams,
    readonly headers: IncomingHttpHeaders,
    readonly body: Buffer,
    /** IP address of the caller; IPv4 in its plain form. */
    readonly address: string,
  ) {}

  /** @throws when the caller goes away before the end of the body. */
  static async read(message: IncomingMessage): Promise<ReceivedRequest> {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const { path, query } = splitTarget(message.url ?? '/');
    return new ReceivedRequest(
      message.method ?? 'GET',
      path,
      query,
      message.headers,
      Buffer.concat(chunks),
      (message.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    );
  }

  get hasJsonContent(): boolean {
    return /^application\/([\w.+-]+\+)?json\b/i.test(this.headers['content-type'] ?? '');
  }

  /** The body as a JSON object, or undefined when it is anything else. Parsed once: bodies of 30 MB are normal. */
  get json(): Readonly<Record<string, unknown>> | undefined {
    this.parsed ??= { object: asObject(parseJson(this.body.toString('utf8'))) };
    return this.parsed.object;
  }
}

/** By hand: a URL takes what follows two slashes for a host, and a target of nothing else for a mistake. */
function splitTarget(target: string): { readonly path: string; readonly query: URLSearchParams } {
  // A client behind a proxy may send the whole URL.
  const [path = '', ...query] = target.replace(/^https?:\/\/[^/?]*/i, '').split('?');
  return { path: path || '/', query: new URLSearchParams(query.join('?')) };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
