import type { Call } from '@hotich/simulator';

/** One line for one call: codes, sizes and times; a call log must hold nothing personal. */
export function callLine(call: Readonly<Call>): string {
  const codes =
    call.dossiers.length > 3 ? [...call.dossiers.slice(0, 3), `+${call.dossiers.length - 3}`] : call.dossiers;
  return [
    new Date(call.startedAt).toISOString(),
    call.operation,
    call.httpStatus ?? call.outcome,
    `${(call.endedAt ?? call.startedAt) - call.startedAt}ms`,
    ...(call.module ? [call.module] : []),
    ...codes,
    ...(call.statusSent === undefined ? [] : [`status=${call.statusSent}`]),
    ...(call.caller ? [`caller=${call.caller}`] : []),
    ...(call.effect ? ['effect'] : []),
    ...(call.fault ? [`fault="${call.fault}"`] : []),
  ].join(' ');
}
