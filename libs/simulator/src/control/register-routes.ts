import { bytesAnswer, jsonAnswer } from '../http/answer';
import { SimulatorError } from '../errors';
import type { RegisterDossier } from '../register/register-dossier';
import { optionalTextOf, readRegistration, textOf } from './filing-input';
import { bodyOf, type Route, type RouteContext } from './route';

const BASE = '/_sim/register/dossiers';

/** The officer's desk over HTTP. */
export const REGISTER_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: BASE,
    handle: ({ remotes }) => jsonAnswer(200, remotes.register.dossiers().map(withoutDocument)),
  },
  {
    method: 'GET',
    path: `${BASE}/{code}`,
    handle({ remotes, param }) {
      const dossier = remotes.register.find(param('code'));
      if (!dossier) throw new SimulatorError('unknownDossier', `the register holds no dossier ${param('code')}`);
      return jsonAnswer(200, withoutDocument(dossier));
    },
  },
  action('receive', ({ remotes, param }) => remotes.register.receive(param('code'))),
  action('eligible', ({ remotes, param }) => remotes.register.markEligible(param('code'))),
  action('supplement', ({ remotes, request, param }) => {
    const body = bodyOf(request);
    remotes.register.requestSupplement(param('code'), {
      noiDungXuLy: textOf(body, 'noiDungXuLy'),
      ghiChu: optionalTextOf(body, 'ghiChu'),
      hanBoSungHoSo: optionalTextOf(body, 'hanBoSungHoSo'),
    });
  }),
  action('refuse', ({ remotes, request, param }) => {
    const body = bodyOf(request);
    remotes.register.refuse(param('code'), {
      ghiChu: textOf(body, 'ghiChu'),
      noiDungXuLy: optionalTextOf(body, 'noiDungXuLy'),
    });
  }),
  action('issue', ({ remotes, request, param }) => {
    const { certificate } = remotes.register.registerAndIssue(param('code'), readRegistration(bodyOf(request)));
    return jsonAnswer(200, { certificateBase64: certificate?.toString('base64') ?? null });
  }),
  action('sign', ({ remotes, param }) =>
    jsonAnswer(200, { certificateBase64: remotes.register.sign(param('code')).certificate.toString('base64') }),
  ),
  action('number', ({ remotes, request, param }) => {
    const soDinhDanh = optionalTextOf(bodyOf(request), 'soDinhDanh');
    return jsonAnswer(200, remotes.register.issuePersonalNumber(param('code'), soDinhDanh));
  }),
  {
    method: 'GET',
    path: `${BASE}/{code}/certificate`,
    handle({ remotes, request, param }) {
      const certificate = remotes.register.certificate(param('code'));
      if (!certificate) throw new SimulatorError('unknownDossier', `${param('code')} has no signed certificate`);
      return request.query.get('encoding') === 'base64'
        ? jsonAnswer(200, { certificateBase64: certificate.toString('base64') })
        : bytesAnswer(200, 'application/pdf', certificate);
    },
  },
];

function action(name: string, handle: (context: RouteContext) => ReturnType<Route['handle']>): Route {
  return { method: 'POST', path: `${BASE}/{code}/${name}`, handle };
}

/** The certificate has a route of its own; here it would drown everything else. */
function withoutDocument(dossier: Readonly<RegisterDossier>): Record<string, unknown> {
  if (!dossier.registration) return { ...dossier };
  const { certificateBase64, ...registration } = dossier.registration;
  return { ...dossier, registration: { ...registration, signed: certificateBase64 !== null } };
}
