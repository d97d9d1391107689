import type { RegisterBehaviour } from '../behaviour';
import { moduleProfile } from './module-profile';
import type { RegisterDossier } from './register-dossier';

/** `ketQuaXuLy` of a dossier; null until it is registered (wire contract 4.4). */
export function resultObject(dossier: RegisterDossier, behaviour: RegisterBehaviour): Record<string, unknown> | null {
  if (!dossier.registration) return null;
  const { documentKey, result } = moduleProfile(dossier.module);
  const usual = result(dossier, dossier.registration);
  if (behaviour.documentKey === null) return usual;
  const { [documentKey]: document, ...rest } = usual;
  return { ...rest, [behaviour.documentKey]: document };
}
