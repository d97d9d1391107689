import { MODULES, type ModuleCode, type ModuleFamily } from '../modules';
import { PAYLOAD_PROFILES, type PayloadProfile } from '../routes';
import { HotichBirthPayload } from './birth';
import { HotichDeathPayload } from './death';
import { HotichExtractPayload } from './extract';
import type { PayloadClass } from './field.types';
import { HotichMaritalStatusPayload } from './marital-status';
import { HotichMarriagePayload } from './marriage';
import { HotichParentagePayload } from './parentage';
import { HotichRegisterForm } from './register-form';
import * as forms from './register-forms';
import { in2025Style } from './style-2025';

type Source = () => PayloadClass;

const FREE_FORM = styles('HotichRegisterForm2025', HotichRegisterForm, forms.freeRegisterForm);

const PAYLOADS: Readonly<Record<ModuleFamily, Readonly<Partial<Record<PayloadProfile, Source>>>>> = {
  birth: styles('HotichBirthPayload2025', HotichBirthPayload, forms.birthRegisterForm),
  death: styles('HotichDeathPayload2025', HotichDeathPayload, forms.deathRegisterForm),
  marriage: styles('HotichMarriagePayload2025', HotichMarriagePayload, forms.marriageRegisterForm),
  maritalStatus: styles('HotichMaritalStatusPayload2025', HotichMaritalStatusPayload, forms.maritalStatusRegisterForm),
  parentage: styles('HotichParentagePayload2025', HotichParentagePayload, forms.parentageRegisterForm),
  foreignEvent: FREE_FORM,
  guardianship: FREE_FORM,
  guardianshipEnd: FREE_FORM,
  extract: { '2025': () => HotichExtractPayload },
};

/** Derived classes are built on first use: a host that sends only births pays for nothing else at boot. */
function styles(name: string, base: PayloadClass, form: Source): Readonly<Record<PayloadProfile, Source>> {
  return { '2024': () => base, '2025': once(() => in2025Style(name, base)), register: once(form) };
}

function once(build: Source): Source {
  let built: PayloadClass | undefined;
  return () => (built ??= build());
}

/** The payload class of a module in a style; `undefined` when that style of the module is not described. */
export function payloadClass(module: ModuleCode, profile: PayloadProfile): PayloadClass | undefined {
  const { family, interlinked } = MODULES[module];
  if (profile === 'register' && (interlinked || module === 'LTKH')) return undefined;
  return PAYLOADS[family][profile]?.();
}

/** The styles in which a module is described. */
export function profilesOf(module: ModuleCode): readonly PayloadProfile[] {
  return PAYLOAD_PROFILES.filter((profile) => payloadClass(module, profile) !== undefined);
}

/** Every payload class, each once. */
export function allPayloadClasses(): readonly PayloadClass[] {
  const sources = Object.values(PAYLOADS).flatMap((byProfile) => Object.values(byProfile));
  return [...new Set(sources.map((source) => source()))];
}
