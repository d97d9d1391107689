import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { MasterKey, prefixOf, sealedUnder } from './cipher';

const key = (id = 'k1') => new MasterKey(id, randomBytes(32));
const bytes = () => fc.uint8Array({ maxLength: 2_000 }).map((array) => Buffer.from(array));
const place = () => fc.string({ maxLength: 60 });

describe('the seal', () => {
  it('gives back what was sealed, whatever it is and wherever it stands', () => {
    const k = key();
    fc.assert(
      fc.property(bytes(), place(), (plain, at) => {
        expect(k.open(k.seal(plain, at), at)).toEqual(plain);
      }),
    );
  });

  it('is a text of letters, digits and four marks that says which key it needs', () => {
    fc.assert(
      fc.property(bytes(), fc.stringMatching(/^[\w.-]{1,32}$/), (plain, id) => {
        const sealed = key(id).seal(plain, 'here');
        expect(sealed).toMatch(/^hotich:2:[\w.-]{1,32}:[\w-]+$/);
        expect(sealed.startsWith(prefixOf(id))).toBe(true);
        expect(sealedUnder(sealed)).toBe(id);
      }),
    );
  });

  it('never repeats, so equal values cannot be told to be equal', () => {
    const k = key();
    const sealed = Array.from({ length: 500 }, () => k.seal(Buffer.from('LÊ VĂN MẪU'), 'here'));
    expect(new Set(sealed).size).toBe(500);
  });

  it('takes a new data key in time, and other processes open them all', () => {
    const secret = randomBytes(32);
    const ours = new MasterKey('k1', secret, 2);
    const texts = Array.from({ length: 6 }, (_, i) => ours.seal(Buffer.from(String(i)), 'here'));
    const salts = texts.map((text) =>
      Buffer.from(text.slice(prefixOf('k1').length), 'base64url').toString('hex', 0, 16),
    );
    expect(salts.map((salt) => salts.indexOf(salt))).toEqual([0, 0, 2, 2, 4, 4]);
    const theirs = new MasterKey('k1', secret);
    expect(texts.map((text) => String(theirs.open(text, 'here')))).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  it('knows what a later version has sealed as sealed, and does not open it', () => {
    const k = key();
    const later = k.seal(Buffer.from('LÊ VĂN MẪU'), 'here').replace('hotich:2:', 'hotich:3:');
    expect(sealedUnder(later)).toBe('k1');
    expect(k.open(later, 'here')).toBeUndefined();
  });

  it('opens in its own place only, and with its own key only', () => {
    const k = key();
    fc.assert(
      fc.property(bytes(), place(), place(), (plain, at, elsewhere) => {
        fc.pre(at !== elsewhere);
        const sealed = k.seal(plain, at);
        expect(k.open(sealed, elsewhere)).toBeUndefined();
        expect(key().open(sealed, at)).toBeUndefined();
      }),
    );
  });

  it('breaks when one bit of it is changed, or its end is cut off', () => {
    const k = key();
    fc.assert(
      fc.property(bytes(), fc.nat(), fc.nat(7), (plain, at, bit) => {
        const sealed = k.seal(plain, 'here');
        const body = Buffer.from(sealed.slice(prefixOf('k1').length), 'base64url');
        expect(k.open(prefixOf('k1') + body.subarray(0, -1).toString('base64url'), 'here')).toBeUndefined();
        body[at % body.length]! ^= 1 << bit;
        expect(k.open(prefixOf('k1') + body.toString('base64url'), 'here')).toBeUndefined();
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
      'hotich:2:',
      'hotich:2:k1:abc',
      ' hotich:2:k1:' + 'a'.repeat(60),
    ]) {
      expect(sealedUnder(value)).toBeUndefined();
    }
  });
});
