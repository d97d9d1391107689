import type { Evidence } from './evidence';
import { faultsOf, verdict } from './verdict';

const HASH = 'a'.repeat(64);
const evidence: Evidence = {
  tale: {
    title: { vi: 'Khai sinh', en: 'birth' },
    maHoSo: 'H24.37.80-261124-0001',
    maHoSoLT: 'G22.99.08-261124-0001',
    module: 'LTKS',
    sequence: [1, 3, 7, 2, 3, 7, 4, 5],
    versions: 2,
    end: 'completed',
  },
  state: 'completed',
  hostState: 'completed',
  timeline: [],
  reported: [1, 3, 7, 2, 3, 7, 4, 5],
  reportCalls: [1, 3, 7, 2, 3, 7, 4, 5],
  submitted: [1, 2],
  submitCalls: 2,
  copies: 1,
  acknowledged: true,
  certificate: { issued: HASH, stored: HASH, recorded: HASH, reported: HASH },
};
const totals = { dossiers: 1, submissions: 2, reports: 8 };

describe('verdict', () => {
  it('finds nothing when all books agree', () => {
    expect(verdict({ evidence: [evidence], totals })).toEqual([]);
  });

  it.each([
    ['a state that is not the end', { state: 'registered', hostState: 'registered' }],
    ['a host row behind the library', { hostState: 'registered' }],
    ['a report missing', { reported: [1, 3, 7, 3, 7, 4, 5] }],
    ['reports out of order', { reported: [1, 7, 3, 2, 3, 7, 4, 5] }],
    ['a report sent twice', { reportCalls: [1, 1, 3, 7, 2, 3, 7, 4, 5] }],
    ['an arrival not acknowledged', { acknowledged: false }],
    ['no word of it at DVCLT', { acknowledged: undefined }],
    ['a second copy', { copies: 2 }],
    ['no copy', { copies: 0 }],
    ['a version the register never got', { submitted: [1] }],
    ['a submission repeated', { submitCalls: 3 }],
    ['no certificate', { certificate: undefined }],
    ['another document stored', { certificate: { ...evidence.certificate!, stored: 'b'.repeat(64) } }],
    ['another document recorded', { certificate: { ...evidence.certificate!, recorded: null } }],
    ['another document reported', { certificate: { ...evidence.certificate!, reported: null } }],
  ] satisfies [string, Partial<Evidence>][])('sees %s', (_what, change) => {
    const faults = faultsOf({ ...evidence, ...change });
    expect(faults).toHaveLength(1);
    expect(faults[0]!.vi).toContain(evidence.tale.maHoSo);
  });

  it.each(['dossiers', 'submissions', 'reports'] as const)('sees %s that belong to no tale', (name) => {
    expect(verdict({ evidence: [evidence], totals: { ...totals, [name]: totals[name] + 1 } })).toHaveLength(1);
  });

  it('wants no report and no document at DVCLT for a dossier of the province itself', () => {
    const { maHoSo, title, end } = evidence.tale;
    const own: Evidence = {
      ...evidence,
      tale: { maHoSo, title, end, module: 'KS', sequence: [], versions: 1 },
      reported: [],
      acknowledged: undefined,
      reportCalls: [],
      submitted: [1],
      submitCalls: 1,
      certificate: { issued: HASH, stored: HASH, recorded: HASH },
    };
    expect(faultsOf(own)).toEqual([]);
    expect(faultsOf({ ...own, reported: [1] })).toHaveLength(1);
  });
});
