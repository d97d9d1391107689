import fc from 'fast-check';
import { JsonDocuments } from './json-documents';

const THRESHOLD = 40;

/** Takes documents out, with the text cut as `cuts` says; the mark `‹n›` stands for the n-th. */
function read(text: string, cuts: readonly number[] = [], threshold = THRESHOLD) {
  const documents: string[] = [];
  const json = new JsonDocuments(threshold, () => {
    const n = documents.push('') - 1;
    return {
      write: (piece) => (documents[n] += piece),
      close: () => `‹${n}›`,
    };
  });
  let at = 0;
  for (const cut of [...cuts].map((c) => c % (text.length + 1)).sort((a, b) => a - b)) {
    json.push(text.slice(at, cut));
    at = cut;
  }
  json.push(text.slice(at));
  return { text: json.end(), documents };
}

const parse = (text: string): unknown => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return 'not JSON';
  }
};

/** The parsed text with every document back in its place. */
function restored({ text, documents }: ReturnType<typeof read>): unknown {
  const back = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const mark = /^‹(\d+)›$/.exec(value);
      if (mark) return documents[Number(mark[1])];
      const inner = /[‹]/.test(value) ? parse(value) : 'not JSON';
      return inner === 'not JSON' ? value : JSON.stringify(back((inner as { value: unknown }).value));
    }
    if (Array.isArray(value)) return value.map(back);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, back(item)]));
  };
  const parsed = parse(text);
  return parsed === 'not JSON' ? parsed : { value: back((parsed as { value: unknown }).value) };
}

const base64 = fc.uint8Array({ minLength: 10, maxLength: 120 }).map((bytes) => Buffer.from(bytes).toString('base64'));
const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((s) => !s.includes('‹'));
const leaf = fc.oneof(base64, text, fc.integer(), fc.boolean(), fc.constant(null));
const { object } = fc.letrec((tie) => ({
  object: fc.dictionary(fc.string({ maxLength: 8 }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  value: fc.oneof({ maxDepth: 3 }, leaf, tie('object'), fc.array(tie('value'), { maxLength: 3 }), tie('inside')),
  // As DVCLT sends a dossier: JSON as a text inside JSON.
  inside: fc
    .dictionary(fc.constantFrom('a', 'b'), leaf, { noNullPrototype: true })
    .map((value) => JSON.stringify(value)),
}));
const cuts = fc.array(fc.nat(), { maxLength: 12 });
/** Any sign of a string may be written as an escape. */
const escaped = (json: string, every: number) =>
  json.replaceAll('/', every % 2 ? '\\/' : '/').replaceAll('Q', every % 3 ? 'Q' : '\\u0051');

describe('JsonDocuments', () => {
  it('is JSON.parse, documents apart, however the text is cut', () => {
    fc.assert(
      fc.property(object, cuts, fc.nat(5), (value, at, every) => {
        const json = escaped(JSON.stringify(value), every);
        expect(restored(read(json, at))).toEqual({ value: JSON.parse(json) as unknown });
      }),
      { numRuns: 500 },
    );
  });

  it('cuts make no difference, for broken text either', () => {
    fc.assert(
      fc.property(
        object,
        cuts,
        fc.nat(),
        fc.constantFrom('', '"', '\\', '\\u12', '\n', '{', '}x'),
        (value, at, where, dirt) => {
          const json = JSON.stringify(value);
          const place = where % (json.length + 1);
          const broken = json.slice(0, place) + dirt + json.slice(place);
          expect(read(broken, at)).toEqual(read(broken));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('leaves broken JSON broken', () => {
    fc.assert(
      fc.property(
        base64,
        cuts,
        fc.constantFrom('\\x', '\\u00g0', '\n', '\u0001', '"'),
        fc.nat(),
        (document, at, dirt, where) => {
          const place = where % document.length;
          const broken = `{"a":"${document.repeat(3).slice(0, place)}${dirt}${document.repeat(3).slice(place)}"}`;
          expect(parse(read(broken, at).text)).toBe('not JSON');
        },
      ),
    );
    const whole = JSON.stringify({ a: 'QUJD'.repeat(30) });
    for (let end = 0; end < whole.length; end++) expect(parse(read(whole.slice(0, end)).text)).toBe('not JSON');
  });

  it('takes documents only: other long texts stay', () => {
    const prose = 'Bổ sung giấy chứng sinh. '.repeat(20);
    const xml = `<hoTich><a>${'QUJD'.repeat(20)}</a></hoTich>`;
    const value = { prose, xml, document: 'QUJD'.repeat(20), url: `data:application/pdf;base64,${'QUJD'.repeat(20)}` };
    const { text: reduced, documents } = read(JSON.stringify(value));
    expect(JSON.parse(reduced)).toEqual({ prose, xml, document: '‹0›', url: '‹1›' });
    expect(documents).toEqual([value.document, value.url]);
  });

  it('judges a long text of spaces at once', () => {
    const text = JSON.stringify([' '.repeat(100_000) + '!']);
    const started = performance.now();
    expect(read(text, [], 100_000 + 1)).toEqual({ text, documents: [] });
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('gives line breaks to the sink as they are', () => {
    const lines = `${'QUJD'.repeat(10)}\r\n${'QUJD'.repeat(10)}`;
    expect(read(JSON.stringify([lines])).documents).toEqual([lines]);
  });
});
