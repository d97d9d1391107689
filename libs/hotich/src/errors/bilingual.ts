/** A sentence for people: Vietnamese first, English beside it. Never holds a secret; one that quotes a remote may name a person. */
export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

/** `vi — en`, the one-line form used in `Error.message` and in logs. */
export function bilingual(text: Bilingual): string {
  return `${text.vi} — ${text.en}`;
}
