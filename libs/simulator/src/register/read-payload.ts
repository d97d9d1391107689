import type { RegisterBehaviour } from '../behaviour';
import { checkFreePayload } from '../validation/check-free-payload';
import { checkPayload, type PayloadReport } from '../validation/check-payload';
import { STYLE_2024 } from '../validation/styles/style-2024';
import { STYLE_2025 } from '../validation/styles/style-2025';
import { moduleProfile, type ModuleProfile } from './module-profile';
import type { Module } from './modules';

const STYLES = { '2024': STYLE_2024, '2025': STYLE_2025 };

/**
 * Reads a JSON payload in the style the module must have. Where either will do, a faulty payload is told the faults of
 * the style it comes nearer to; a mixture of both is at fault in both.
 */
export function readPayload(
  payload: Readonly<Record<string, unknown>>,
  module: Module,
  behaviour: RegisterBehaviour,
  isUnit: (code: string) => boolean,
): PayloadReport {
  const { fields, formFields, usualStyle } = moduleProfile(module);
  if (!fields) return checkFreePayload(payload);
  const reports = stylesOf(module, usualStyle, behaviour).map((style) =>
    checkPayload(payload, { ...fields, ...formFields }, STYLES[style], isUnit),
  );
  return reports.reduce((best, report) => (report.sentences.length < best.sentences.length ? report : best));
}

/** The copies of extracts are of 2025 and were never written otherwise. */
function stylesOf(
  module: Module,
  usual: ModuleProfile['usualStyle'],
  { style }: RegisterBehaviour,
): readonly ModuleProfile['usualStyle'][] {
  const demanded = style === 'both' ? undefined : style[module];
  if (demanded) return [demanded];
  return usual === '2025' ? ['2025'] : ['2024', '2025'];
}
