import type { TimelineEntry } from '../api/host-api';
import type { Started } from '../parts/system';
import type { Evidence } from '../proof/evidence';
import { chain, faultsOf } from '../proof/verdict';
import type { WorkShare } from '../proof/work-share';
import type { Words } from '../words';
import { eventLabel, stateLabel } from './labels';
import { clock, type Paint, seconds } from './paint';

type Write = (line: string) => void;

/** What the headless demo prints: Vietnamese first, English beside it. */
export class HeadlessReport {
  constructor(
    private readonly write: Write,
    private readonly paint: Paint,
  ) {}

  title(): void {
    this.write('');
    this.write(` ${this.paint.bold('HỘ TỊCH LIÊN THÔNG')}  ${this.paint.dim('Hotich, the main job end to end')}`);
    this.rule();
  }

  started({ name, url, ms }: Started): void {
    const shown = url.replace(/\/\/[^@/]*@/, '//');
    this.write(` ${this.paint.green('●')} ${name.padEnd(12)} ${this.paint.dim(shown.padEnd(44))} ${seconds(ms)}`);
  }

  dossier(number: number, evidence: Evidence): void {
    const { tale, timeline, reported, submitted, certificate } = evidence;
    const { bold, dim, cyan } = this.paint;
    this.write('');
    this.write(` ${bold(`${number}. ${tale.title.vi}`)}  ${dim(tale.title.en)}`);
    this.write(`    ${cyan(tale.maHoSo)}  ${tale.maHoSoLT ?? 'không qua DVCLT · without DVCLT'}  ${tale.module}`);
    for (const entry of timeline) this.event(entry);
    const fine = faultsOf(evidence).length === 0;
    const mark = fine ? this.paint.green('✓') : this.paint.red('✗');
    this.write(`    ${mark} DVCLT nhận ${dim('received')}   ${bold(chain(reported))}`);
    this.write(`    ${mark} Hộ tịch nhận ${dim('took in')}  ${submitted.map((version) => `v${version}`).join(', ')}`);
    if (certificate) {
      const places = certificate.reported === undefined ? 'hộ tịch = tỉnh' : 'hộ tịch = tỉnh = DVCLT';
      this.write(`    ${mark} Giấy đã ký ${dim('certificate')} sha256 ${certificate.stored.slice(0, 16)}…  ${places}`);
    }
  }

  crowd(count: number, ms: number): void {
    this.write('');
    const rate = ((count / ms) * 1000).toFixed(1).replace('.', ',');
    this.write(
      ` ${this.paint.bold(`Thêm ${count} hồ sơ`)}  ${this.paint.dim('more dossiers')}  ${seconds(ms)}, ${rate}/s`,
    );
  }

  shares(shares: readonly WorkShare[]): void {
    this.write('');
    this.write(` ${this.paint.bold('Ai làm bao nhiêu')}  ${this.paint.dim('which host did how much')}`);
    const columns = ['nhận · details', 'gửi · submissions', 'hỏi · queries', 'báo · reports'];
    this.write(`    ${''.padEnd(8)}${columns.map((column) => column.padStart(20)).join('')}`);
    for (const { caller, details, submissions, statusQueries, reports } of shares) {
      const figures = [details, submissions, statusQueries, reports];
      this.write(`    ${caller.padEnd(8)}${figures.map((figure) => String(figure).padStart(20)).join('')}`);
    }
  }

  verdict(problems: readonly Words[], dossiers: number, ms: number): void {
    const { bold, green, red, dim } = this.paint;
    this.rule();
    for (const { vi, en } of problems) this.write(` ${red('✗')} ${vi}  ${dim(en)}`);
    const passed = problems.length === 0;
    const said = passed
      ? `${bold(green('ĐẠT'))}  ${dossiers} hồ sơ, mỗi hồ sơ đúng một bản ở hộ tịch, đúng trình tự, đúng giấy`
      : `${bold(red('KHÔNG ĐẠT'))}  ${problems.length} lỗi`;
    const beside = passed
      ? `PASSED: ${dossiers} dossiers, each once in the register, in order, with its certificate`
      : `FAILED: ${problems.length} problem(s)`;
    this.write(` ${said}`);
    this.write(` ${dim(`${beside} (${seconds(ms)})`)}`);
    this.write('');
  }

  private event({ at, event, from, to, actor, reason, detail }: TimelineEntry): void {
    const { vi, en } = eventLabel(event, detail);
    const moved = from !== undefined && from !== to ? `${stateLabel(from).vi} → ${stateLabel(to).vi}` : '';
    const { dim } = this.paint;
    const words = `${vi.padEnd(25)} ${dim(en.padEnd(28))}`;
    this.write(`    ${dim(clock(new Date(at)))}  ${words} ${moved.padEnd(36)} ${dim(actor)}`.trimEnd());
    if (reason) this.write(`    ${' '.repeat(14)}${dim('└')} ${reason}`);
  }

  private rule(): void {
    this.write(` ${this.paint.dim('─'.repeat(100))}`);
  }
}
