import type { InterlinkBehaviour } from '../behaviour';
import { jsonAnswer } from '../http/answer';
import type { Endpoint, Outcome } from '../http/remote';
import type { World } from '../state/world';
import { statusesOf, type NationalDossier } from './national-dossier';
import { problem, success } from './problem';
import { readReport, type ReportErrors } from './report-body';
import { holds, judge, type Verdict } from './report-order';

/** "Cập nhật trạng thái hồ sơ DVCLT": takes one status of one dossier, in order (wire contract 7.2-7.4). */
export function reportEndpoint(path: string, world: World, behaviour: InterlinkBehaviour): Endpoint {
  const refuse = (errors: ReportErrors): Outcome => ({ answer: problem(400, errors, behaviour.errorHttpStatus) });

  return {
    operation: 'interlink.report',
    method: 'POST',
    path,
    subject(request) {
      const { soHoSoLT, trangThai } = request.json ?? {};
      return {
        dossiers: typeof soHoSoLT === 'string' ? [soHoSoLT] : [],
        ...(typeof trangThai === 'number' ? { statusSent: trangThai } : {}),
      };
    },
    handle(request, _path, call): Outcome {
      if (!request.hasJsonContent) return { answer: jsonAnswer(415, { title: 'Unsupported Media Type', status: 415 }) };
      const read = readReport(request.json ?? {});
      if ('errors' in read) return refuse(read.errors);
      const { soHoSoLT, maTTHC, trangThai, maHoSo, kept, documentSha256 } = read.report;
      const dossier = world.interlink.get(soHoSoLT);
      if (!dossier) return refuse({ soHoSoLT: [`Hồ sơ ${soHoSoLT} không tồn tại`] });
      if (maTTHC !== dossier.maTTHC) return refuse({ maTTHC: ['Mã thủ tục không đúng với hồ sơ'] });
      const before = standing(dossier);
      const verdict = settleRepeat(judge(before, trangThai), behaviour);
      if (verdict.kind !== 'accepted' && holds(before, trangThai)) {
        world.ledger.repeat('report', dossier.maHoSo);
        world.changed();
      }
      if (verdict.kind === 'refused') return refuse({ soHoSoLT: [verdict.sentence] });
      const answer = success('Cập nhật trạng thái hồ sơ thành công');
      if (verdict.kind === 'repeat') return { answer };
      const { bodySha256 } = call;
      dossier.reports.push({
        trangThai,
        maHoSo,
        at: world.now().toISOString(),
        body: kept,
        bodySha256,
        documentSha256,
      });
      if (trangThai === 2) dossier.filingsAtSupplement = dossier.filings.length;
      world.ledger.record({ kind: 'report', dossier: dossier.maHoSo, trangThai, caller: call.caller, bodySha256 });
      world.changed();
      return { answer, effect: true };
    },
  };
}

function standing(dossier: NationalDossier): Parameters<typeof judge>[0] {
  const statuses = statusesOf(dossier);
  return { statuses, awaitsCitizen: statuses.at(-1) === 2 && dossier.filings.length === dossier.filingsAtSupplement };
}

function settleRepeat(verdict: Verdict, behaviour: InterlinkBehaviour): Verdict {
  return verdict.kind === 'repeat' && behaviour.repeatedReport === 'illogical'
    ? { kind: 'refused', sentence: 'Logic xử lý không hợp lệ' }
    : verdict;
}
