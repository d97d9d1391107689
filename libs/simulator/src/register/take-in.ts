import type { RegisterBehaviour } from '../behaviour';
import type { Call } from '../calls/call';
import type { World } from '../state/world';
import { vietnamDateTime } from '../vietnam-time';
import { moduleProfile } from './module-profile';
import type { ContractVersion } from './modules';
import type { RegisterDossier } from './register-dossier';
import type { Submission } from './submission';

/** Why a submission is not taken in: what every contract says of a code it holds already (wire contract 5.1). */
export const alreadyReceived = (maHoSo: string): string => `Hồ sơ ${maHoSo} đã được tiếp nhận`;

/**
 * Enters a submission into the books, once: a code that is there already takes new content only while it waits for its
 * supplement, in the module and contract it came in by. False when it is not taken in.
 */
export function takeIn(
  submission: Submission,
  contract: ContractVersion,
  { world, behaviour }: { readonly world: World; readonly behaviour: RegisterBehaviour },
  call: Readonly<Call>,
): boolean {
  const known = world.register.get(submission.maHoSoMCDT);
  if (known && !(behaviour.afterSupplement === 'replace' && waitsFor(submission, contract, known))) {
    world.ledger.repeat('submission', submission.maHoSoMCDT);
    world.changed();
    return false;
  }
  const { unit, ...content } = submission;
  const at = vietnamDateTime(world.now());
  const version = (known?.version ?? 0) + 1;
  world.register.set(submission.maHoSoMCDT, {
    ...content,
    id: known?.id ?? world.next('record'),
    contract,
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
    ...interlinkCode(submission),
    module: submission.module,
    contract,
    version,
    caller: call.caller,
    bodySha256: call.bodySha256,
  });
  world.changed();
  return true;
}

function waitsFor(submission: Submission, contract: ContractVersion, known: RegisterDossier): boolean {
  return known.trangThai === 2 && known.module === submission.module && known.contract === contract;
}

/** Of other modules `maHoSoLT` is nobody's code, or the province's own once more. */
const interlinkCode = ({ module, maHoSoLT }: Submission): { readonly maHoSoLT?: string } =>
  moduleProfile(module).maHoSoLT === 'interlinkCode' && maHoSoLT !== null ? { maHoSoLT } : {};
