import type { Bilingual } from '../library';

/** Stands first in every generated page. */
export const GENERATED =
  '<!-- Trang này được sinh từ mã nguồn; sửa mã rồi chạy lại. Generated from the code: node scripts/docs-modules.mjs -->';

/** Vietnamese first, English beside it, in one line. */
export function both({ vi, en }: Bilingual): string {
  return `${vi} · ${en}`;
}

/** Vietnamese first, English below it, as two paragraphs. */
export function paragraphs({ vi, en }: Bilingual): string {
  return `${vi}\n\n_${en}_`;
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** A table; what is in a cell cannot end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A block of code; what follows the language is for whoever reads the page by program. */
export function fence(language: string, text: string): string {
  return ['```' + language, text, '```'].join('\n');
}

/** The parts of a page, or of a section, one below the other; empty ones leave no trace. */
export function page(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
