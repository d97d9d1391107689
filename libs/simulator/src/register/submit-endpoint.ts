import { createHash } from 'node:crypto';
import { asScalar, type RegisterBehaviour } from '../behaviour';
import type { Call } from '../calls/call';
import { jsonAnswer, type Answer } from '../http/answer';
import type { ReceivedRequest } from '../http/received-request';
import type { Endpoint, Outcome } from '../http/remote';
import type { World } from '../state/world';
import type { Unit } from '../units';
import { joinSentences } from '../validation/sentences';
import { vietnamDateTime } from '../vietnam-time';
import type { RegisterDossier } from './register-dossier';
import { readSubmission, type Submission } from './submission';

export interface SubmitDependencies {
  readonly world: World;
  readonly units: ReadonlyMap<string, Required<Unit>>;
  readonly behaviour: RegisterBehaviour;
}

/** `nhanHoSoDKHT` of contract v3: takes a dossier in, once (wire contract 2.3, 5.1). */
export function submitEndpoint(path: string, dependencies: SubmitDependencies): Endpoint {
  const { world, units, behaviour } = dependencies;

  const answer = (status: 0 | 1, errorCode: string | null, errorDescription: string | null): Answer =>
    jsonAnswer(200, {
      status: asScalar(status, behaviour.submitStatusAs),
      statusDescription: status === 1 ? 'Thành công' : 'Thất bại',
      errorCode,
      errorDescription,
    });

  return {
    operation: 'register.submit',
    method: 'POST',
    path,
    subject(request) {
      const envelope = request.json;
      const code = envelope?.['maHoSoMCDT'];
      const module = envelope?.['module'];
      return {
        dossiers: typeof code === 'string' ? [code] : [],
        ...(typeof module === 'string' ? { module } : {}),
      };
    },
    handle(request, _path, call): Outcome {
      if (!request.hasJsonContent) return { answer: jsonAnswer(415, { status: 415, title: 'Unsupported Media Type' }) };
      const envelope = request.json;
      if (!envelope) return { answer: answer(0, '500', 'Dữ liệu gửi lên không phải là một đối tượng JSON.') };
      const submission = readSubmission(envelope, units, behaviour);
      if ('sentences' in submission) {
        return {
          answer: answer(0, submission.errorCode, joinSentences(submission.sentences, behaviour.validationText)),
        };
      }
      const known = world.register.get(submission.maHoSoMCDT);
      if (known && !replaces(submission, known, behaviour)) {
        return { answer: answer(0, '500', `Hồ sơ ${submission.maHoSoMCDT} đã được tiếp nhận`) };
      }
      enter(world, submission, known, request, call);
      return { answer: answer(1, null, null), effect: true };
    },
  };
}

/** Only a dossier that waits for its supplement takes new content, and only in the module it was filed in. */
function replaces(submission: Submission, known: RegisterDossier, behaviour: RegisterBehaviour): boolean {
  return known.trangThai === 2 && known.module === submission.module && behaviour.afterSupplement === 'replace';
}

function enter(
  world: World,
  submission: Submission,
  known: RegisterDossier | undefined,
  request: ReceivedRequest,
  call: Readonly<Call>,
): void {
  const { unit, ...content } = submission;
  const at = vietnamDateTime(world.now());
  const version = (known?.version ?? 0) + 1;
  world.register.set(submission.maHoSoMCDT, {
    ...content,
    maDonVi: unit.code,
    maTinh: unit.provinceCode,
    version,
    trangThai: 1,
    thoiGianThucHien: at,
    received: false,
    ghiChu: null,
    noiDungXuLy: null,
    hanBoSungHoSo: null,
    nguoiXuLy: null,
    chucDanh: null,
    phongBanXuLy: null,
    registration: null,
    history: [...(known?.history ?? []), { trangThai: 1, version, at }],
  });
  world.ledger.record({
    kind: 'submission',
    dossier: submission.maHoSoMCDT,
    module: submission.module,
    version,
    caller: call.caller,
    bodySha256: createHash('sha256').update(request.body).digest('hex'),
  });
  world.changed();
}
