import { headersOf } from './carrier-headers';

describe('headersOf', () => {
  it('writes the names in lower case, fixed or computed', async () => {
    const headers = { 'Content-Type': 'application/json', lgspaccesstoken: 'x' };
    const expected = { 'content-type': 'application/json', lgspaccesstoken: 'x' };
    expect(await headersOf('gateway', { headers })).toEqual(expected);
    expect(await headersOf('gateway', { headers: () => Promise.resolve(headers) })).toEqual(expected);
    expect(await headersOf('gateway', {})).toEqual({});
  });

  it.each([
    ['a line break at its end, as a file has', 'lgspaccesstoken', 'eyJB\n', 'gateway.headers.lgspaccesstoken'],
    ['letters that no header can hold', 'x-don-vi', 'Lâm Đồng', 'gateway.headers.x-don-vi'],
    ['another thing than text', 'x-app', {} as string, 'gateway.headers.x-app'],
    ['a name that is none', 'x app', '1', 'gateway.headers.x app'],
  ])('refuses %s, and does not show it', async (_what, name, value, path) => {
    const error = await headersOf('gateway', { headers: () => ({ [name]: value }) }).catch((e: unknown) => e as Error);
    expect(error).toMatchObject({ code: 'HT-1001', problems: [{ path }] });
    if (typeof value === 'string' && value.length > 1) expect(JSON.stringify(error)).not.toContain(value.trim());
  });
});
