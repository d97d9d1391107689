import { inspect } from 'node:util';
import type { HeaderSource } from '../hotich.options';
import { headersAtHand, headersOf } from './carrier-headers';

const failure = (headers: HeaderSource, limitMs = 1_000): Promise<unknown> =>
  headersOf('gateway', { headers }, limitMs).catch((error: unknown) => error);

describe('headersOf', () => {
  it('writes the names in lower case, fixed or computed', async () => {
    const headers = { 'Content-Type': 'application/json', lgspaccesstoken: 'x' };
    const expected = { 'content-type': 'application/json', lgspaccesstoken: 'x' };
    expect(await headersOf('gateway', { headers }, 1_000)).toEqual(expected);
    expect(await headersOf('gateway', { headers: () => Promise.resolve(headers) }, 1_000)).toEqual(expected);
    expect(await headersOf('gateway', {}, 1_000)).toEqual({});
  });

  it('has them at hand where nothing has to be computed', () => {
    expect(headersAtHand('gateway', { headers: { 'X-App': 'a' } })).toEqual({ 'x-app': 'a' });
    expect(headersAtHand('gateway', {})).toEqual({});
    expect(headersAtHand('gateway', { headers: () => ({ 'X-App': 'a' }) })).toBeUndefined();
    expect(() => headersAtHand('gateway', { headers: { 'x app': '1' } })).toThrow();
  });

  it.each([
    ['a line break at its end, as a file has', 'lgspaccesstoken', 'eyJB\n', 'gateway.headers.lgspaccesstoken'],
    ['letters that no header can hold', 'x-don-vi', 'Lâm Đồng', 'gateway.headers.x-don-vi'],
    ['another thing than text', 'x-app', {} as string, 'gateway.headers.x-app'],
    ['a name that is none', 'x app', '1', 'gateway.headers.x app'],
  ])('refuses %s, and does not show it', async (_what, name, value, path) => {
    const error = await failure(() => ({ [name]: value }));
    expect(error).toMatchObject({ code: 'HT-1001', problems: [{ path }] });
    if (typeof value === 'string' && value.length > 1) expect(JSON.stringify(error)).not.toContain(value.trim());
  });

  it.each([
    ['throws', () => fail()],
    ['rejects', () => Promise.reject(Object.assign(new RangeError('khóa bí mật'), { config: 'khóa bí mật' }))],
  ])('a function that %s is an outage of the carrier, told without its message', async (_what, headers) => {
    const error = await failure(headers);
    expect(error).toMatchObject({ code: 'HT-4001', carrier: 'gateway', kind: 'transient' });
    expect((error as Error).message).toContain('RangeError');
    expect(inspect(error)).toContain('carrier-headers.spec');
    expect(inspect(error)).not.toContain('bí mật');
  });

  it('and so is one that does not answer', async () => {
    expect(await failure(() => new Promise(() => undefined), 10)).toMatchObject({ code: 'HT-4001', kind: 'transient' });
  });
});

function fail(): never {
  throw new RangeError('khóa bí mật');
}
