import { base64Length } from '../contract';
import { bodyLength, bodyOf } from './body';

describe('bodyOf', () => {
  const file = (bytes: Buffer) => {
    const base64 = bytes.toString('base64');
    return {
      length: base64Length(bytes.length),
      read: async function* () {
        for (let i = 0; i < base64.length; i += 7) yield await Promise.resolve(base64.slice(i, i + 7));
      },
    };
  };

  it('is one string when everything is at hand', () =>
    expect(bodyOf(['{"a":', '"ấ"}'], () => undefined)).toBe('{"a":"ấ"}'));

  it.each([0, 1, 2, 3, 47_999, 48_000, 48_001])(
    'streams a file of %i bytes, and its length is known before',
    async (size) => {
      const bytes = Buffer.alloc(size, 'x');
      const parts = ['{"tên":"', file(bytes), '"}'];
      const chunks: Buffer[] = [];
      for await (const chunk of bodyOf(parts, () => undefined)) chunks.push(Buffer.from(chunk));
      const sent = Buffer.concat(chunks);
      expect(sent.toString()).toBe(`{"tên":"${bytes.toString('base64')}"}`);
      expect(bodyLength(parts)).toBe(sent.length);
    },
  );

  it.each([-1, 1])('takes no file that is %i longer than was said', async (more) => {
    const short = { ...file(Buffer.from('xyz')), length: 4 - more };
    const seen: unknown[] = [];
    const read = async () => {
      for await (const piece of bodyOf([short], (error) => seen.push(error))) expect(piece.length).toBeLessThan(5);
    };
    const error: unknown = await read().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Error);
    expect(seen).toEqual([error]);
  });
});
