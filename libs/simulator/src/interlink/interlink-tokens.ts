import { randomBytes } from 'node:crypto';
import type { InterlinkBehaviour } from '../behaviour';
import { jsonAnswer } from '../http/answer';
import type { ReceivedRequest } from '../http/received-request';
import type { Endpoint, Outcome } from '../http/remote';
import type { SimulatorCredentials } from '../options';

/** DVCLT's own tokens, in both families (wire contract 1.3); neither is OAuth. */
export class InterlinkTokens {
  private readonly expiries = new Map<string, number>();

  constructor(
    private readonly behaviour: InterlinkBehaviour,
    private readonly credentials: SimulatorCredentials,
    private readonly now: () => Date,
  ) {}

  endpoint(path: string): Endpoint {
    return {
      operation: 'interlink.token',
      method: 'POST',
      path,
      subject: () => ({ dossiers: [] }),
      handle: (request) => this.issue(request.json ?? {}),
    };
  }

  /** The same endpoint, for those with a living token only. */
  guard(endpoint: Endpoint): Endpoint {
    return {
      ...endpoint,
      handle: (request, path, call) =>
        this.admits(request)
          ? endpoint.handle(request, path, call)
          : { answer: { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' }, body: '' } },
    };
  }

  revokeAll(): void {
    this.expiries.clear();
  }

  private issue(body: Readonly<Record<string, unknown>>): Outcome {
    const { userName, password, secretId, secretPass } = this.credentials;
    const expiry = this.now().getTime() + this.behaviour.tokenLifetimeSeconds * 1_000;
    const expiration = new Date(expiry).toISOString();
    if (body['userName'] === userName && body['password'] === password) {
      const token = this.remember(expiry);
      return { answer: jsonAnswer(200, { token, refreshToken: randomText(), refreshTokenExpiryTime: expiration }) };
    }
    if (body['SecretId'] === secretId && body['SecretPass'] === secretPass) {
      return { answer: jsonAnswer(200, { token: this.remember(expiry), expiration }) };
    }
    return { answer: jsonAnswer(401, { title: 'Unauthorized', status: 401 }) };
  }

  private remember(expiry: number): string {
    const token = randomText();
    this.expiries.set(token, expiry);
    return token;
  }

  private admits(request: ReceivedRequest): boolean {
    const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ');
    return scheme.toLowerCase() === 'bearer' && (this.expiries.get(token) ?? 0) > this.now().getTime();
  }
}

const randomText = (): string => randomBytes(24).toString('base64url');
