import { randomBytes } from 'node:crypto';
import { encryptionProblems, keyBytes, type EncryptionOptions } from './encryption.options';
import { GivenKeys } from './key-provider';

const good = randomBytes(32);
const found = (options: unknown) =>
  encryptionProblems(options as EncryptionOptions).map(({ path, rule }) => `${path} ${rule}`);

describe('encryption options', () => {
  it('take bytes, base64 and base64url, and a provider as it is', () => {
    for (const key of [good, good.toString('base64'), good.toString('base64url')]) {
      expect(found({ keys: [{ id: '2026-11', key }], hashKey: key })).toEqual([]);
      expect(keyBytes(key)).toEqual(good);
    }
    expect(encryptionProblems(undefined)).toEqual([]);
    expect(encryptionProblems(new GivenKeys([]))).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ['no keys', {}, ['encryption.keys required']],
    ['an empty list', { keys: [] }, ['encryption.keys required']],
    ['nothing at all', null, ['encryption.keys required']],
    ['a short key', { keys: [{ id: 'a', key: good.subarray(1) }] }, ['encryption.keys[0].key key.32bytes']],
    ['a pass phrase', { keys: [{ id: 'a', key: 'mật khẩu của tỉnh' }] }, ['encryption.keys[0].key key.32bytes']],
    ['a name with a colon', { keys: [{ id: 'a:b', key: good }] }, ['encryption.keys[0].id keyId']],
    [
      'one name for two keys',
      { keys: [good, randomBytes(32)].map((key) => ({ id: 'a', key })) },
      ['encryption.keys[0].id unique', 'encryption.keys[1].id unique'],
    ],
    [
      'a hash key under another name',
      { keys: [{ id: 'a', key: good }], hashkey: good },
      ['encryption.hashkey unknown'],
    ],
    [
      'keys under another name',
      { key: [{ id: 'a', key: good }] },
      ['encryption.key unknown', 'encryption.keys required'],
    ],
    ['a hash key that is none', { keys: [{ id: 'a', key: good }], hashKey: 'x' }, ['encryption.hashKey key.32bytes']],
    ['an entry that is null', { keys: [null] }, ['encryption.keys[0].key key.32bytes', 'encryption.keys[0].id keyId']],
  ])('name the fault of %s', (_, options, problems) => expect(found(options)).toEqual(problems));
});
