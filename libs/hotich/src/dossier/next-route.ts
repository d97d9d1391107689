import type { Route } from '../contract';
import type { HotichDossier } from '../persistence';
import { isInDoubt } from './state-machine';

/**
 * By which route a dossier goes, or is asked about, of which something may have gone out. What the register has taken goes on as it came.
 * Of what is in doubt the version stays, for asked in another one the register denies what it has; paths and style of that version may
 * have been mended since.
 */
export function nextRoute<R extends Route | undefined>(
  dossier: Pick<HotichDossier, 'route' | 'version' | 'sentVersion' | 'registerStatus'>,
  inForce: () => R,
): R | Route {
  const { route, sentVersion } = dossier;
  if (route && sentVersion !== null && !isInDoubt(dossier)) return route;
  const now = inForce();
  return route && route.version !== now?.version ? route : now;
}
