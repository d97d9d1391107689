import { hiddenCodes, withoutLongNumbers } from '../errors';

/** Fields whose values name no one: codes, statuses, counts, and the remote's own sentences. */
const OPEN_FIELDS = new Set([
  'status', 'statusDescription', 'errorCode', 'errorDescription', 'errors', 'title', 'type', 'traceId', 'code', 'fault',
  'trangThai', 'module', 'maDonVi', 'maTinh', 'maHoSo', 'maHoSoLT', 'maHoSoMCDT', 'maTTHC', 'soHoSoLT', 'thoiGianThucHien',
  'message', 'description', 'daNhan', 'id', 'expires_in', 'error', 'error_description',
]); // prettier-ignore
/** JSON or markup in place of a sentence: what it says of whom nobody knows. */
const MESSAGE = /^\s*[{[<]/;
const MAX_CHARACTERS = 2_000;
const MAX_DEPTH = 6;

/** A sentence without the numbers that may be somebody's. */
type Hide = (text: string) => string;

const inPlace = (digits: number) => `‹${digits} digits›`;

/**
 * An answer fit for the log: JSON with every value outside {@link OPEN_FIELDS} replaced by its kind and length, anything
 * else by its first characters; long numbers are masked everywhere, for a sentence may quote one.
 *
 * @param asked codes of the dossiers it speaks of: they stay readable whatever their shape.
 */
export function masked(body: string, asked: readonly string[] = []): string {
  let codes: readonly string[] | undefined;
  const hide: Hide = (text) => {
    const hidden = withoutLongNumbers(text, { inPlace });
    // Hardly any answer hides one: a sweep's codes are not looked at for nothing.
    if (hidden === text) return text;
    codes ??= hiddenCodes(asked);
    return codes.length === 0 ? hidden : withoutLongNumbers(text, { codes, inPlace });
  };
  const parsed = parse(body);
  const text =
    parsed === undefined
      ? `‹${body.length} characters› ${hide(tagOf(body))}`
      : JSON.stringify(mask(parsed, hide, true, 0));
  return text.slice(0, MAX_CHARACTERS);
}

function mask(value: unknown, hide: Hide, open: boolean, depth: number): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return open ? maskNumber(value, hide) : '‹number›';
  if (typeof value === 'string')
    return open && value.length <= 600 && !MESSAGE.test(value) ? hide(value) : `‹${value.length} characters›`;
  if (depth > MAX_DEPTH) return '‹deep›';
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => mask(item, hide, open, depth + 1));
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(fields).map((key) => {
      const known = OPEN_FIELDS.has(key);
      return [known ? key : hide(key), mask(fields[key], hide, known, depth + 1)];
    }),
  );
}

function maskNumber(value: number, hide: Hide): number | string {
  const text = String(value);
  const hidden = hide(text);
  return hidden === text ? value : hidden;
}

function parse(body: string): object | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The first tag of a page: enough to tell HTML from SOAP. */
function tagOf(body: string): string {
  return /<[!/?]?[\w:-]+/.exec(body.slice(0, 500))?.[0] ?? '';
}
