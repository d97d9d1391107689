import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  DossierListener,
  HotichDelivery,
  HotichDossier,
  HotichStateError,
  HotichTask,
  type ReceivedDossier,
  type ReportHeld,
  type ResultReceived,
  type StatusChange,
} from '@hotich/nestjs';
import { fault } from '@hotich/simulator';
import { eventually, optionsFor, startHost } from './support/host';
import { byDatabase } from './support/database';
import { issued } from './support/issued';
import { birthInput, nextCode } from './support/samples';
import { accepted, expectSentOnce, scene, type Scene } from './support/scene';

/** The host's own table, written by its listener; it fails for whom the test says. */
@Injectable()
class HoSoListener extends DossierListener {
  static failFor: string | undefined;
  static results: ResultReceived[] = [];
  static changes: StatusChange[] = [];
  static held: ReportHeld[] = [];
  static after = '';

  override async onReceived(dossier: ReceivedDossier, manager: EntityManager) {
    const [{ count }] = await manager.query<[{ count: string }]>('select count(*) as count from ho_so');
    const maHoSo = `H24.99.99-261124-${String(Number(count) + 1).padStart(4, '0')}`;
    const row = { ma: maHoSo, ten: dossier.data.nksHoTen, trang_thai: dossier.state };
    await manager.createQueryBuilder().insert().into('ho_so').values(row).execute();
    if (HoSoListener.failFor === dossier.maHoSoLT) throw new Error('the host fails here');
    return { maHoSo: `${maHoSo}${HoSoListener.after}` };
  }

  override async onStatusChanged(change: StatusChange, manager: EntityManager) {
    HoSoListener.changes.push(change);
    await manager
      .createQueryBuilder()
      .update('ho_so')
      .set({ trang_thai: change.to })
      .where('ma = :maHoSo', { maHoSo: change.dossier.maHoSo })
      .execute();
    if (HoSoListener.failFor === change.dossier.maHoSo) throw new Error('the host fails here');
  }

  override async onReportHeld(report: ReportHeld, manager: EntityManager) {
    HoSoListener.held.push(report);
    await manager
      .createQueryBuilder()
      .update('ho_so')
      .set({ trang_thai: `held: ${report.trangThai}` })
      .where('ma = :maHoSo', { maHoSo: report.dossier.maHoSo })
      .execute();
  }

  override async onResult(result: ResultReceived) {
    HoSoListener.results.push(result);
    return Promise.resolve();
  }
}

const paper = (id: number, tenGiayTo: string, content: string) => ({
  id,
  loaiGiayTo: 1,
  tenGiayTo,
  tenTepDinhKem: `giay-${id}.pdf`,
  huyGiayTo: 0,
  duLieuTepDinhKem: Buffer.from(content).toString('base64'),
});

describe("the host's transaction", () => {
  let s: Scene;
  beforeAll(async () => {
    s = await scene({}, [HoSoListener]);
    const vietnamese = byDatabase({ postgres: '', mariadb: 'character set utf8mb4' });
    await s.host.db.query(
      `create table ho_so (ma varchar(40) primary key, ten varchar(99), trang_thai varchar(16)) ${vietnamese}`,
    );
  });
  afterAll(() => s.close());
  beforeEach(() => (HoSoListener.failFor = undefined));

  const rows = () =>
    s.host.db.query<{ ma: string; trang_thai: string }[]>('select ma, trang_thai from ho_so order by ma');

  it('rolled back after submit(): nothing remains, nothing is sent', async () => {
    const input = birthInput(nextCode());
    const failed = s.host.db.transaction(async (manager) => {
      await manager.query(`insert into ho_so values ('${input.maHoSo}', 'x', 'y')`);
      await s.host.sync.submit(input, manager);
      throw new Error('the host changes its mind');
    });
    await expect(failed).rejects.toThrow('changes its mind');
    await s.host.sync.runOnce();
    expect(await rows()).toEqual([]);
    expect(await s.host.db.manager.count(HotichDossier)).toBe(0);
    expect(await s.host.db.manager.count(HotichTask)).toBe(0);
    expect(await s.host.db.query('select 1 from hotich_file_chunk')).toEqual([]);
    expect(s.remotes.calls.of('register.submit', input.maHoSo)).toEqual([]);
  });

  it('goes on after a call that was not allowed: no file of that call remains', async () => {
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    await s.host.sync.runOnce();
    const chunks = async () => (await s.host.db.query<unknown[]>('select 1 from hotich_file_chunk')).length;
    const before = await chunks();
    const { data, fileDinhKem } = input;
    await s.host.db.transaction(async (manager) => {
      const again = s.host.sync.resubmit(input.maHoSo, { data, fileDinhKem: fileDinhKem! }, manager);
      await expect(again).rejects.toThrow(HotichStateError);
    });
    expect(before).toBeGreaterThan(0);
    expect(await chunks()).toBe(before);
  });

  it('rolled back to a savepoint: the rest of the transaction goes through without the dossier', async () => {
    const [kept, dropped] = [birthInput(nextCode()), birthInput(nextCode())];
    await s.host.db.transaction(async (manager) => {
      await s.host.sync.submit(kept, manager);
      await manager
        .transaction(async (inner) => {
          await s.host.sync.submit(dropped, inner);
          throw new Error('only this one');
        })
        .catch(() => undefined);
    });
    await s.host.sync.runOnce();
    expect(s.remotes.ledger.submissions(kept.maHoSo)).toHaveLength(1);
    expect(s.remotes.ledger.submissions(dropped.maHoSo)).toHaveLength(0);
  });

  it("the listener's rows and ours are one: its own code, its own table, in the same transaction", async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.interlink.runIntakeOnce();
    const dossier = await s.host.sync.find(maHoSo);
    expect(dossier.maHoSo).toMatch(/^H24\.99\.99-/);
    expect(await rows()).toContainEqual({ ma: dossier.maHoSo, trang_thai: 'received' });
    await s.host.interlink.accept(dossier.maHoSo, 'can.bo.mau');
    await s.host.sync.runOnce();
    s.remotes.register.registerAndIssue(maHoSo);
    await s.host.poller.refresh([maHoSo]);
    expect(await rows()).toContainEqual({ ma: dossier.maHoSo, trang_thai: 'registered' });
    expect(HoSoListener.results.at(-1)).toMatchObject({
      dossier: { maHoSo: dossier.maHoSo },
      file: { name: 'giayKhaiSinh.pdf' },
    });
    await s.host.interlink.runReportOnce();
    expect(s.remotes.interlink.dossier(maHoSo)!.reports.every((report) => report.maHoSo === dossier.maHoSo)).toBe(true);
  });

  it('is told what a dossier says now whenever that changes, and only then', async () => {
    const named = (nksHoTen: string) => ({ data: { nksHoTen } });
    const told = (code: string) =>
      HoSoListener.changes
        .filter(({ dossier }) => dossier.maHoSoLT === code || dossier.maHoSo === code)
        .map(({ move, data }) => (data ? [move, data.nksHoTen] : [move]));
    const { maHoSo: national } = s.remotes.citizen.fileBirth();
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.accept(national, 'can.bo.mau', named('NGUYỄN VĂN MẪU MỘT'));
    await s.host.sync.runOnce();
    s.remotes.register.requestSupplement(national, { noiDungXuLy: 'Thiếu giấy chứng sinh' });
    await s.host.poller.refresh([national]);
    await s.host.interlink.runReportOnce();
    const papers = [paper(1, 'Giấy chứng sinh', '%PDF-1.4\n%%EOF\n'), paper(2, 'Giấy cam đoan', 'MZ')];
    s.remotes.citizen.supplement(national, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU HAI' }, attachments: papers });
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.accept(national, 'can.bo.mau');
    const withPapers = HoSoListener.changes.filter(({ attachments }) => attachments);
    expect(withPapers).toMatchObject([
      {
        move: 'supplemented',
        attachments: [
          { tenGiayTo: 'Giấy chứng sinh', size: 15, fileId: expect.stringMatching(/\S/) as unknown },
          { tenGiayTo: 'Giấy cam đoan', warnings: [{ rule: expect.any(String) as unknown }] },
        ],
      },
    ]);
    expect(withPapers[0]!.attachments![0]).not.toHaveProperty('warnings');
    expect(told(national)).toEqual([
      ['accept'],
      ['queue', 'NGUYỄN VĂN MẪU MỘT'],
      ['send'],
      ['requestSupplement'],
      ['supplemented', 'NGUYỄN VĂN MẪU HAI'],
      ['accept'],
      ['queue'],
    ]);
    const own = birthInput(nextCode());
    await s.host.sync.submit(own);
    s.remotes.faults.next('register.submit', fault.registerError('ERR_VALIDATE'), 1, { dossier: own.maHoSo });
    await s.host.sync.runOnce();
    await s.host.sync.resubmit(own.maHoSo, { data: { ...own.data, nksHoTen: 'NGUYỄN THỊ MẪU HAI' } });
    expect(told(own.maHoSo)).toEqual([['hold'], ['queue', 'NGUYỄN THỊ MẪU HAI']]);
  });

  it('is told of a status that DVCLT cannot be told, with why, and stores what it makes of it with that', async () => {
    const code = await accepted(s);
    const refusal = { errors: { soHoSoLT: ['Logic xử lý không hợp lệ'] }, title: 'Lỗi', status: 400 };
    const refused = fault.answer(400, JSON.stringify(refusal), { 'content-type': 'application/json' });
    s.remotes.faults.next('interlink.report', refused, 1, { dossier: code, statusSent: 3 });
    const changes = HoSoListener.changes.length;
    await s.host.interlink.runReportOnce();
    const { maHoSo } = await s.host.sync.find(code);
    const diagnosis = { code: 'HT-4002' };
    expect(HoSoListener.held).toMatchObject([
      { dossier: { maHoSo, state: 'queued', diagnosis }, trangThai: 3, diagnosis },
    ]);
    expect(HoSoListener.changes).toHaveLength(changes);
    expect(await rows()).toContainEqual({ ma: maHoSo, trang_thai: 'held: 3' });
  });

  it('is given the numbers of the entry as text, whatever they came as', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    await s.host.sync.runOnce();
    const document = Buffer.from('%PDF-1.4\n% ban mau\n%%EOF\n');
    await issued(s, maHoSo, '001099000009', { giayKhaiSinh: document });
    expect(HoSoListener.results.at(-1)).toMatchObject({
      dossier: { maHoSo },
      soDinhDanh: '001099000009',
      soDangKy: '125',
      ngayDangKy: '24/11/2026',
    });
  });

  it('a code of the host that cannot be one is not taken, and says so', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    HoSoListener.after = ' ';
    await s.host.interlink.runIntakeOnce();
    HoSoListener.after = '';
    await expect(s.host.sync.find(maHoSo)).rejects.toMatchObject({ code: 'HT-2003' });
    const { diagnosis } = await s.host.db.manager.findOneByOrFail(HotichDelivery, { maHoSoLT: maHoSo });
    expect(diagnosis).toMatchObject({ code: 'HT-2001', problems: [{ path: 'maHoSo', rule: 'dossierCode.format' }] });
    await s.host.interlink.retry(maHoSo);
    await s.host.interlink.runIntakeOnce();
    expect((await s.host.sync.find(maHoSo)).maHoSo).toMatch(/^H24\.99\.99-/);
  });

  it('works on what the dossier is now, also where it looked before somebody else changed it', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.interlink.runIntakeOnce();
    await s.host.db.transaction(async (manager) => {
      await manager.count(HotichDossier);
      await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy tờ mẫu' });
      await s.host.interlink.refuse(maHoSo, 'can.bo.mau', 'Không đủ điều kiện', manager);
    });
    await s.host.interlink.runReportOnce();
    expect(s.remotes.calls.of('interlink.report', maHoSo).map((call) => call.statusSent)).toEqual([1, 2, 6]);
  });

  it('knows a dossier of DVCLT also where it looked before that came in', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.db.transaction(async (manager) => {
      await manager.count(HotichDossier);
      await s.host.interlink.runIntakeOnce();
      await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy tờ mẫu' });
      const again = s.host.sync.resubmit(maHoSo, {}, manager);
      await expect(again).rejects.toMatchObject({ code: 'HT-2004', allowed: ['refuse'] });
    });
  });

  it('owes what it owes also where the work it saw waiting has been done since', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.interlink.runIntakeOnce();
    await s.host.db.transaction(async (manager) => {
      await manager.count(HotichDossier);
      await s.host.interlink.runReportOnce();
      await s.host.interlink.refuse(maHoSo, 'can.bo.mau', 'Không đủ điều kiện', manager);
    });
    await s.host.interlink.runReportOnce();
    expect(s.remotes.calls.of('interlink.report', maHoSo).map((call) => call.statusSent)).toEqual([1, 6]);
  });

  it.each([
    ['only claimed since as the work that is there', 'update hotich_task set epoch = epoch + 1', true],
    ['done since, and its dossier not touched, as done', 'delete from hotich_task', false],
  ])('sees work that was %s', async (_what, meanwhile, stays) => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.interlink.runIntakeOnce();
    await s.host.db.transaction(async (manager) => {
      await manager.query(byDatabase({ postgres: 'select 1', mariadb: 'set innodb_snapshot_isolation = on' }));
      await manager.count(HotichTask);
      await s.host.db.query(meanwhile);
      expect(await s.host.db.manager.existsBy(HotichTask, { lane: 'report' })).toBe(stays);
      await s.host.interlink.refuse(maHoSo, 'can.bo.mau', 'Không đủ điều kiện', manager);
      await manager.query(byDatabase({ postgres: 'select 1', mariadb: 'set innodb_snapshot_isolation = default' }));
    });
    await s.host.interlink.runReportOnce();
    expect(s.remotes.calls.of('interlink.report', maHoSo).map((call) => call.statusSent)).toEqual([1, 6]);
  });

  it('waits for no other that adds something else', async () => {
    const inputs = Array.from({ length: 3 }, () => birthInput(nextCode()));
    const filed = [s.remotes.citizen.fileBirth().maHoSo, s.remotes.citizen.fileBirth().maHoSo] as const;
    await s.host.interlink.runIntakeOnce();
    await s.host.db.transaction((one) =>
      s.host.db.transaction(async (other) => {
        for (const manager of [one, other]) await manager.count(HotichTask);
        await s.host.interlink.refuse(filed[0], 'can.bo.mau', 'Không đủ điều kiện', one);
        await s.host.interlink.refuse(filed[1], 'can.bo.mau', 'Không đủ điều kiện', other);
        await s.host.sync.submit(inputs[0]!, one);
        await s.host.sync.submit(inputs[1]!, other);
        await s.host.sync.submit(inputs[2]!, one);
      }),
    );
    await s.host.sync.runOnce();
    expectSentOnce(s.remotes, ...inputs.map(({ maHoSo }) => maHoSo));
    await s.host.interlink.runReportOnce();
    for (const code of filed)
      expect(s.remotes.calls.of('interlink.report', code).map((call) => call.statusSent)).toEqual([1, 6]);
  });

  it('nor does any that adds something wait for one that takes back what is held', async () => {
    const held = [nextCode(), nextCode()] as const;
    const refusal = JSON.stringify({ status: '0', errorDescription: 'nksDanToc không tồn tại.' });
    const refused = fault.answer(200, refusal, { 'content-type': 'application/json' });
    for (const code of held) {
      s.remotes.faults.next('register.submit', refused);
      await s.host.sync.submit(birthInput(code));
      await eventually(async () => {
        await s.host.sync.runOnce();
        return (await s.host.sync.find(code)).state === 'held';
      });
    }
    const inputs = Array.from({ length: 3 }, () => birthInput(nextCode()));
    await s.host.db.transaction((one) =>
      s.host.db.transaction(async (other) => {
        await s.host.sync.withdraw(held[0], 'Nộp nhầm', one);
        await s.host.sync.withdraw(held[1], 'Nộp nhầm', other);
        await s.host.sync.submit(inputs[0]!);
        await s.host.sync.submit(inputs[1]!, one);
        await s.host.sync.submit(inputs[2]!, other);
      }),
    );
    await s.host.sync.runOnce();
    for (const { maHoSo } of inputs) expect(s.remotes.ledger.submissions(maHoSo)).toHaveLength(1);
    for (const code of held) expect((await s.host.sync.find(code)).state).toBe('withdrawn');
  });

  it('a listener that throws undoes its own dossier only, and that is tried again until it works', async () => {
    const [poison, healthy] = [s.remotes.citizen.fileBirth().maHoSo, s.remotes.citizen.fileBirth().maHoSo];
    HoSoListener.failFor = poison;
    await s.host.interlink.runIntakeOnce();
    await expect(s.host.sync.find(poison)).rejects.toMatchObject({ code: 'HT-2003' });
    expect((await s.host.sync.find(healthy)).state).toBe('received');
    expect(s.remotes.interlink.dossier(healthy)).toMatchObject({ acknowledged: true });
    expect(s.remotes.interlink.dossier(poison)).toMatchObject({ acknowledged: false });
    HoSoListener.failFor = undefined;
    await s.host.interlink.retry(poison);
    await s.host.interlink.runIntakeOnce();
    expect((await s.host.sync.find(poison)).state).toBe('received');
  });

  it('a listener that throws after the register accepted does not make us send twice', async () => {
    const code = await accepted(s);
    const { maHoSo } = await s.host.sync.find(code);
    HoSoListener.failFor = maHoSo;
    await s.host.sync.runOnce();
    expect((await s.host.sync.find(code)).state).toBe('queued');
    HoSoListener.failFor = undefined;
    await new Promise((resolve) => setTimeout(resolve, 150));
    await s.host.sync.runOnce();
    expect((await s.host.sync.find(code)).state).toBe('sent');
    expect(s.remotes.ledger.submissions(maHoSo)).toHaveLength(1);
    expect(s.remotes.calls.of('register.submit', maHoSo)).toHaveLength(1);
  });

  it('committed and then killed with SIGKILL: another process sends it, once', async () => {
    const codes = Array.from({ length: 5 }, nextCode);
    const child = spawn(process.execPath, ['-r', '@swc-node/register', join(__dirname, 'support/submit-and-die.ts')], {
      env: {
        ...process.env,
        SWC_NODE_PROJECT: join(__dirname, '../tsconfig.test.json'),
        HOTICH_URL: s.url,
        HOTICH_OPTIONS: JSON.stringify(optionsFor(s.remotes)),
        HOTICH_CODES: codes.join(' '),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    const other = await startHost(s.url, optionsFor(s.remotes), [HoSoListener]);
    await other.sync.runOnce();
    await other.close();
    expectSentOnce(s.remotes, ...codes);
  });
});

describe("a host's transaction that has a dossier locked, and asks about it", () => {
  it('hears in no more time than a request may take what it knew before', async () => {
    const gateway = { timeoutMs: 300, connectTimeoutMs: 100 } as never;
    const s = await scene({ gateway, engine: { leaseMs: 1_000 } });
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    await s.host.sync.runOnce();
    s.remotes.register.registerAndIssue(maHoSo);
    const asked = await s.host.db.transaction(async (manager) => {
      await manager.findOneOrFail(HotichDossier, { where: { maHoSo }, lock: { mode: 'pessimistic_write' } });
      return s.host.poller.refresh([maHoSo]);
    });
    expect(asked).toMatchObject([{ state: 'sent' }]);
    // What came is stored as soon as it can be.
    await eventually(async () => (await s.host.sync.find(maHoSo)).state === 'registered');
    await s.close();
  });
});
