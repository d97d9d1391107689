/** The order in which a dossier's statuses must come; see contestants/shared/reports.mjs. */
export const REPORTS_OF_A_DOSSIER = [1, 3, 7, 2, 6];

/** What a remote saw, by dossier: so that who loses or doubles one fails, however fast. */
export class Ledger {
  calls = 0;
  open = 0;
  disorder = 0;
  overlaps = 0;
  submitted = new Map();
  asked = new Map();
  #reported = new Map();
  #reporting = new Set();

  began({ kind, codes, trangThai }) {
    this.calls++;
    this.open++;
    if (kind === 'submit') count(this.submitted, codes[0]);
    if (kind === 'status') for (const code of codes) count(this.asked, code);
    if (kind === 'report') this.#report(codes[0], trangThai);
  }

  ended({ kind, codes }) {
    this.open--;
    if (kind === 'report') this.#reporting.delete(codes[0]);
  }

  summary() {
    const { calls, open, disorder, overlaps } = this;
    const reports = [...this.#reported.values()].reduce((sum, n) => sum + n, 0);
    return { calls, open, disorder, overlaps, reports, submitted: totals(this.submitted), asked: totals(this.asked) };
  }

  #report(code, trangThai) {
    const said = this.#reported.get(code) ?? 0;
    if (REPORTS_OF_A_DOSSIER[said] !== trangThai) this.disorder++;
    if (this.#reporting.has(code)) this.overlaps++;
    this.#reported.set(code, said + 1);
    this.#reporting.add(code);
  }
}

/** When it saw it. Kept by a remote in a process of its own: inside a contestant's it would cost as much as a lane does. */
export class Journal {
  /** Unix milliseconds of every call, by kind. */
  times = {};
  /** Codes in the order of their arrival, with the machine's monotonic clock in nanoseconds. */
  arrivals = [];

  began({ kind, codes }) {
    this.note(kind);
    if (kind === 'submit') this.arrivals.push([codes[0], String(process.hrtime.bigint())]);
  }

  note(kind) {
    (this.times[kind] ??= []).push(Date.now());
  }
}

function count(codes, code) {
  codes.set(code, (codes.get(code) ?? 0) + 1);
}

function totals(codes) {
  const more = [...codes.values()].filter((n) => n > 1);
  return { codes: codes.size, twice: more.length };
}
