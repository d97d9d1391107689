const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;

export type Paint = { readonly [Colour in keyof typeof CODES]: (text: string) => string };

/** Colours for a terminal, none for a file or a pipe, or where `NO_COLOR` is set. */
export function paintFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const coloured = stream.isTTY === true && !env['NO_COLOR'];
  const entries = Object.entries(CODES).map(([name, code]) => [
    name,
    (text: string) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text),
  ]);
  return Object.fromEntries(entries) as Paint;
}

/** `1,2 s`: seconds as they are written in Vietnamese. */
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1).replace('.', ',')} s`;

/** `08:15:01.234`, Asia/Ho_Chi_Minh. */
export function clock(at: Date): string {
  const time = at.toLocaleTimeString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' });
  return `${time}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}
