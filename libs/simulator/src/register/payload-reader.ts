import { asObject } from '../http/received-request';

/** Reads fields of a stored payload, in whatever style it came: what is missing is an empty text. */
export class PayloadReader {
  constructor(private readonly payload: Readonly<Record<string, unknown>>) {}

  /** Split names are joined, split dates as well; a number becomes its digits. */
  text(field: string): string {
    return asText(this.own(field));
  }

  /** First of the fields that is filled. */
  firstText(...fields: readonly string[]): string {
    return fields.map((field) => this.text(field)).find((value) => value !== '') ?? '';
  }

  /** A code that results carry as an integer; null when empty. */
  integer(field: string): number | null {
    const value = this.text(field);
    return /^\d+$/.test(value) ? Number(value) : null;
  }

  /** An address as an object, also where contract 1.0 brought a text. */
  address(field: string): unknown {
    const value = this.own(field) ?? null;
    return typeof value === 'string' ? { maTinh: null, maHuyen: null, maXa: null, dcChiTiet: value } : value;
  }

  private own(field: string): unknown {
    return Object.hasOwn(this.payload, field) ? this.payload[field] : undefined;
  }
}

/** One line of any value a payload may hold. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const parts = asObject(value);
  if (!parts) return '';
  if ('dcChiTiet' in parts) return asText(parts['dcChiTiet']);
  const { Ho, ChuDem, Ten, ngaySinh, thangSinh, namSinh } = parts;
  return 'namSinh' in parts ? join([ngaySinh, thangSinh, namSinh], '/') : join([Ho, ChuDem, Ten], ' ');
}

const join = (parts: readonly unknown[], separator: string): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join(separator);
