import { sweep as hotich } from './hotich.mjs';

/** The sweep with a hundred codes in one query. */
export const sweep = (context) => hotich(context, 100);
