import { HotichParseError } from '../errors';
import { integer, own, readJsonObject, scalar } from './wire-json';

function failure(raw: string): HotichParseError {
  try {
    readJsonObject(raw);
  } catch (error) {
    if (error instanceof HotichParseError) return error;
  }
  throw new Error('expected a HotichParseError');
}

describe('readJsonObject', () => {
  it.each([
    ['', 'body.empty'],
    ['  \n', 'body.empty'],
    ['<html><body>502</body></html>', 'body.markup'],
    ['<soap:Envelope/>', 'body.markup'],
    ['{"a":', 'body.notJson'],
    ['[]', 'body.notObject'],
    ['null', 'body.notObject'],
    ['"text"', 'body.notObject'],
    ['1', 'body.notObject'],
  ])('refuses %p by %s', (raw, rule) => expect(failure(raw).problems).toMatchObject([{ path: '', rule }]));

  it('never repeats the body, nor keeps the parser error that quotes it', () => {
    const error = failure('{"nksHoTen":"NGUYỄN VĂN MẪU",');
    expect(error.cause).toBeUndefined();
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain('MẪU');
  });

  it('skips a byte order mark', () => expect(readJsonObject('\uFEFF{"a":1}')).toEqual({ a: 1 }));

  it('gives no way to the prototype', () => {
    const body = readJsonObject('{"__proto__":{"polluted":1},"constructor":"x"}');
    expect(own({}, 'constructor')).toBeUndefined();
    expect(own(body, 'toString')).toBeUndefined();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('scalars', () => {
  it.each([
    ['1', '1'],
    [1, '1'],
    [' a ', 'a'],
    ['', undefined],
    [null, undefined],
    [true, undefined],
    [{}, undefined],
    [Infinity, undefined],
    ['Bổ sung \ud83d', 'Bổ sung \ufffd'],
    ['Bổ\0 sung', 'Bổ\ufffd sung'],
  ])('%p reads as %p', (value, text) => expect(scalar(value)).toBe(text));

  it.each([
    ['4', 4],
    [4, 4],
    ['-1', -1],
    ['4.0', undefined],
    ['1e3', undefined],
    ['', undefined],
  ])('%p as an integer is %p', (value, number) => expect(integer(value)).toBe(number));
});
