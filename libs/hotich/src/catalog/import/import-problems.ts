import { HotichValidationError, type Bilingual, type HotichProblem } from '../../errors';

/** A file may be wrong in every line; these are enough to see why. */
const MOST_LISTED = 50;

/** Gathers what is wrong with a file, line by line. */
export class ImportProblems {
  private readonly found: HotichProblem[] = [];
  private more = 0;

  add(path: string, rule: string, message: Bilingual, remedy: Bilingual): void {
    if (this.found.length < MOST_LISTED) this.found.push({ path, rule, message, remedy });
    else this.more += 1;
  }

  /** @throws HotichValidationError with everything that was added, if anything was. */
  refuse(): void {
    if (this.found.length === 0) return;
    throw new HotichValidationError(this.found, {
      vi: `Tệp danh mục có ${this.found.length + this.more} lỗi; chưa có gì được nhập`,
      en: `The catalog file has ${this.found.length + this.more} problem(s); nothing was imported`,
    });
  }
}

/** A file that cannot be read at all. */
export function unreadableFile(
  rule: string,
  message: Bilingual,
  remedy: Bilingual,
  path = 'file',
): HotichValidationError {
  return new HotichValidationError([{ path, rule, message, remedy }]);
}
