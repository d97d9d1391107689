/** A text of a payload or result that is there and not blank. */
export function textOf(data: Readonly<Record<string, unknown>>, field: string): string | null {
  const value = data[field];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** Whom a birth (`nks`) or death (`nkt`) payload is about. */
export function citizenNameOf(data: Readonly<Record<string, unknown>>): string {
  return (textOf(data, 'nksHoTen') ?? textOf(data, 'nktHoTen') ?? '').slice(0, 255);
}
