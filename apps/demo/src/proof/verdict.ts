import type { Words } from '../story/tale';
import type { Books, CertificateHashes, Evidence } from './evidence';

/** Everything in which the books differ from what must have happened; empty when all is well. */
export function verdict({ evidence, registered }: Books): Words[] {
  const problems = evidence.flatMap(faultsOf);
  if (registered !== evidence.length) {
    problems.push({
      vi: `hộ tịch có ${registered} hồ sơ, phải là ${evidence.length}`,
      en: `the register holds ${registered} dossiers instead of ${evidence.length}`,
    });
  }
  return problems;
}

/** What is wrong with one dossier. */
export function faultsOf(evidence: Evidence): Words[] {
  const { tale, state, hostState, reported, reportCalls, submitted, submitCalls, copies, certificate } = evidence;
  const versions = Array.from({ length: tale.versions }, (_, index) => index + 1);
  const faults: Words[] = [];
  const check = (holds: boolean, vi: string, en: string): void => {
    if (!holds) faults.push({ vi: `${tale.maHoSo}: ${vi}`, en: `${tale.maHoSo}: ${en}` });
  };
  check(
    state === tale.end && hostState === state,
    `trạng thái "${state}", bảng ho_so "${hostState}", phải là "${tale.end}"`,
    `state "${state}", in ho_so "${hostState}", instead of "${tale.end}"`,
  );
  check(
    equal(reported, tale.sequence),
    `DVCLT nhận ${chain(reported)}, phải là ${chain(tale.sequence)}`,
    `DVCLT received ${chain(reported)} instead of ${chain(tale.sequence)}`,
  );
  check(
    equal(reportCalls, tale.sequence),
    `đã gửi DVCLT ${chain(reportCalls)}: mỗi trạng thái phải gửi đúng một lần`,
    `sent ${chain(reportCalls)} to DVCLT: each status must be sent once`,
  );
  check(copies === 1, `hộ tịch giữ ${copies} bản`, `the register holds ${copies} copies`);
  check(
    equal(submitted, versions),
    `hộ tịch nhận các phiên bản ${chain(submitted)}, phải là ${chain(versions)}`,
    `the register took in versions ${chain(submitted)} instead of ${chain(versions)}`,
  );
  check(
    submitCalls === tale.versions,
    `đã gửi hộ tịch ${submitCalls} lần, phải là ${tale.versions}`,
    `submitted ${submitCalls} times instead of ${tale.versions}`,
  );
  if (tale.end === 'completed') {
    check(
      certificate !== undefined && isOneDocument(certificate),
      'giấy lưu ở tỉnh khác giấy hộ tịch đã ký',
      'the certificate stored is not the one issued',
    );
  }
  return faults;
}

/** `1 → 3 → 7`, or a dash for nothing. */
export const chain = (steps: readonly number[]): string => steps.join(' → ') || '–';

function isOneDocument({ issued, stored, recorded, reported }: CertificateHashes): boolean {
  return stored === issued && recorded === issued && (reported === undefined || reported === issued);
}

const equal = (left: readonly number[], right: readonly number[]): boolean =>
  left.length === right.length && left.every((step, index) => step === right[index]);
