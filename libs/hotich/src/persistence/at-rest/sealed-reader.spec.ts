import { randomBytes } from 'node:crypto';
import type { EntityMetadata } from 'typeorm';
import { HotichContent } from '../entities';
import { MasterKey } from './cipher';
import { Keyring } from './keyring';
import { type EncryptionKey, HotichKeyProvider } from './key-provider';
import { SealedReader } from './sealed-reader';

class LostVault extends HotichKeyProvider {
  override keys = (): Promise<readonly EncryptionKey[]> => Promise.reject(new Error('the vault is away'));
}

describe('SealedReader', () => {
  it('asks for keys once a row: of several questions that fail, the row would be told of one, and the process of the others', async () => {
    const keyring = new Keyring(new LostVault(), { warn: () => undefined });
    const reach = jest.spyOn(keyring, 'reach');
    const reader = new SealedReader({ target: HotichContent } as unknown as EntityMetadata, keyring);
    const sealed = new MasterKey('k1', randomBytes(32)).seal(Buffer.from('{}'), 'anywhere');
    const row = { data: sealed, attachments: sealed };
    await expect(reader.afterLoad(row)).rejects.toThrow('the vault is away');
    expect(reach).toHaveBeenCalledTimes(1);
  });
});
