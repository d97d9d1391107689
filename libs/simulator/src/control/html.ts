const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML that may be written out as it is. */
export class SafeHtml {
  constructor(readonly text: string) {}
}

type Value = SafeHtml | readonly SafeHtml[] | string | number;

/** Template tag: every value is escaped unless it is {@link SafeHtml} itself. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): SafeHtml {
  const written = values.map((value) => {
    if (value instanceof SafeHtml) return value.text;
    if (typeof value === 'object') return value.map((item) => item.text).join('');
    return String(value).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
  });
  return new SafeHtml(parts.map((part, index) => part + (written[index] ?? '')).join(''));
}
