import { setImmediate as nextTurn } from 'node:timers/promises';
import { Ledger, REPORTS_OF_A_DOSSIER } from '../../remote/ledger.mjs';
import { codeOf } from '../../payload.mjs';

/** The statuses owed, slice by slice: all first ones, all second ones … @param jobs statuses in all. */
export function* reportsBySeq(jobs) {
  const dossiers = jobs / REPORTS_OF_A_DOSSIER.length;
  for (const trangThai of REPORTS_OF_A_DOSSIER) {
    yield Array.from({ length: dossiers }, (_, n) => ({ code: codeOf(n), trangThai }));
  }
}

/** DVCLT inside the process: answers in the next turn of the event loop, and counts what came out of turn or side by side. */
export function orderChecker() {
  const ledger = new Ledger();
  return {
    ledger,
    report: async (code, trangThai) => {
      const call = { kind: 'report', codes: [code], trangThai };
      ledger.began(call);
      await nextTurn();
      ledger.ended(call);
    },
    summary: () => {
      const { reports, disorder, overlaps } = ledger.summary();
      return { reports, violations: disorder + overlaps };
    },
  };
}
