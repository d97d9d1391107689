import { readerOf } from './read-rows';

describe('what rows of one query say alike', () => {
  const parse = jest.fn((value: unknown): unknown => (value === null ? null : JSON.parse(value as string)));
  beforeEach(() => parse.mockClear());

  it('is read once where it is short JSON, also when they take turns', () => {
    const read = readerOf({ type: 'text', json: true, read: parse });
    const texts = ['{"module":"KS"}', '{"module":"KT"}'];
    const values = [...texts, ...texts, ...texts].map(read);
    expect(values).toEqual([0, 1, 2].flatMap(() => [{ module: 'KS' }, { module: 'KT' }]));
    expect(values[2]).toBe(values[0]);
    expect(parse).toHaveBeenCalledTimes(2);
  });

  it("is each row's own between nothing and something", () => {
    const read = readerOf({ type: 'text', json: true, read: parse });
    expect([null, '{"a":1}', null, '{"a":1}', '{"a":2}'].map(read)).toEqual([null, { a: 1 }, null, { a: 1 }, { a: 2 }]);
  });

  it('is another date for each, which a host may set', () => {
    const read = readerOf({ type: 'bigint', json: false, read: (value) => new Date(Number(value)) });
    const [one, other] = ['1700000000000', '1700000000000'].map(read) as [Date, Date];
    expect(other).toEqual(one);
    expect(other).not.toBe(one);
  });

  it('is read as the column is', () => {
    const read = readerOf({ type: 'boolean', json: false, read: (value) => value === 1 });
    expect([1, 1, 0, 1].map(read)).toEqual([true, true, false, true]);
  });
});
