import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { type MasterKey, open, prefixOf, seal, sealedUnder } from './cipher';

const key = (id = 'k1'): MasterKey => ({ id, bytes: randomBytes(32) });
const bytes = () => fc.uint8Array({ maxLength: 2_000 }).map((array) => Buffer.from(array));
const place = () => fc.string({ maxLength: 60 });

describe('the seal', () => {
  it('gives back what was sealed, whatever it is and wherever it stands', () => {
    const k = key();
    fc.assert(
      fc.property(bytes(), place(), (plain, at) => {
        expect(open(seal(plain, k, at), k, at)).toEqual(plain);
      }),
    );
  });

  it('is a text of letters, digits and four marks that says which key it needs', () => {
    fc.assert(
      fc.property(bytes(), fc.stringMatching(/^[\w.-]{1,32}$/), (plain, id) => {
        const sealed = seal(plain, key(id), 'here');
        expect(sealed).toMatch(/^hotich:1:[\w.-]{1,32}:[\w-]+$/);
        expect(sealed.startsWith(prefixOf(id))).toBe(true);
        expect(sealedUnder(sealed)).toBe(id);
      }),
    );
  });

  it('never repeats, so equal values cannot be told to be equal', () => {
    const k = key();
    const sealed = Array.from({ length: 500 }, () => seal(Buffer.from('LÊ VĂN MẪU'), k, 'here'));
    expect(new Set(sealed).size).toBe(500);
  });

  it('opens in its own place only, and with its own key only', () => {
    const k = key();
    fc.assert(
      fc.property(bytes(), place(), place(), (plain, at, elsewhere) => {
        fc.pre(at !== elsewhere);
        const sealed = seal(plain, k, at);
        expect(open(sealed, k, elsewhere)).toBeUndefined();
        expect(open(sealed, key(), at)).toBeUndefined();
      }),
    );
  });

  it('breaks when one bit of it is changed, or its end is cut off', () => {
    const k = key();
    fc.assert(
      fc.property(bytes(), fc.nat(), fc.nat(7), (plain, at, bit) => {
        const sealed = seal(plain, k, 'here');
        const body = Buffer.from(sealed.slice(prefixOf('k1').length), 'base64url');
        expect(open(prefixOf('k1') + body.subarray(0, -1).toString('base64url'), k, 'here')).toBeUndefined();
        body[at % body.length]! ^= 1 << bit;
        expect(open(prefixOf('k1') + body.toString('base64url'), k, 'here')).toBeUndefined();
      }),
    );
  });

  it('is not found in what people and remotes write', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(sealedUnder(text)).toBeUndefined()));
    for (const value of [
      null,
      undefined,
      5,
      {},
      '',
      'hotich:1:',
      'hotich:1:k1:abc',
      ' hotich:1:k1:' + 'a'.repeat(60),
    ]) {
      expect(sealedUnder(value)).toBeUndefined();
    }
  });
});
