import { setTimeout as sleep } from 'node:timers/promises';
import { classOf, HotichConfigurationError, type HotichProblem, HotichRemoteError, withoutMessage } from '../errors';
import type { CarrierName } from '../hotich.constants';
import type { CarrierOptions, HeaderSource } from '../hotich.options';

const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

type Headers = Readonly<Record<string, string>>;
type Given = Pick<CarrierOptions, 'headers'>;

const NONE: Headers = {};

/**
 * The carrier's extra headers, computed anew for each request when they are a function; names in lower case.
 *
 * @param limitMs how long the function may take.
 * @throws HotichRemoteError when the function fails: without its headers the carrier cannot be used, whoever wants to. Nothing was sent.
 * HotichConfigurationError for what no header can hold: sent, it would look like a lost connection.
 */
export async function headersOf(carrier: CarrierName, given: Given, limitMs: number): Promise<Headers> {
  const { headers } = given;
  return typeof headers === 'function'
    ? checked(carrier, (await computed(carrier, headers, limitMs)) ?? NONE)
    : fixed(carrier, headers);
}

/** {@link headersOf} where nothing has to be waited for: undefined when they are a function. */
export function headersAtHand(carrier: CarrierName, { headers }: Given): Headers | undefined {
  return typeof headers === 'function' ? undefined : fixed(carrier, headers);
}

/** By what was given: for every request it is the same. */
const FIXED = new WeakMap<Headers, Headers>();

function fixed(carrier: CarrierName, given: Headers = NONE): Headers {
  const known = FIXED.get(given);
  if (known) return known;
  const headers = checked(carrier, given);
  FIXED.set(given, headers);
  return headers;
}

function checked(carrier: CarrierName, given: Headers): Headers {
  const problems = headerProblems(carrier, given);
  if (problems.length > 0) throw new HotichConfigurationError(problems);
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
}

async function computed(
  carrier: CarrierName,
  headers: Extract<HeaderSource, () => unknown>,
  limitMs: number,
): Promise<Headers> {
  const enough = new AbortController();
  try {
    const late = sleep(limitMs, undefined, { signal: enough.signal, ref: false }).then(() => {
      throw new HeadersLate();
    });
    return await Promise.race([new Promise<ReturnType<typeof headers>>((resolve) => resolve(headers())), late]);
  } catch (error) {
    throw new HotichRemoteError({
      carrier,
      kind: 'transient',
      message: {
        vi: `Hàm ${carrier}.headers của hệ thống chủ lỗi (${classOf(error)})`,
        en: `The host's function ${carrier}.headers failed (${classOf(error)})`,
      },
      remedy: {
        vi: `Sửa hàm ${carrier}.headers, hoặc dịch vụ mà nó gọi; hồ sơ tự gửi lại, chưa có gì được gửi đi`,
        en: `Mend the function ${carrier}.headers, or the service it asks; nothing was sent, and dossiers are sent by themselves`,
      },
      cause: withoutMessage(error),
    });
  } finally {
    enough.abort();
  }
}

/** What the function asks does not answer: waited for without end, it would hold the whole lane. */
class HeadersLate extends Error {}

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
