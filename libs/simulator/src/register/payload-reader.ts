/** Reads fields of a stored payload for a result: what is missing is an empty text, as the register answers it. */
export class PayloadReader {
  constructor(private readonly payload: Readonly<Record<string, unknown>>) {}

  text(field: string): string {
    const value = this.own(field);
    return typeof value === 'string' ? value : '';
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

  address(field: string): unknown {
    return this.own(field) ?? null;
  }

  private own(field: string): unknown {
    return Object.hasOwn(this.payload, field) ? this.payload[field] : undefined;
  }
}
