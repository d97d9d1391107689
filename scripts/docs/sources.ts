/** The sources of one table: a cell shows how well a field is attested and which line of the list says where from. */
export class Sources {
  private readonly found: string[] = [];

  /** `A, C (2)`: the marks in the order of the source's words, and its number. */
  cite(source: string): string {
    if (!this.found.includes(source)) this.found.push(source);
    const marks = [...source.matchAll(/attested ([A-D])/g)].map(([, mark]) => mark);
    const number = `(${this.found.indexOf(source) + 1})`;
    return marks.length > 0 ? `${[...new Set(marks)].join(', ')} ${number}` : number;
  }

  list(): string {
    return this.found.map((source, index) => `${index + 1}. ${source}`).join('\n');
  }
}
