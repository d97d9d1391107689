import type { Scenario } from '../scenario';
import type { Violation } from './verify';

/** Prints a line per scenario as it ends, what was not kept below it, and the totals. */
export class Report {
  private readonly widths: readonly number[];
  private readonly totals = { lost: 0, twice: 0, order: 0, other: 0 };
  private passed = 0;
  private failed = 0;
  private readonly began = performance.now();

  constructor(scenarios: readonly Scenario[]) {
    const longest = (text: (scenario: Scenario) => string, title: string) =>
      Math.max(title.length, ...scenarios.map((scenario) => text(scenario).length));
    this.widths = [
      longest((s) => s.fault, 'fault'),
      longest((s) => s.moment, 'moment'),
      longest((s) => s.promise, 'promise'),
    ];
    this.line(['fault', 'moment', 'promise', '', 'scenario']);
  }

  add({ name, fault, moment, promise }: Scenario, violations: readonly Violation[], ms: number): void {
    const kept = violations.length === 0;
    if (kept) this.passed++;
    else this.failed++;
    for (const { kind } of violations) this.totals[kind]++;
    this.line([fault, moment, promise, kept ? '✓' : '✗', `${name} (${(ms / 1_000).toFixed(1)} s)`]);
    for (const { kind, text } of violations.slice(0, 8)) process.stdout.write(`    ${kind}: ${text}\n`);
    if (violations.length > 8) process.stdout.write(`    … and ${violations.length - 8} more\n`);
  }

  /** @param loose what happened in the desk beside any scenario. @returns true when every promise was kept. */
  conclude(loose: readonly Violation[]): boolean {
    for (const { text } of loose) process.stdout.write(`    ${text}\n`);
    this.totals.other += loose.length;
    const { lost, twice, order, other } = this.totals;
    const seconds = ((performance.now() - this.began) / 1_000).toFixed(0);
    process.stdout.write(
      `\n${this.passed} ✓, ${this.failed} ✗ in ${seconds} s: ${lost} lost, ${twice} twice, ${order} out of order` +
        `${other > 0 ? `, ${other} other` : ''}\n`,
    );
    return this.failed === 0 && loose.length === 0;
  }

  private line(cells: readonly string[]): void {
    const padded = cells.map((cell, i) => cell.padEnd(this.widths[i] ?? 0));
    process.stdout.write(`${padded.join('  ').trimEnd()}\n`);
  }
}
