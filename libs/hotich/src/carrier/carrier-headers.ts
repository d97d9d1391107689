import { HotichConfigurationError, type HotichProblem } from '../errors';
import type { CarrierName } from '../hotich.constants';
import type { CarrierOptions } from '../hotich.options';

const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * The carrier's extra headers, computed anew for each request when they are a function; names in lower case.
 *
 * @throws HotichConfigurationError for what no header can hold: sent, it would look like a lost connection.
 */
export async function headersOf(
  carrier: CarrierName,
  { headers }: Pick<CarrierOptions, 'headers'>,
): Promise<Readonly<Record<string, string>>> {
  const given = (typeof headers === 'function' ? await headers() : headers) ?? {};
  const problems = headerProblems(carrier, given);
  if (problems.length > 0) throw new HotichConfigurationError(problems);
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Problems of headers that do not have to be computed. The values are not shown: they are keys. */
export function headerProblems(carrier: CarrierName, headers: Readonly<Record<string, unknown>>): HotichProblem[] {
  return Object.entries(headers).flatMap(([name, value]): HotichProblem[] => {
    const path = `${carrier}.headers.${name}`;
    if (!NAME.test(name)) {
      return [
        {
          path,
          rule: 'header.name',
          message: { vi: 'không phải tên header', en: 'is no name of a header' },
          remedy: { vi: 'Chỉ dùng chữ không dấu, số và dấu -', en: 'Use unaccented letters, digits and - only' },
        },
      ];
    }
    if (typeof value === 'string' && VALUE.test(value)) return [];
    return [
      {
        path,
        rule: 'header.value',
        message: {
          vi: 'phải là chuỗi không xuống dòng, chỉ gồm ký tự mà header chứa được',
          en: 'must be text without a line break, of signs that a header can hold',
        },
        remedy: {
          vi: 'Bỏ ký tự xuống dòng (lệnh base64 tự thêm: dùng base64 -w0, hoặc trim())',
          en: 'Remove the line break (base64 adds one: use base64 -w0, or trim())',
        },
      },
    ];
  });
}
