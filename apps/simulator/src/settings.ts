import { parseArgs } from 'node:util';
import type { SimulatorOptions } from '@hotich/simulator';

/** Flags win over the environment; what neither gives keeps the simulator's own default. */
const FLAGS = {
  host: { type: 'string' },
  port: { type: 'string' },
  'state-file': { type: 'string' },
  'province-code': { type: 'string' },
  quiet: { type: 'boolean' },
} as const;

export interface ProgramSettings {
  readonly options: SimulatorOptions;
  /** No line per call. */
  readonly quiet: boolean;
}

/**
 * Reads `--port`/`PORT` (default 4100; the next two ports are taken as well), `--host`/`HOST`,
 * `--state-file`/`STATE_FILE`, `--province-code`/`PROVINCE_CODE` and `--quiet`/`QUIET=1`.
 * @throws Error for an unknown flag or a port that is none
 */
export function readSettings(args: readonly string[], env: NodeJS.ProcessEnv): ProgramSettings {
  const { values } = parseArgs({ args: [...args], options: FLAGS });
  const host = values.host ?? env['HOST'];
  const stateFile = values['state-file'] ?? env['STATE_FILE'];
  const provinceCode = values['province-code'] ?? env['PROVINCE_CODE'];
  return {
    options: {
      port: readPort(values.port ?? env['PORT'] ?? '4100'),
      ...(host ? { host } : {}),
      ...(stateFile ? { stateFile } : {}),
      ...(provinceCode ? { provinceCode } : {}),
    },
    quiet: values.quiet ?? env['QUIET'] === '1',
  };
}

function readPort(text: string): number {
  const port = Number(text);
  // The two ports after it must exist as well; 0 asks for three free ones.
  if (!/^\d+$/.test(text) || port > 65_533) throw new Error(`port must be 0 to 65533, not '${text}'`);
  return port;
}
