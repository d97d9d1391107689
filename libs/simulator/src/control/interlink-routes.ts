import { SimulatorError } from '../errors';
import { jsonAnswer, type Answer } from '../http/answer';
import { readFiling } from './filing-input';
import { bodyOf, type Route } from './route';

/** Citizens and the books of DVCLT over HTTP. */
export const INTERLINK_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/_sim/citizen/births',
    handle: ({ remotes, request }) =>
      jsonAnswer(201, { maHoSo: remotes.citizen.fileBirth(readFiling(bodyOf(request))).maHoSo }),
  },
  {
    method: 'POST',
    path: '/_sim/citizen/deaths',
    handle: ({ remotes, request }) =>
      jsonAnswer(201, { maHoSo: remotes.citizen.fileDeath(readFiling(bodyOf(request))).maHoSo }),
  },
  {
    method: 'POST',
    path: '/_sim/citizen/{maHoSo}/supplement',
    handle({ remotes, request, param }) {
      remotes.citizen.supplement(param('maHoSo'), readFiling(bodyOf(request)));
    },
  },
  {
    method: 'GET',
    path: '/_sim/interlink/dossiers',
    handle: ({ remotes }) => jsonAnswer(200, remotes.interlink.dossiers()),
  },
  {
    method: 'GET',
    path: '/_sim/interlink/dossiers/{maHoSo}',
    handle: ({ remotes, param }) => found(param('maHoSo'), remotes.interlink.dossier(param('maHoSo'))),
  },
  {
    method: 'GET',
    path: '/_sim/interlink/dossiers/{maHoSo}/message',
    handle: ({ remotes, param }) => found(param('maHoSo'), remotes.interlink.message(param('maHoSo'))),
  },
];

function found(maHoSo: string, value: unknown): Answer {
  if (value === undefined) throw new SimulatorError('unknownDossier', `DVCLT holds no dossier ${maHoSo}`);
  return jsonAnswer(200, value);
}
