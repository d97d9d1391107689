import { randomBytes } from 'node:crypto';
import type { EntityMetadata } from 'typeorm';
import { HotichSealError } from '../../errors';
import { HotichContent } from '../entities';
import { MasterKey } from './cipher';
import { Keyring } from './keyring';
import { type EncryptionKey, HotichKeyProvider } from './key-provider';
import { SealedReader } from './sealed-reader';

class LostVault extends HotichKeyProvider {
  override keys = (): Promise<readonly EncryptionKey[]> => Promise.reject(new Error('the vault is away'));
}

describe('SealedReader', () => {
  it('asks for keys once a row, and where the vault is away fails who opens the value, not who reads the row', async () => {
    const keyring = new Keyring(new LostVault(), { warn: () => undefined });
    const reach = jest.spyOn(keyring, 'reach');
    const metadata = { target: HotichContent, givenTableName: 'hotich_content', primaryColumns: [] };
    const reader = new SealedReader(metadata as unknown as EntityMetadata, keyring);
    const sealed = new MasterKey('k1', randomBytes(32)).seal(Buffer.from('{}'), 'anywhere');
    const row = { data: sealed, attachments: sealed };
    await reader.afterLoad(row);
    expect(reach).toHaveBeenCalledTimes(1);
    expect(() => row.data).toThrow(HotichSealError);
  });
});
