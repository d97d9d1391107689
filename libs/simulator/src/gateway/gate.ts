import type { GatewayBehaviour } from '../behaviour';
import { gatewayFault } from '../faults/gateway-fault';
import type { Answer } from '../http/answer';
import { asObject, parseJson, type ReceivedRequest } from '../http/received-request';
import type { Endpoint } from '../http/remote';
import type { SimulatorCredentials } from '../options';
import type { AccessTokens } from './access-tokens';

/** What stands between the caller and the register: credentials, then quota. */
export class Gate {
  private window = { second: 0, calls: 0 };

  constructor(
    private readonly behaviour: GatewayBehaviour,
    private readonly credentials: SimulatorCredentials,
    private readonly tokens: AccessTokens,
    private readonly now: () => Date,
  ) {}

  /** The same endpoint behind the gate: a call that is turned away never reaches it. */
  guard(endpoint: Endpoint): Endpoint {
    return {
      ...endpoint,
      handle: (request, path, call) => {
        const refusal = this.refusal(request);
        return refusal ? { answer: refusal } : endpoint.handle(request, path, call);
      },
    };
  }

  private refusal(request: ReceivedRequest): Answer | undefined {
    const code = this.credentialFault(request);
    if (code) return gatewayFault(code, request.headers.accept);
    return this.overQuota() ? gatewayFault('900803', request.headers.accept, { 'retry-after': '1' }) : undefined;
  }

  private credentialFault(request: ReceivedRequest): string | undefined {
    if (this.behaviour.auth === 'none') return undefined;
    const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ');
    if (scheme.toLowerCase() !== 'bearer' || token === '') return '900902';
    const standing = this.tokens.standing(token);
    if (standing !== 'valid') return standing === 'expired' ? '900903' : '900901';
    if (this.behaviour.auth === 'bearer+lgsp' && !this.hasLgspToken(request)) return '900902';
    return undefined;
  }

  /** `lgspaccesstoken`: base64 of a JSON object with five members, beside the Bearer token (wire contract 1.2). */
  private hasLgspToken(request: ReceivedRequest): boolean {
    const header = request.headers['lgspaccesstoken']?.toString() ?? '';
    const sent = asObject(parseJson(Buffer.from(header, 'base64').toString('utf8')));
    return sent !== undefined && Object.entries(this.credentials.lgsp).every(([name, value]) => sent[name] === value);
  }

  private overQuota(): boolean {
    const limit = this.behaviour.requestsPerSecond;
    if (limit === null) return false;
    const second = Math.floor(this.now().getTime() / 1_000);
    if (second !== this.window.second) this.window = { second, calls: 0 };
    return ++this.window.calls > limit;
  }
}
