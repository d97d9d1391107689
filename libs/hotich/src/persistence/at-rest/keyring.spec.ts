import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type EncryptionKey, HotichKeyProvider } from './key-provider';
import { Keyring } from './keyring';

class Vault extends HotichKeyProvider {
  asked = 0;
  down = false;

  constructor(public held: EncryptionKey[]) {
    super();
  }

  override keys(): Promise<readonly EncryptionKey[]> {
    this.asked++;
    return this.down ? Promise.reject(new Error('the vault is away')) : Promise.resolve(this.held);
  }
}

const key = (id: string): EncryptionKey => ({ id, key: randomBytes(32).toString('base64') });

const QUIET = { warn: () => undefined };

describe('Keyring', () => {
  afterEach(() => jest.restoreAllMocks());

  it('asks the vault once, however many wait', async () => {
    const vault = new Vault([key('new'), key('old')]);
    const ring = new Keyring(vault, QUIET);
    await Promise.all([ring.ready(), ring.ready(), ring.reach('old')]);
    await ring.ready();
    expect(vault.asked).toBe(1);
    expect(ring.current.id).toBe('new');
    expect(ring.find('old')).toMatchObject({ id: 'old' });
  });

  it('asks again after a failure', async () => {
    const vault = new Vault([key('new')]);
    vault.down = true;
    const ring = new Keyring(vault, QUIET);
    await expect(ring.ready()).rejects.toThrow('the vault is away');
    vault.down = false;
    await ring.ready();
    expect(ring.current.id).toBe('new');
  });

  it('says in an error of the library that the vault says nothing, and asks again', async () => {
    const vault = new Vault([key('new')]);
    jest.spyOn(vault, 'keys').mockReturnValueOnce(new Promise(() => undefined));
    const ring = new Keyring(vault, QUIET, [], 20);
    await expect(ring.ready()).rejects.toMatchObject({ code: 'HT-1003', kind: 'configuration' });
    await ring.ready();
    expect(ring.current.id).toBe('new');
  });

  it('asks again for a key that another replica has begun to use, but not for every row of a lost one', async () => {
    const vault = new Vault([key('old')]);
    const ring = new Keyring(vault, QUIET);
    await ring.ready();
    vault.held = [key('new'), ...vault.held];
    expect(await ring.reach('new')).toBe(false);
    const later = performance.now() + 11_000;
    jest.spyOn(performance, 'now').mockReturnValue(later);
    expect(await ring.reach('new')).toBe(true);
    expect(ring.current.id).toBe('new');
    for (let i = 0; i < 20; i++) expect(await ring.reach('lost')).toBe(false);
    expect(vault.asked).toBe(2);
  });

  describe('for a key that is not at hand while the vault is away', () => {
    const later = () => jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 11_000);

    it.each([
      ['says so', (vault: Vault) => void (vault.down = true)],
      ['says nothing', (vault: Vault) => void jest.spyOn(vault, 'keys').mockReturnValue(new Promise(() => undefined))],
    ])('asks once in a while, fails nobody and goes on with what it holds: a vault that %s', async (_, leave) => {
      const vault = new Vault([key('old')]);
      const warn = jest.fn();
      const ring = new Keyring(vault, { warn }, [], 20);
      await ring.ready();
      leave(vault);
      const keys = jest.spyOn(vault, 'keys');
      later();
      for (let i = 0; i < 20; i++) expect(await ring.reach('lost')).toBe(false);
      expect([keys.mock.calls.length, warn.mock.calls.length, ring.current.id]).toEqual([1, 1, 'old']);
    });

    it('also before it has given any, and the next one who needs them asks at once', async () => {
      const vault = new Vault([key('old')]);
      vault.down = true;
      const ring = new Keyring(vault, QUIET);
      for (let i = 0; i < 20; i++) expect(await ring.reach('old')).toBe(false);
      expect(vault.asked).toBe(1);
      vault.down = false;
      await ring.ready();
      expect(await ring.reach('old')).toBe(true);
    });
  });

  describe('asks again when what it holds may be old', () => {
    const begun = performance.now.bind(performance);
    const after = (ms: number) => jest.spyOn(performance, 'now').mockImplementation(() => begun() + ms);

    it('beside the work while it is not, and before the work when it is', async () => {
      const vault = new Vault([key('old')]);
      const ring = new Keyring(vault, QUIET);
      await ring.ready();
      vault.held = [key('new'), ...vault.held];
      await ring.ready();
      expect(vault.asked).toBe(1);
      after(31_000);
      await Promise.all([ring.ready(), ring.ready()]);
      expect([vault.asked, ring.current.id]).toEqual([2, 'old']);
      await setImmediate();
      expect(ring.current.id).toBe('new');
      vault.held = [key('newer'), ...vault.held];
      after(31_000 + 61_000);
      await Promise.all([ring.ready(), ring.ready()]);
      expect([vault.asked, ring.current.id]).toEqual([3, 'newer']);
    });

    it('and goes on with what it holds where the vault is away, not to ask for a while', async () => {
      const vault = new Vault([key('old')]);
      const ring = new Keyring(vault, QUIET);
      await ring.ready();
      vault.down = true;
      after(61_000);
      for (let i = 0; i < 20; i++) await ring.ready();
      expect([vault.asked, ring.current.id]).toEqual([2, 'old']);
    });

    it('nor waits long for one that does not answer', async () => {
      const vault = new Vault([key('old')]);
      const ring = new Keyring(vault, QUIET, [], 20);
      await ring.ready();
      const silent = jest.spyOn(vault, 'keys').mockReturnValue(new Promise(() => undefined));
      after(61_000);
      await Promise.all([ring.ready(), ring.ready()]);
      await ring.ready();
      expect(ring.current.id).toBe('old');
      expect(silent).toHaveBeenCalledTimes(1);
    });
  });

  it('refuses what is not a key, without showing it', async () => {
    const short = randomBytes(16).toString('base64');
    const error = await new Keyring(new Vault([{ id: 'k1', key: short }]), QUIET)
      .ready()
      .catch((e: unknown) => e as Error);
    expect(error).toMatchObject({
      code: 'HT-1001',
      problems: [{ path: 'encryption.keys[0].key', rule: 'key.32bytes' }],
    });
    expect(JSON.stringify(error) + (error as Error).message).not.toContain(short);
  });

  it('is off without a provider, and opens nothing', async () => {
    const ring = new Keyring(undefined, QUIET);
    await ring.ready();
    expect([ring.on, await ring.reach('k1'), ring.hashKey]).toEqual([false, false, undefined]);
  });
});
