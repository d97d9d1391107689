import { figure } from './goals.mjs';

/** Columns of a table of rates, by the key of the measured figure. */
export const RATE_COLUMNS = {
  perSecond: 'per second',
  ratio: '÷ base',
  clientPerJob: 'client µs',
  cpuPerJob: 'client+db µs',
  bytesPerJob: 'WAL bytes',
  peak: 'peak MB',
};

/**
 * @param rows of Bench.compare(). @param base label of the row the others are divided by. @param columns keys and headings.
 * @returns a table as the reports want it.
 */
export function rateTable(title, rows, base, columns = RATE_COLUMNS) {
  const divisor = rows.find((row) => row.label === base)?.perSecond;
  return {
    title,
    columns: ['', ...Object.values(columns)],
    rows: rows.map((row) => {
      const cells = { ...row, ratio: divisor ? row.perSecond / divisor : undefined };
      return [
        row.label,
        ...Object.keys(columns).map((key) => (key === 'perSecond' ? Math.round(row.perSecond) : cells[key])),
      ];
    }),
  };
}

/** Which columns hold words, and so begin at the left. */
const wordy = (rows) => rows[0]?.map((_, i) => rows.every((row) => typeof row[i] === 'string')) ?? [];

/** For the terminal. */
export function asText({ title, columns, rows, note }) {
  const words = wordy(rows);
  const cells = [columns, ...rows.map((row) => row.map(figure))];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i].length)));
  const line = (row) =>
    row
      .map((cell, i) => (words[i] ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd();
  return [title, ...cells.map(line), ...(note ? [note] : [])].join('\n');
}

export function asMarkdown({ title, columns, rows, note }) {
  const words = wordy(rows);
  const cells = [columns, ...rows.map((row) => row.map(figure))].map((row) =>
    row.map((cell) => cell.replaceAll('|', '\\|')),
  );
  const widths = columns.map((_, i) => Math.max(3, ...cells.map((row) => row[i].length)));
  const line = (row) =>
    `| ${row.map((cell, i) => (words[i] ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (words[i] ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  const [head, ...body] = cells.map(line);
  return [`### ${title}`, '', head, rule, ...body, ...(note ? ['', note] : []), ''].join('\n');
}
