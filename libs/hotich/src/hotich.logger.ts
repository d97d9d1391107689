import { Logger } from '@nestjs/common';
import type { Environment } from './hotich.constants';

/** The library's voice in the host's log: its context says whose lines they are, and of which environment. */
export const loggerOf = ({ environment }: { readonly environment: Environment }): Logger =>
  new Logger(`Hotich ${environment}`);
