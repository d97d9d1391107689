import type { EntityManager } from 'typeorm';
import { answeredAt } from './answered-at';

const database = new Date('2026-11-25T03:00:00Z');
const managerOf = (query: () => unknown) =>
  ({ connection: { options: { type: 'postgres' } }, query }) as unknown as EntityManager;

describe('answeredAt', () => {
  const known = () => managerOf(() => Promise.resolve([{ now: String(database.getTime()) }]));

  it("is what the remote says, by the remote's own clock", async () => {
    const deaf = managerOf(() => Promise.reject(new Error('asked')));
    const headers = { date: 'Sun, 06 Nov 1994 08:49:37 GMT' };
    expect(await answeredAt({ headers }, deaf)).toEqual(new Date('1994-11-06T08:49:37Z'));
  });

  it.each([{}, { date: 'hôm nay' }, { date: '' }])(
    "is by the database's clock where it says nothing: %j",
    async (headers) => {
      expect(await answeredAt({ headers }, known())).toEqual(database);
    },
  );

  it('is by the only clock left where there is no database', async () => {
    const away = managerOf(() => Promise.reject(new Error('away')));
    const at = await answeredAt({ headers: {} }, away);
    expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(1_000);
  });
});
