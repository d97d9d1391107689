import { HotichContent, HotichReport, HotichSearch } from '@hotich/nestjs';
import { fault, HotichSimulator } from '@hotich/simulator';
import { dump, newKey, sealedHost, shown } from './support/at-rest';
import { freshDatabase } from './support/database';
import type { TestHost } from './support/host';
import { birthInput, nextCode } from './support/samples';

const PAPER = Buffer.from('%PDF-1.4\n% GIAY CUA NGUYEN VAN MAU, KHONG AI DUOC DOC\n%%EOF\n');
const PEOPLE = [
  'NGUYỄN VĂN MẪU', 'NGUYỄN VĂN MẪU HAI', 'TRẦN THỊ MẪU', 'NGUYỄN VĂN CHA MẪU', 'LÊ VĂN MẪU', 'LÊ THỊ CON MẪU', 'NGUYỄN THỊ MẪU',
  'TRẦN THỊ MẸ MẪU', 'PHẠM THỊ ĐẨY MẪU', 'CÁN BỘ MẪU', '001099000002', '001096000003', '001040000004', '001099000009', '001226000077',
  'mau@example.invalid', 'Bệnh viện Mẫu & Con', 'Tuổi già', 'giay cua NGUYEN VAN MAU.pdf', 'ông NGUYỄN VĂN MẪU đã đăng ký ở nơi khác',
  PAPER.toString(),
]; // prettier-ignore
const OFFICER = { account: 'can.bo.mau', name: 'CÁN BỘ MẪU', title: 'Công chức một cửa' };
const JSON_TYPE = { 'content-type': 'application/json' };
const REASON = 'Vì ông NGUYỄN VĂN MẪU đã đăng ký ở nơi khác';

describe('personal data at rest', () => {
  let remotes: HotichSimulator;
  beforeAll(async () => (remotes = await HotichSimulator.start()));
  afterAll(() => remotes.stop());

  /**
   * A birth with a supplement to its certificate and number, a death refused in words, a push that cannot be read, and one of the
   * province's own that the register refuses by name.
   */
  async function wholeRun(host: TestHost): Promise<{ birth: string; certificate: Buffer }> {
    const paper = {
      tenGiayTo: 'Giấy chứng sinh',
      tenTepDinhKem: 'giay cua NGUYEN VAN MAU.pdf',
      duLieuTepDinhKem: PAPER,
    };
    const own = birthInput(nextCode(), {}, { fileDinhKem: [paper] });
    const birth = remotes.citizen.fileBirth().maHoSo;
    const death = remotes.citizen.fileDeath().maHoSo;
    await host.interlink.runIntakeOnce();
    await host.interlink.requestSupplement(birth, OFFICER, { reason: `Bổ sung giấy của bà TRẦN THỊ MẪU` });
    await host.interlink.runReportOnce();
    remotes.citizen.supplement(birth, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU HAI' } });
    await host.interlink.runIntakeOnce();
    await host.interlink.accept(birth, OFFICER);
    await host.interlink.accept(death, OFFICER);
    await host.sync.submit(own);
    const answer = JSON.stringify({ status: 0, statusDescription: REASON });
    remotes.faults.next('register.submit', fault.answer(200, answer, JSON_TYPE), 1, { dossier: own.maHoSo });
    await host.sync.runOnce();
    remotes.register.refuse(death, { ghiChu: REASON });
    const { certificate } = remotes.register.registerAndIssue(birth, { soDinhDanh: '001226000077' });
    await host.poller.refresh([birth, death]);
    await host.interlink.complete(birth, OFFICER);
    await host.interlink.runReportOnce();
    await host.interlink.receive(
      '{"maHoSo":"G22.99.08-261124-7777","hoTen":"PHẠM THỊ ĐẨY MẪU","soDDCN":"001099000002"}',
    );
    return { birth, certificate };
  }

  it('without a key stands readable, as it did before', async () => {
    const host = await sealedHost(await freshDatabase(), remotes, undefined);
    await wholeRun(host);
    const tables = new Set((await shown(host.db, PEOPLE)).map((line) => line.split(':')[0]));
    expect([...tables]).toEqual([
      'hotich_content', 'hotich_delivery', 'hotich_dossier', 'hotich_exchange', 'hotich_file', 'hotich_file_chunk', 'hotich_report',
      'hotich_result', 'hotich_timeline',
    ]); // prettier-ignore
    await host.close();
  });

  describe('with keys', () => {
    let host: TestHost;
    let run: { birth: string; certificate: Buffer };
    beforeAll(async () => {
      host = await sealedHost(await freshDatabase(), remotes, { keys: [newKey('k1')], hashKey: newKey('').key });
      run = await wholeRun(host);
    });
    afterAll(() => host.close());

    it('shows no name, number, reason, file name or document in any table', async () => {
      expect(await shown(host.db, PEOPLE)).toEqual([]);
      const certificate = run.certificate.toString('base64').slice(0, 300);
      expect([...(await dump(host.db)).values()].filter((text) => text.includes(certificate))).toEqual([]);
    });

    it('comes back whole: to the remotes, to the officers, to the citizen', async () => {
      const { birth, certificate } = run;
      expect(remotes.interlink.dossier(birth)!.statuses).toEqual([1, 2, 3, 7, 4, 5]);
      expect(remotes.register.find(birth)).toMatchObject({ ignoredFields: [] });
      const issued = (await host.poller.result(birth))!;
      expect(await issued.file!.content()).toEqual(certificate);
      expect(issued.data).toMatchObject({ soDinhDanh: '001226000077', nksHoTen: 'NGUYỄN VĂN MẪU HAI' });
      expect((await host.sync.timeline(birth)).map((entry) => entry.reason)).toContain(
        'Bổ sung giấy của bà TRẦN THỊ MẪU',
      );
      const [first] = await host.db.manager.find(HotichContent, { order: { version: 'ASC' } });
      expect(first!.data).toMatchObject({ nksHoTen: 'NGUYỄN VĂN MẪU' });
      expect(first!.contentHash).toMatch(/^[0-9a-f]{64}$/);
    });

    it('takes the same call again for the same, and other content for other', async () => {
      const input = birthInput(nextCode());
      await host.sync.submit(input);
      await expect(host.sync.submit(input)).resolves.toMatchObject({ maHoSo: input.maHoSo, version: 1 });
      await expect(host.sync.submit(birthInput(input.maHoSo, { nksHoTen: 'KHÁC' }))).rejects.toMatchObject({
        code: 'HT-2002',
      });
    });

    it('refuses, as a fault of ours, to store a sealed column by a door that does not seal', async () => {
      const [report] = await host.db.manager.find(HotichReport, { take: 1 });
      const fields = { noiDungXuLy: 'NGUYỄN VĂN MẪU' };
      await expect(host.db.manager.update(HotichReport, { id: report!.id }, { fields })).rejects.toThrow(
        'past its seal',
      );
      await expect(host.db.manager.save(Object.assign(report!, { fields }))).rejects.toThrow('past its seal');
      await host.db.manager.update(HotichReport, { id: report!.id }, { rule: report!.rule });
    });

    it('keeps of a name or number only hashes that nobody can try out without the key', async () => {
      const hashes = (await host.db.manager.find(HotichSearch)).map((row) => row.hash);
      expect(hashes.length).toBeGreaterThan(5);
      for (const hash of hashes) expect(hash).toMatch(/^[\w-]{43}$/);
    });
  });
});
