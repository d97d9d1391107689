import { HotichKeyProvider, HotichSearch, HotichVault, type PersonQuery } from '@hotich/nestjs';
import { HotichSimulator } from '@hotich/simulator';
import { newKey, sealedHost } from './support/at-rest';
import { freshDatabase } from './support/database';
import type { TestHost } from './support/host';
import { birthInput, nextCode } from './support/samples';

describe('finding a person among sealed dossiers', () => {
  const encryption = { keys: [newKey('k1')], hashKey: newKey('').key };
  let remotes: HotichSimulator;
  let url: string;
  let host: TestHost;
  beforeAll(async () => {
    remotes = await HotichSimulator.start();
    url = await freshDatabase();
    host = await sealedHost(url, remotes, encryption);
  });
  afterAll(async () => {
    await host.close();
    await remotes.stop();
  });

  const find = async (query: PersonQuery) => (await host.sync.search(query)).map((dossier) => dossier.maHoSo);

  it('by number or name, or both, however they are typed', async () => {
    const [one, other] = [nextCode(), nextCode()];
    await host.sync.submit(birthInput(one, { meHoTen: 'TRẦN THỊ HÒA MẪU', meSoGiayToTuyThan: '001099000011' }));
    await host.sync.submit(birthInput(other, { meHoTen: 'TRẦN THỊ HÒA MẪU', meSoGiayToTuyThan: '001099000012' }));
    expect(await find({ personalNumber: '001099000011' })).toEqual([one]);
    expect(await find({ personalNumber: '001 099 000 012' })).toEqual([other]);
    expect(await find({ fullName: 'Trần  Thị Hoà Mẫu' })).toEqual(expect.arrayContaining([one, other]));
    expect(await find({ fullName: 'trần thị hòa mẫu', personalNumber: '001099000012' })).toEqual([other]);
    expect(await find({ fullName: 'Trần Thị Hoa Mẫu' })).toEqual([]);
    expect(await find({ fullName: 'NGUYỄN VĂN KHÁC', personalNumber: '001099000012' })).toEqual([]);
  });

  it('also in a later version, and by the number that the register issued', async () => {
    const { maHoSo } = remotes.citizen.fileBirth({ fields: { chaHoTen: 'ĐỖ VĂN CHA MẪU' } });
    await host.interlink.runIntakeOnce();
    await host.interlink.accept(maHoSo, 'can.bo.mau', { data: { chaHoTen: 'ĐỖ VĂN CHA MỚI' } });
    await host.sync.runOnce();
    remotes.register.registerAndIssue(maHoSo, { soDinhDanh: '001226000088' });
    await host.poller.refresh([maHoSo]);
    for (const query of [
      { fullName: 'Đỗ Văn Cha Mẫu' },
      { fullName: 'Đỗ Văn Cha Mới' },
      { personalNumber: '001226000088' },
    ]) {
      expect(await find(query)).toEqual([maHoSo]);
    }
  });

  it('in tables from before the key too, once they are indexed', async () => {
    const late = await freshDatabase();
    const plain = await sealedHost(late, remotes, undefined);
    const code = nextCode();
    await plain.sync.submit(birthInput(code, { meSoGiayToTuyThan: '001099000033' }));
    expect(await plain.db.manager.count(HotichSearch)).toBe(0);
    await expect(plain.sync.search({ personalNumber: '001099000033' })).rejects.toMatchObject({ code: 'HT-1002' });
    await expect(plain.get(HotichVault).reindex()).rejects.toMatchObject({ code: 'HT-1002' });
    await plain.close();

    const keyed = await sealedHost(late, remotes, encryption);
    expect(await keyed.sync.search({ personalNumber: '001099000033' })).toEqual([]);
    expect(await keyed.get(HotichVault).reindex()).toEqual({ dossiers: 1, unreadable: 0 });
    expect(await keyed.sync.search({ personalNumber: '001099000033' })).toMatchObject([{ maHoSo: code }]);
    await keyed.close();

    const rekeyed = await sealedHost(late, remotes, { ...encryption, hashKey: newKey('').key });
    expect(await rekeyed.sync.search({ personalNumber: '001099000033' })).toEqual([]);
    const rows = await rekeyed.db.manager.count(HotichSearch);
    await rekeyed.get(HotichVault).reindex();
    expect(await rekeyed.sync.search({ personalNumber: '001099000033' })).toHaveLength(1);
    expect(await rekeyed.db.manager.count(HotichSearch)).toBe(rows);
    await rekeyed.close();
  });

  it('is indexed anew with the key that the provider has by then', async () => {
    class Vault extends HotichKeyProvider {
      static held = newKey('').key;
      override keys = () => Promise.resolve(encryption.keys);
      override hashKey = () => Promise.resolve(Vault.held);
    }
    const elsewhere = await freshDatabase();
    const indexing = await sealedHost(elsewhere, remotes, new Vault());
    const code = nextCode();
    await indexing.sync.submit(birthInput(code, { meSoGiayToTuyThan: '001099000066' }));
    Vault.held = newKey('').key;
    await indexing.get(HotichVault).reindex();
    const other = await sealedHost(elsewhere, remotes, new Vault());
    for (const { sync } of [indexing, other]) {
      expect(await sync.search({ personalNumber: '001099000066' })).toMatchObject([{ maHoSo: code }]);
    }
    await indexing.close();
    await other.close();
  });

  it('is indexed anew past a row that no key opens, of which the index keeps what it had', async () => {
    const elsewhere = await freshDatabase();
    const before = await sealedHost(elsewhere, remotes, encryption);
    const lost = nextCode();
    await before.sync.submit(birthInput(lost, { meSoGiayToTuyThan: '001099000044' }));
    await before.close();
    const after = await sealedHost(elsewhere, remotes, { ...encryption, keys: [newKey('k2')] });
    const readable = Array.from({ length: 3 }, nextCode);
    for (const code of readable) await after.sync.submit(birthInput(code, { meSoGiayToTuyThan: '001099000055' }));
    await after.db.query(
      `delete from hotich_search where dossier_id <> (select id from hotich_dossier where ma_ho_so = '${lost}')`,
    );
    expect(await after.get(HotichVault).reindex()).toEqual({ dossiers: 4, unreadable: 1 });
    const found = async (personalNumber: string) =>
      (await after.sync.search({ personalNumber })).map((dossier) => dossier.maHoSo).sort();
    expect(await found('001099000044')).toEqual([lost]);
    expect(await found('001099000055')).toEqual([...readable].sort());
    await after.close();
  });

  it.each<[PersonQuery, string, string]>([
    [{}, '', 'required'],
    [{ fullName: '  ' }, '', 'required'],
    [{ personalNumber: '1099000011' }, 'personalNumber', 'personalNumber'],
  ])('%j names nobody', async (query, path, rule) => {
    await expect(host.sync.search(query)).rejects.toMatchObject({ code: 'HT-2001', problems: [{ path, rule }] });
  });
});
