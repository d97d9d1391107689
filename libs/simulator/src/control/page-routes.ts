import { SimulatorError } from '../errors';
import { textAnswer, type Answer } from '../http/answer';
import { renderPage } from './page';
import type { Route, RouteContext } from './route';

/** The status page and the forms on it. A form comes back to the page, with what went wrong if something did. */
export const PAGE_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/',
    handle: ({ remotes, request }) => textAnswer(200, 'text/html', renderPage(remotes, request.query.get('message'))),
  },
  form('/_ui/citizen/births', ({ remotes }) => void remotes.citizen.fileBirth()),
  form('/_ui/citizen/deaths', ({ remotes }) => void remotes.citizen.fileDeath()),
  form('/_ui/citizen/{code}/supplement', ({ remotes, param }) => void remotes.citizen.supplement(param('code'))),
  form('/_ui/register/{code}/receive', ({ remotes, param }) => remotes.register.receive(param('code'))),
  form('/_ui/register/{code}/eligible', ({ remotes, param }) => remotes.register.markEligible(param('code'))),
  form('/_ui/register/{code}/issue', ({ remotes, param }) => void remotes.register.registerAndIssue(param('code'))),
  form('/_ui/register/{code}/supplement', (context) =>
    context.remotes.register.requestSupplement(context.param('code'), { noiDungXuLy: reasonOf(context) }),
  ),
  form('/_ui/register/{code}/refuse', (context) =>
    context.remotes.register.refuse(context.param('code'), { ghiChu: reasonOf(context) }),
  ),
];

function form(path: string, act: (context: RouteContext) => void): Route {
  return {
    method: 'POST',
    path,
    handle(context) {
      try {
        act(context);
        return backTo('/');
      } catch (error) {
        if (!(error instanceof SimulatorError)) throw error;
        return backTo(`/?message=${encodeURIComponent(error.message)}`);
      }
    },
  };
}

const backTo = (location: string): Answer => ({ status: 303, headers: { location }, body: '' });

const reasonOf = ({ request }: RouteContext): string =>
  new URLSearchParams(request.body.toString('utf8')).get('reason') ?? '';
