import type { Words } from '../words';
import type { Books, CertificateHashes, Evidence } from './evidence';

/** Everything in which the books differ from what must have happened; empty when all is well. */
export function verdict({ evidence, totals }: Pick<Books, 'evidence' | 'totals'>): Words[] {
  const sum = (count: (one: Evidence) => number): number => evidence.reduce((total, one) => total + count(one), 0);
  const wanted: [keyof Books['totals'], number, Words][] = [
    ['dossiers', evidence.length, { vi: 'hồ sơ ở hộ tịch', en: 'dossiers at the register' }],
    ['submissions', sum(({ tale }) => tale.versions), { vi: 'lần gửi hộ tịch', en: 'submissions' }],
    ['reports', sum(({ tale }) => tale.sequence.length), { vi: 'lần báo DVCLT', en: 'reports to DVCLT' }],
  ];
  const strays = wanted
    .filter(([name, expected]) => totals[name] !== expected)
    .map(([name, expected, { vi, en }]) => ({
      vi: `tất cả có ${totals[name]} ${vi}, phải là ${expected}`,
      en: `${totals[name]} ${en} in all instead of ${expected}`,
    }));
  return [...evidence.flatMap(faultsOf), ...strays];
}

/** What is wrong with one dossier. */
export function faultsOf(evidence: Evidence): Words[] {
  const { tale, state, hostState, reported, reportCalls, submitted, submitCalls, copies, acknowledged, certificate } =
    evidence;
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
  check(
    acknowledged ?? tale.maHoSoLT === undefined,
    'DVCLT chưa được xác nhận là đã nhận hồ sơ',
    'DVCLT was not told that it arrived',
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
