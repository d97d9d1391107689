import type { InterlinkBehaviour } from '../behaviour';
import { jsonAnswer } from '../http/answer';
import type { Endpoint, Outcome } from '../http/remote';
import type { SimulatorPaths } from '../options';
import type { World } from '../state/world';
import { detailMessage, listRow } from './message';
import { isAcknowledged, type Filing, type NationalDossier } from './national-dossier';
import { problem, success } from './problem';

/** List, detail and acknowledgement: how a province fetches what citizens filed (wire contract 7.1). */
export function intakeEndpoints(paths: SimulatorPaths, world: World, behaviour: InterlinkBehaviour): Endpoint[] {
  return [
    listEndpoint(paths.interlinkList, world, behaviour),
    detailEndpoint(paths.interlinkDetail, world),
    ackEndpoint(paths.interlinkAcknowledge, world),
  ];
}

function listEndpoint(path: string, world: World, behaviour: InterlinkBehaviour): Endpoint {
  return {
    operation: 'interlink.list',
    method: 'GET',
    path,
    subject: () => ({ dossiers: [] }),
    handle(): Outcome {
      const rows = [...world.interlink.values()].filter((dossier) => !isAcknowledged(dossier)).map(listRow);
      return { answer: jsonAnswer(200, { data: behaviour.duplicateList ? rows.flatMap((row) => [row, row]) : rows }) };
    },
  };
}

function detailEndpoint(path: string, world: World): Endpoint {
  return {
    operation: 'interlink.detail',
    method: 'GET',
    path,
    subject(_request, { id }) {
      const found = findFiling(world, id);
      return { dossiers: found ? [found.dossier.maHoSo] : [] };
    },
    handle(_request, { id }): Outcome {
      const found = findFiling(world, id);
      if (!found) return { answer: problem(404, { id: ['Hồ sơ không tồn tại'] }) };
      const { dossier, filing } = found;
      if (filing.detailBody !== null) {
        return {
          answer: {
            status: 200,
            headers: { 'content-type': 'application/json; charset=utf-8' },
            body: filing.detailBody,
          },
        };
      }
      return { answer: jsonAnswer(200, detailMessage(dossier, filing)) };
    },
  };
}

function ackEndpoint(path: string, world: World): Endpoint {
  return {
    operation: 'interlink.acknowledge',
    method: 'PUT',
    path,
    subject(request) {
      const code = request.json?.['maHoSo'];
      return { dossiers: typeof code === 'string' ? [code] : [] };
    },
    handle(request, _path, call): Outcome {
      const { maHoSo, daNhan } = request.json ?? {};
      if (typeof maHoSo !== 'string') return { answer: problem(400, { maHoSo: ['The maHoSo field is required.'] }) };
      if (daNhan !== true) return { answer: problem(400, { daNhan: ['Giá trị daNhan phải là true'] }) };
      const dossier = world.interlink.get(maHoSo);
      if (!dossier) return { answer: problem(400, { maHoSo: [`Hồ sơ ${maHoSo} không tồn tại`] }) };
      const answer = success('Cập nhật thành công');
      if (isAcknowledged(dossier)) return { answer };
      dossier.acknowledgedFilings = dossier.filings.length;
      const { bodySha256 } = call;
      world.ledger.record({ kind: 'acknowledgement', dossier: maHoSo, caller: call.caller, bodySha256 });
      world.changed();
      return { answer, effect: true };
    },
  };
}

function findFiling(world: World, id: string | undefined): { dossier: NationalDossier; filing: Filing } | undefined {
  for (const dossier of world.interlink.values()) {
    const filing = dossier.filings.find((candidate) => String(candidate.id) === id);
    if (filing) return { dossier, filing };
  }
  return undefined;
}
