import type { SimulatorCredentials } from '../options';
import { jsonAnswer } from '../http/answer';
import type { ReceivedRequest } from '../http/received-request';
import type { Endpoint, Outcome } from '../http/remote';
import type { AccessTokens } from './access-tokens';

/** `POST /token`, OAuth 2 client credentials with Basic, as WSO2 API Manager answers it (wire contract 1.1). */
export function tokenEndpoint(path: string, credentials: SimulatorCredentials, tokens: AccessTokens): Endpoint {
  return {
    operation: 'gateway.token',
    method: 'POST',
    path,
    subject: () => ({ dossiers: [] }),
    handle(request): Outcome {
      if (!hasBasic(request, credentials)) {
        return oauthError(401, 'invalid_client', 'Client Authentication failed.', {
          'www-authenticate': 'Basic realm="simulator"',
        });
      }
      const grant = grantType(request);
      if (grant === null) return oauthError(400, 'invalid_request', 'Missing grant_type parameter value');
      if (grant !== 'client_credentials')
        return oauthError(400, 'unsupported_grant_type', 'Unsupported grant_type value');
      const { value, expiresInSeconds } = tokens.issue();
      return {
        answer: jsonAnswer(200, {
          access_token: value,
          scope: 'am_application_scope default',
          token_type: 'Bearer',
          expires_in: expiresInSeconds,
        }),
      };
    },
  };
}

/** A form field; some callers put it into the query string, which WSO2 takes as well. */
function grantType(request: ReceivedRequest): string | null {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
  const fromBody = isForm ? new URLSearchParams(request.body.toString('utf8')).get('grant_type') : null;
  return fromBody ?? request.query.get('grant_type');
}

function hasBasic(request: ReceivedRequest, { consumerKey, consumerSecret }: SimulatorCredentials): boolean {
  const [scheme = '', value = ''] = (request.headers.authorization ?? '').split(' ');
  return (
    scheme.toLowerCase() === 'basic' &&
    Buffer.from(value, 'base64').toString('utf8') === `${consumerKey}:${consumerSecret}`
  );
}

function oauthError(status: number, error: string, description: string, headers: Record<string, string> = {}): Outcome {
  return { answer: jsonAnswer(status, { error, error_description: description }, headers) };
}
