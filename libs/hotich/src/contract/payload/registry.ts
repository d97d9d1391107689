import type { ModuleCode } from '../modules';
import type { PayloadProfile } from '../routes';
import { HotichBirthPayload } from './birth';
import { HotichDeathPayload } from './death';
import type { PayloadClass } from './field.types';

const PAYLOADS: Readonly<Record<PayloadProfile, Readonly<Partial<Record<ModuleCode, PayloadClass>>>>> = {
  '2024': { LTKS: HotichBirthPayload, KS: HotichBirthPayload, LTKT: HotichDeathPayload, KT: HotichDeathPayload },
  '2025': {},
};

/** The payload class of a module in a style; `undefined` when that style of the module is not described. */
export function payloadClass(module: ModuleCode, profile: PayloadProfile): PayloadClass | undefined {
  return PAYLOADS[profile][module];
}

/** Every payload class, each once. */
export function allPayloadClasses(): readonly PayloadClass[] {
  return [...new Set(Object.values(PAYLOADS).flatMap((byModule) => Object.values(byModule)))];
}
