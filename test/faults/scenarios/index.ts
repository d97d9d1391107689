import type { Scenario } from '../scenario';
import { ANSWERS } from './answers';
import { DATABASE } from './database';
import { DISORDER } from './disorder';
import { DRAINS } from './drain';
import { HOST_CODE } from './host-code';
import { INTAKE } from './intake';
import { KILLS } from './kill';
import { LANE_KILLS } from './kill-lanes';
import { KILLERS } from './killer';
import { LONG_OUTAGES } from './long-outage';
import { NETWORK } from './network';
import { SCHEDULES } from './schedule';
import { SETTLES } from './settle';
import { STOPS } from './stop';
import { TOKEN_TURNS } from './token-turn';
import { TOKENS } from './tokens';
import { UPGRADES } from './upgrade';

export const SCENARIOS: readonly Scenario[] = [
  ...KILLS,
  ...LANE_KILLS,
  ...DRAINS,
  ...STOPS,
  ...DATABASE,
  ...SETTLES,
  ...HOST_CODE,
  ...KILLERS,
  ...INTAKE,
  ...SCHEDULES,
  ...UPGRADES,
  ...NETWORK,
  ...LONG_OUTAGES,
  ...DISORDER,
  ...TOKENS,
  ...TOKEN_TURNS,
  ...ANSWERS,
];
