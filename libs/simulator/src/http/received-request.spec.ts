import { request } from 'node:http';
import { HotichSimulator } from '../simulator';

describe('targets of requests', () => {
  let remotes: HotichSimulator;

  beforeAll(async () => (remotes = await HotichSimulator.start()));
  afterAll(() => remotes.stop());

  /** HTTP status of a GET; `fetch` would tidy the target up first. */
  const get = (base: string, path: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(base);
      const sent = request({ hostname, port, path, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject);
      sent.end();
    });

  it.each(['//', '//[', '//host/_sim/info', '/?//', '/nowhere?a=1?b=2'])('answers %s', async (path) => {
    const bases = [remotes.gatewayUrl, remotes.interlinkUrl, remotes.url];
    const expected = path === '/?//' ? [404, 404, 200] : [404, 404, 404];
    expect(await Promise.all(bases.map((base) => get(base, path)))).toEqual(expected);
  });

  it('reads a whole URL as well, as a client behind a proxy sends it', async () => {
    expect(await get(remotes.url, `${remotes.url}/_sim/calls?operation=interlink.list`)).toBe(200);
    expect(await get(remotes.url, `${remotes.url}/_sim/calls?operation=nothing`)).toBe(400);
    expect(await get(remotes.url, remotes.url)).toBe(200);
  });
});
