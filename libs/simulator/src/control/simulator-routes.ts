import { changeBehaviour } from '../behaviour';
import { isOperation } from '../calls/operation';
import { SimulatorError } from '../errors';
import type { FaultRule } from '../faults/fault-script';
import { jsonAnswer } from '../http/answer';
import { parseBehaviourPatch } from './behaviour-patch';
import { readFaultOrder } from './fault-input';
import { bodyOf, remoteOf, type Route } from './route';

/** Calls, ledger, faults, outages and behaviour over HTTP. */
export const SIMULATOR_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/_sim/info',
    handle: ({ remotes }) =>
      jsonAnswer(200, {
        url: remotes.url,
        gatewayUrl: remotes.gatewayUrl,
        tokenUrl: remotes.tokenUrl,
        interlinkUrl: remotes.interlinkUrl,
        credentials: remotes.credentials,
        lgspAccessToken: remotes.lgspAccessToken,
        paths: remotes.paths,
        units: remotes.units,
        up: { gateway: remotes.isUp('gateway'), interlink: remotes.isUp('interlink') },
      }),
  },
  {
    method: 'GET',
    path: '/_sim/calls',
    handle({ remotes, request }) {
      const operation = request.query.get('operation') ?? undefined;
      const dossier = request.query.get('dossier') ?? undefined;
      if (operation !== undefined && !isOperation(operation))
        throw new SimulatorError('badInput', 'operation is unknown');
      const calls = operation
        ? remotes.calls.of(operation, dossier)
        : dossier
          ? remotes.calls.about(dossier)
          : remotes.calls.all;
      return jsonAnswer(200, calls);
    },
  },
  { method: 'GET', path: '/_sim/calls/summary', handle: ({ remotes }) => jsonAnswer(200, remotes.calls.summary()) },
  {
    method: 'GET',
    path: '/_sim/ledger',
    handle({ remotes, request }) {
      const dossier = request.query.get('dossier');
      return jsonAnswer(200, dossier ? remotes.ledger.of(dossier) : remotes.ledger.all);
    },
  },
  { method: 'GET', path: '/_sim/behaviour', handle: ({ remotes }) => jsonAnswer(200, remotes.behaviour) },
  {
    method: 'PATCH',
    path: '/_sim/behaviour',
    handle({ remotes, request }) {
      changeBehaviour(remotes.behaviour, parseBehaviourPatch(bodyOf(request)));
      return jsonAnswer(200, remotes.behaviour);
    },
  },
  {
    method: 'GET',
    path: '/_sim/faults',
    handle: ({ remotes }) => jsonAnswer(200, remotes.faults.active.map(withoutPredicate)),
  },
  {
    method: 'POST',
    path: '/_sim/faults',
    handle({ remotes, request }) {
      const { operation, fault, times, target } = readFaultOrder(bodyOf(request));
      const rule =
        times === null
          ? remotes.faults.always(operation, fault, target)
          : remotes.faults.next(operation, fault, times, target);
      return jsonAnswer(201, withoutPredicate(rule));
    },
  },
  { method: 'DELETE', path: '/_sim/faults', handle: ({ remotes }) => remotes.faults.clear() },
  {
    method: 'DELETE',
    path: '/_sim/faults/{id}',
    handle: ({ remotes, param }) => jsonAnswer(200, { cancelled: remotes.faults.cancel(Number(param('id'))) }),
  },
  { method: 'POST', path: '/_sim/down', handle: ({ remotes, request }) => remotes.down(remoteOf(request)) },
  { method: 'POST', path: '/_sim/up', handle: ({ remotes, request }) => remotes.up(remoteOf(request)) },
  {
    method: 'POST',
    path: '/_sim/tokens/revoke',
    handle: ({ remotes, request }) => remotes.revokeTokens(remoteOf(request)),
  },
  { method: 'POST', path: '/_sim/reset', handle: ({ remotes }) => remotes.reset() },
];

function withoutPredicate({ predicate, ...rule }: Readonly<FaultRule>): Record<string, unknown> {
  return { ...rule, hasPredicate: predicate !== undefined };
}
