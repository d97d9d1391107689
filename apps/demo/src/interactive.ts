import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from './parts/part';
import { System } from './parts/system';
import type { Settings } from './settings';
import { clock, paintFor, seconds } from './show/paint';
import { Stopped, type Stopper } from './stopper';
import { Town } from './story/town';

/** Slow enough for the eye, fast enough not to bore. */
const PACE = { firstMs: 500, minMs: 1_000, maxMs: 3_000 };
const LOOK_MS = 1_000;

/**
 * Boots everything on data that stays, and plays citizens and officers until someone presses Ctrl-C.
 *
 * @throws Error when a part dies; the others have been stopped by then.
 */
export async function runInteractive({ dataDir, hosts }: Settings, stopper: Stopper): Promise<void> {
  const paint = paintFor(process.stdout, process.env);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  let died: (part: Part) => void = () => undefined;
  const death = new Promise<never>((_, reject) => {
    died = (part) =>
      reject(new Error(`${part.name} đã chết — has died; dừng phần còn lại — stopping the rest\n${part.lastWords}`));
  });
  death.catch(() => undefined);
  const system = new System({
    dataDir,
    hosts,
    throwaway: false,
    stablePorts: true,
    pace: PACE,
    onDeath: (part) => died(part),
  });
  stopper.guard(system);

  let over = false;
  const run = async (): Promise<void> => {
    say(`\n ${paint.bold('HỘ TỊCH LIÊN THÔNG')}  ${paint.dim(`Hotich · ${dataDir}`)}`);
    await system.start(({ name, ms }) => say(` ${paint.green('●')} ${name.padEnd(12)} ${seconds(ms)}`));
    say('');
    for (const { url } of system.hosts)
      say(` ${paint.bold('Một cửa của tỉnh'.padEnd(22))} ${paint.cyan(url)}  ${paint.dim("the province's desk")}`);
    say(
      ` ${paint.bold('Hộ tịch và DVCLT'.padEnd(22))} ${paint.cyan(system.simulator.url)}  ${paint.dim('the simulated ministries')}`,
    );
    say(` ${paint.dim('Ctrl-C để dừng; dữ liệu được giữ lại — to stop; the data stays')}\n`);
    const town = new Town(system, ({ code, vi, en }) => {
      say(` ${paint.dim(clock(new Date()).slice(0, 8))}  ${code.padEnd(24)} ${vi}  ${paint.dim(en)}`);
    });
    while (!over) {
      // One failed look stops nothing: a part that died is told above, a person may have taken a remote down.
      await town.look().catch((error: unknown) => {
        if (!over) say(` ${paint.yellow('!')} ${messageOf(error)}`);
      });
      await pause(LOOK_MS);
    }
  };

  try {
    await Promise.race([death, stopper.stopped, run()]);
  } catch (error) {
    over = true;
    await system.stop();
    if (!(error instanceof Stopped)) throw error;
    say(' Đã dừng. — Stopped.');
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
