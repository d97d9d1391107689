import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { jsonAnswer, type Answer } from '../http/answer';
import { matchPath } from '../http/paths';
import { ReceivedRequest } from '../http/received-request';
import { CATALOG_ROUTES } from './catalog-routes';
import { INTERLINK_ROUTES } from './interlink-routes';
import { PAGE_ROUTES } from './page-routes';
import { REGISTER_ROUTES } from './register-routes';
import type { Remotes } from './remotes';
import { errorAnswer, type Route } from './route';
import { SIMULATOR_ROUTES } from './simulator-routes';

const ROUTES: readonly Route[] = [
  ...PAGE_ROUTES,
  ...SIMULATOR_ROUTES,
  ...REGISTER_ROUTES,
  ...CATALOG_ROUTES,
  ...INTERLINK_ROUTES,
];

/** Serves the status page and the control API. */
export function controlListener(remotes: Remotes): RequestListener {
  return (message, response) => {
    serve(remotes, message, response).catch((error: unknown) => {
      if (message.complete) process.emitWarning(error instanceof Error ? error : String(error));
      response.destroy();
    });
  };
}

async function serve(remotes: Remotes, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await ReceivedRequest.read(message);
  const answer = isForeign(request, remotes) ? FOREIGN : await run(remotes, request);
  response.writeHead(answer.status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...answer.headers,
  });
  response.end(answer.body);
}

const FOREIGN = jsonAnswer(403, { error: 'badInput', message: 'requests from other sites are refused' });

/**
 * A page of another site, open in the developer's browser, must not press the officer's buttons. Such a site may have
 * made its own name point here, so that origin and host agree: a name is believed only when it is this listener's or
 * nobody else's. A browser names the origin of everything that presses; scripts name none.
 */
function isForeign({ headers: { origin, host } }: ReceivedRequest, { url }: Remotes): boolean {
  if (origin === undefined) return false;
  if (origin !== `http://${host}` || !URL.canParse(origin)) return true;
  const name = new URL(origin).hostname;
  return name !== new URL(url).hostname && name !== 'localhost' && isIP(name.replace(/^\[|\]$/g, '')) === 0;
}

async function run(remotes: Remotes, request: ReceivedRequest): Promise<Answer> {
  for (const route of ROUTES) {
    const values = route.method === request.method ? matchPath(route.path, request.path) : undefined;
    if (!values) continue;
    try {
      const answer = await route.handle({ remotes, request, param: (name) => values[name] ?? '' });
      return answer ?? jsonAnswer(200, { ok: true });
    } catch (error) {
      return errorAnswer(error);
    }
  }
  return jsonAnswer(404, { error: 'badInput', message: 'no such route' });
}
