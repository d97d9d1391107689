import type { CarrierOptions } from '../hotich.options';

/** The carrier's extra headers, computed anew for each request when they are a function. */
export async function headersOf({
  headers,
}: Pick<CarrierOptions, 'headers'>): Promise<Readonly<Record<string, string>>> {
  return (typeof headers === 'function' ? await headers() : headers) ?? {};
}
