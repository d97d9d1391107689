import { accept } from './accept.mjs';
import { carrier } from './carrier.mjs';
import { claims } from './claims.mjs';
import { dispatch } from './dispatch.mjs';
import { kills } from './kills.mjs';
import { lanes } from './lanes.mjs';
import { mariadb } from './mariadb.mjs';
import { memory } from './memory.mjs';
import { order } from './order.mjs';
import { outage } from './outage.mjs';
import { pickUp } from './pick-up.mjs';
import { restart } from './restart.mjs';
import { slots } from './slots.mjs';
import { sweep } from './sweep.mjs';
import { tokens } from './tokens.mjs';

/** `covers`: the goals it measures. `run(bench)` gives `{ tables, goals }`. Those that stop a server come last. */
export const GROUPS = [
  dispatch,
  lanes,
  order,
  kills,
  accept,
  pickUp,
  carrier,
  sweep,
  memory,
  outage,
  tokens,
  slots,
  claims,
  restart,
  mariadb,
];
