import { asObject } from '../http/received-request';
import type { PayloadReport } from './check-payload';
import { sentence, type Problem } from './sentences';
import { ADDRESS_2024, DATE_PARTS, isBlank, NAME_PARTS, readAddress, readName } from './styles/parts';
import { readText } from './styles/text-readers';

/**
 * Reads the payload of a module whose fields nobody has published (LH, GH, TGH; wire contract 2.10). Only its shape is
 * looked at: at least one field, no empty names, and values that are scalars, addresses, split names or split dates.
 */
export function checkFreePayload(payload: Readonly<Record<string, unknown>>): PayloadReport {
  const entries = Object.entries(payload);
  if (entries.every(([, value]) => isBlank(value))) return { sentences: [sentence.missing('data')], unknownFields: [] };
  const sentences = entries.flatMap(([name, value]) => {
    if (name.trim() === '') return [sentence.wrongFormat('data')];
    const problem = isBlank(value) ? undefined : readValue(value);
    return problem ? [sentence[problem](name)] : [];
  });
  return { sentences, unknownFields: [] };
}

function readValue(value: unknown): Problem | undefined {
  if (typeof value === 'string') return readText(value);
  if (typeof value === 'number' || typeof value === 'boolean') return undefined;
  const parts = Object.keys(asObject(value) ?? {});
  const within = (allowed: ReadonlySet<string>): boolean =>
    parts.length > 0 && parts.every((part) => allowed.has(part));
  if (within(ADDRESS_2024)) return readAddress(value, ADDRESS_2024);
  return within(NAME_PARTS) || within(DATE_PARTS) ? readName(value) : 'wrongFormat';
}
