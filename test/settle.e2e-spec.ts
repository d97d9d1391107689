import { randomBytes } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  DossierListener,
  DossierSyncService,
  examplePayload,
  HotichContent,
  HotichDelivery,
  HotichDossier,
  HotichSetupError,
  HotichTask,
  HotichValidationError,
  type Route,
  type StatusChange,
  type SubmitInput,
} from '@hotich/nestjs';
import { fault } from '@hotich/simulator';
import { byDatabase } from './support/database';
import { eventually, internal, optionsFor, startHost, type TestHost } from './support/host';
import { issued } from './support/issued';
import { birthInput, nextCode } from './support/samples';
import { accepted, scene, type Scene } from './support/scene';

/** Does what a test says when a dossier moves. */
@Injectable()
class ActingListener extends DossierListener {
  static act: ((change: StatusChange, manager: EntityManager) => Promise<void>) | undefined;

  static result: (() => Promise<void>) | undefined;

  override async onStatusChanged(change: StatusChange, manager: EntityManager) {
    await ActingListener.act?.(change, manager);
  }

  override async onResult() {
    await ActingListener.result?.();
  }
}

interface RegisterClient {
  submit(): Promise<unknown>;
}

interface Queue {
  claim(): Promise<unknown>;
}

const refusal = fault.answer(400, '{"title":"Logic xử lý không hợp lệ","status":400}', {
  'content-type': 'application/json',
});
/** As the server says it, and on MariaDB as it undoes the transaction with it. */
const DEADLOCK = byDatabase({
  postgres: `do $$ begin raise exception 'deadlock' using errcode = '40P01'; end $$`,
  mariadb: `begin not atomic rollback; signal sqlstate '40001' set mysql_errno = 1213; end`,
});
/** The same where the server is told to by `innodb_rollback_on_timeout`. */
const LOCK_TIMED_OUT = byDatabase({
  postgres: `do $$ begin raise exception 'timeout' using errcode = '55P03'; end $$`,
  mariadb: `begin not atomic rollback; signal sqlstate 'HY000' set mysql_errno = 1205; end`,
});
const TIMED_OUT = byDatabase({
  postgres: `do $$ begin raise exception 'timeout' using errcode = '57014'; end $$`,
  mariadb: `signal sqlstate '70100' set mysql_errno = 1969`,
});
/** Then the server ends the session of a transaction that rests for so long. */
const IMPATIENT = byDatabase({
  postgres: { set: `set local idle_in_transaction_session_timeout = '100ms'`, tooLongMs: 300 },
  mariadb: { set: 'set session idle_transaction_timeout = 1', tooLongMs: 1_500 },
});
/** Files of this process that hold documents of answers. */
const traysOpen = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return /hotich-.* \(deleted\)$/.test(readlinkSync(`/proc/self/fd/${fd}`));
    } catch {
      // That of the listing itself.
      return false;
    }
  }).length;
const said = { vi: 'Lỗi của phần mềm tỉnh', en: 'a fault of the host' };

describe('what is stored after a call, and what it is not taken for', () => {
  let s: Scene;
  beforeAll(async () => {
    const gateway = { breaker: { failures: 50, openMs: 50 } } as never;
    s = await scene({ gateway, engine: { retryMs: 20, retryMaxMs: 50, maxAttempts: 3 } }, [ActingListener]);
  });
  afterAll(() => s.close());
  beforeEach(() => {
    ActingListener.act = undefined;
    s.remotes.faults.clear();
  });

  const stateOf = async (code: string) => (await s.host.sync.find(code)).state;

  it("a dossier that a host's transaction holds keeps no other waiting, neither what is answered nor what is new", async () => {
    const submit = async () => (await s.host.sync.submit(birthInput(nextCode()))).maHoSo;
    const codes = [await submit(), await submit()];
    const runner = s.host.db.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`select 1 from hotich_dossier where ma_ho_so = '${codes[0]}' for update`);
    const run = s.host.sync.runOnce();
    await eventually(async () => (await stateOf(codes[1]!)) === 'sent');
    codes.push(await submit());
    const again = s.host.sync.runOnce();
    await eventually(async () => (await stateOf(codes[2]!)) === 'sent');
    expect(await stateOf(codes[0]!)).toBe('queued');
    await runner.commitTransaction();
    await runner.release();
    await Promise.all([run, again]);
    expect(await stateOf(codes[0]!)).toBe('sent');
    expect(s.remotes.calls.of('register.submit', codes[0])).toHaveLength(1);
  });

  /** Keeps a dossier locked until the function it gives is called. */
  async function locked(code: string): Promise<() => Promise<void>> {
    const runner = s.host.db.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`select 1 from hotich_dossier where ma_ho_so = '${code}' for update`);
    return async () => {
      await runner.commitTransaction();
      await runner.release();
    };
  }

  it('nor one that another transaction held for a moment only', async () => {
    const codes = [nextCode(), nextCode(), nextCode()] as const;
    for (const code of codes) await s.host.sync.submit(birthInput(code));
    const [long, short] = [await locked(codes[0]), await locked(codes[1])];
    const run = s.host.sync.runOnce();
    // By then both have been found locked.
    await eventually(async () => (await stateOf(codes[2])) === 'sent');
    await sleep(100);
    await short();
    await eventually(async () => (await stateOf(codes[1])) === 'sent');
    expect(await stateOf(codes[0])).toBe('queued');
    await long();
    await run;
    expect(await stateOf(codes[0])).toBe('sent');
    for (const code of codes) expect(submissions(code)).toBe(1);
  });

  it.each(['request', 'claim'])('nor what becomes due after a %s has failed beside it', async (what) => {
    const [long, failing, next] = [nextCode(), nextCode(), nextCode()];
    await s.host.sync.submit(birthInput(long));
    const free = await locked(long);
    const ended = s.host.sync.runOnce().catch((error: Error) => error.message);
    await eventually(() => submissions(long) === 1);
    if (what === 'request') s.remotes.faults.next('register.submit', fault.gateway('303001'), 1, { dossier: failing });
    else jest.spyOn(internal<Queue>(s.host, 'TaskQueue'), 'claim').mockRejectedValueOnce(new Error('away'));
    await s.host.sync.submit(birthInput(failing));
    void s.host.sync.runOnce().catch(() => undefined);
    if (what === 'request') await eventually(() => submissions(failing) === 1);
    await s.host.sync.submit(birthInput(next));
    await eventually(async () => (await stateOf(next)) === 'sent' && (await stateOf(failing)) === 'sent', 5_000);
    expect(await stateOf(long)).toBe('queued');
    await free();
    // That of a claim is told when the run is over.
    expect(await ended).toEqual(what === 'claim' ? 'away' : expect.objectContaining({ lost: 0 }));
    expect(await stateOf(long)).toBe('sent');
    expect([submissions(long), submissions(next)]).toEqual([1, 1]);
  });

  it('nor is its answer lost with the lease of another that was answered beside it', async () => {
    const codes = [nextCode(), nextCode()] as const;
    for (const code of codes) await s.host.sync.submit(birthInput(code));
    const free = await locked(codes[0]);
    s.remotes.behaviour.latencyMs = 300;
    const run = s.host.sync.runOnce();
    await eventually(() => submissions(codes[0]) + submissions(codes[1]) === 2);
    s.remotes.behaviour.latencyMs = 0;
    const { id: subjectId } = await s.host.db.manager.findOneByOrFail(HotichDossier, { maHoSo: codes[1] });
    await s.host.db.manager.increment(HotichTask, { subjectId }, 'epoch', 1);
    await sleep(500);
    await free();
    await run;
    expect(await stateOf(codes[0])).toBe('sent');
    expect(s.remotes.calls.of('register.status', codes[0])).toEqual([]);
    await s.host.db.manager.update(HotichTask, { subjectId, lane: 'submission' }, { dueAt: new Date(0) });
    await untilState(codes[1], 'sent');
  });

  it('nor any report of another', async () => {
    const codes = [s.remotes.citizen.fileBirth().maHoSo, s.remotes.citizen.fileBirth().maHoSo] as const;
    await s.host.interlink.runIntakeOnce();
    const delivered = async (code: string) =>
      (await s.host.sync.timeline(code)).filter(({ event }) => event === 'report.delivered').length;
    // Both are on their way when the host comes in between.
    s.remotes.behaviour.latencyMs = 400;
    const run = s.host.interlink.runReportOnce();
    await eventually(() => reports(codes[0]).length + reports(codes[1]).length === 2);
    s.remotes.behaviour.latencyMs = 0;
    await s.host.db.transaction(async (manager) => {
      await s.host.interlink.refuse(codes[0], 'can.bo.mau', 'Hồ sơ trùng', manager);
      await eventually(async () => (await delivered(codes[1])) === 1);
      expect(await delivered(codes[0])).toBe(0);
    });
    await run;
    await s.host.interlink.runReportOnce();
    expect([reports(codes[0]), reports(codes[1])]).toEqual([[1, 6], [1]]);
  });

  it('nor any that was taken in, where the reports of few are many of all', async () => {
    const codes = Array.from({ length: 9 }, () => s.remotes.citizen.fileBirth().maHoSo);
    await s.host.interlink.runIntakeOnce();
    const [held, ...others] = codes as [string, ...string[]];
    for (const code of others) await s.host.interlink.accept(code, 'can.bo.mau');
    let run: Promise<unknown> | undefined;
    await s.host.db.transaction(async (manager) => {
      await s.host.interlink.accept(held, 'can.bo.mau', {}, manager);
      run = s.host.sync.runOnce();
      await eventually(async () => (await Promise.all(others.map(stateOf))).every((state) => state === 'sent'));
    });
    await run;
    await s.host.sync.runOnce();
    expect(await stateOf(held)).toBe('sent');
    await s.host.interlink.runReportOnce();
  });

  it.each(['', ', its delivery long cleared away'])('nor any filing of another%s', async (cleared) => {
    const filed = s.remotes.citizen.fileBirth().maHoSo;
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.requestSupplement(filed, 'can.bo.mau', { reason: 'Thiếu giấy chứng sinh' });
    await s.host.interlink.runReportOnce();
    if (cleared) await s.host.db.manager.delete(HotichDelivery, { maHoSoLT: filed });
    s.remotes.citizen.supplement(filed, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU HAI' } });
    const listed = s.remotes.citizen.fileBirth().maHoSo;
    let run: Promise<unknown> | undefined;
    await s.host.db.transaction(async (manager) => {
      await manager.query(`select 1 from hotich_dossier where ma_ho_so_lt = '${filed}' for update`);
      run = s.host.interlink.runIntakeOnce();
      await eventually(async () => (await s.host.sync.find(listed).catch(() => undefined))?.state === 'received');
      const body = JSON.stringify(s.remotes.interlink.message(s.remotes.citizen.fileBirth().maHoSo));
      expect(await s.host.interlink.receive(body)).toMatchObject({ state: 'acknowledged' });
      expect(await stateOf(filed)).toBe('supplement');
    });
    await run;
    expect(await s.host.sync.find(filed)).toMatchObject({ state: 'received', version: 2 });
    expect(s.remotes.interlink.dossier(filed)).toMatchObject({ acknowledged: true });
    await s.host.interlink.runReportOnce();
  });

  const submissions = (code: string) => s.remotes.calls.of('register.submit', code).length;
  const reports = (code: string) => s.remotes.calls.of('interlink.report', code).map((call) => call.statusSent);

  async function untilState(code: string, state: string, timeoutMs?: number): Promise<void> {
    await eventually(async () => {
      await s.host.sync.runOnce();
      await sleep(30);
      return (await stateOf(code)) === state;
    }, timeoutMs);
  }

  it('an error of ours that a listener throws speaks of the listener, not of the call: it is asked, not sent again', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    let failures = 0;
    ActingListener.act = ({ move }) => {
      if (move === 'send' && ++failures <= 2) throw new HotichSetupError(said, said);
      return Promise.resolve();
    };
    await untilState(maHoSo, 'sent');
    expect(failures).toBe(3);
    expect(submissions(maHoSo)).toBe(1);
  });

  it('and when that call was made counts then, not when an earlier one was', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    s.remotes.faults.next('register.submit', fault.resetBeforeAccepting());
    const calledAt: number[] = [];
    ActingListener.act = async ({ move }) => {
      if (move !== 'send') return;
      const task = await s.host.db.manager.findOneByOrFail(HotichTask, { lane: 'submission' });
      calledAt.push(task.calledAt!.getTime());
      if (calledAt.length === 1) throw new HotichSetupError(said, said);
    };
    await untilState(maHoSo, 'sent');
    expect([submissions(maHoSo), calledAt.length, calledAt[1]! > calledAt[0]!]).toEqual([2, 2, true]);
  });

  it('and what the register has taken cannot be withdrawn because of it', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    ActingListener.act = async ({ move, dossier }, manager) => {
      if (move === 'send') await s.host.get(DossierSyncService).withdraw(dossier.maHoSo, 'nhầm', manager);
    };
    // Otherwise a slow machine has held it before the run is over.
    s.remotes.faults.always('register.status', fault.answer(503, ''));
    const runs: Promise<unknown>[] = [];
    await eventually(() => {
      runs.push(s.host.sync.runOnce());
      return s.remotes.calls.of('register.status', maHoSo).length > 0;
    });
    expect(submissions(maHoSo)).toBe(1);
    expect(await stateOf(maHoSo)).toBe('queued');
    await expect(s.host.sync.withdraw(maHoSo, 'nhầm')).rejects.toMatchObject({ code: 'HT-2004' });
    ActingListener.act = undefined;
    s.remotes.faults.clear();
    await untilState(maHoSo, 'sent');
    await Promise.all(runs);
    expect(submissions(maHoSo)).toBe(1);
  });

  it('nor once it is held because of it', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    ActingListener.act = ({ move }) => {
      if (move === 'send') throw new HotichSetupError(said, said);
      return Promise.resolve();
    };
    await untilState(maHoSo, 'held');
    await expect(s.host.sync.withdraw(maHoSo, 'nhầm')).rejects.toMatchObject({ code: 'HT-2004' });
    const refused = s.host.interlink.refuse(maHoSo, 'can.bo.mau', 'Hồ sơ trùng');
    await expect(refused).rejects.toMatchObject({ code: 'HT-2004', allowed: ['resubmit'] });
    ActingListener.act = undefined;
    await s.host.sync.resubmit(maHoSo);
    await untilState(maHoSo, 'sent');
    expect(submissions(maHoSo)).toBe(1);
  });

  it('nor can an officer send back what the register holds because it is held', async () => {
    const code = await accepted(s);
    await untilState(code, 'sent');
    s.remotes.register.registerAndIssue(code);
    ActingListener.act = ({ move }) =>
      move === 'register' ? Promise.reject(new HotichSetupError(said, said)) : Promise.resolve();
    await eventually(async () => (await s.host.poller.refresh([code]))[0]?.state === 'held');
    const asked = s.host.interlink.requestSupplement(code, 'can.bo.mau', { reason: 'Thiếu giấy tờ' });
    for (const attempt of [asked, s.host.interlink.refuse(code, 'can.bo.mau', 'Hồ sơ trùng')])
      await expect(attempt).rejects.toMatchObject({ code: 'HT-2004', allowed: ['resubmit'] });
    ActingListener.act = undefined;
    await s.host.sync.resubmit(code);
    await s.host.poller.refresh([code]);
    await s.host.interlink.runReportOnce();
    expect([await stateOf(code), reports(code)]).toEqual(['registered', [1, 3, 7, 4]]);
  });

  it('what the register refused after an attempt in doubt was asked about, and can be withdrawn', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    s.remotes.faults.next('register.submit', fault.resetBeforeAccepting());
    await s.host.sync.runOnce();
    s.remotes.faults.next('register.submit', fault.registerError('ERR_VALIDATE'));
    await untilState(maHoSo, 'held');
    await s.host.sync.withdraw(maHoSo, 'Công dân rút hồ sơ');
    expect(await stateOf(maHoSo)).toBe('withdrawn');
    expect(s.remotes.ledger.submissions(maHoSo)).toEqual([]);
  });

  /** Held while nobody knows whether the register has it; in truth it has not. */
  async function inDoubt(code: string): Promise<void> {
    s.remotes.faults.next('register.submit', fault.resetBeforeAccepting(), 3, { dossier: code });
    await untilState(code, 'held');
    const attempt = s.host.interlink.refuse(code, 'can.bo.mau', 'Hồ sơ trùng');
    await expect(attempt).rejects.toMatchObject({ code: 'HT-2004', allowed: ['resubmit'] });
  }
  /** Sent again, asked about, and refused. */
  async function refusedThen(code: string, change: Parameters<DossierSyncService['resubmit']>[1] = {}): Promise<void> {
    s.remotes.faults.next('register.submit', fault.registerError('ERR_VALIDATE'), 1, { dossier: code });
    await s.host.sync.resubmit(code, change);
    await untilState(code, 'held');
    expect(await s.host.sync.find(code)).toMatchObject({ diagnosis: { code: 'HT-4002' } });
  }
  const corrected = () => ({ data: birthInput(nextCode(), { nksHoTen: 'TÊN MỚI MẪU' }).data });
  /** The register has it, and asks for more. */
  async function wantedSupplemented(): Promise<string> {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    await untilState(maHoSo, 'sent');
    s.remotes.register.requestSupplement(maHoSo, { noiDungXuLy: 'Thiếu giấy tờ' });
    await s.host.poller.refresh([maHoSo]);
    return maHoSo;
  }
  /** And nobody knows whether it has what was sent for an answer. */
  async function answerInDoubt(): Promise<string> {
    const maHoSo = await wantedSupplemented();
    await s.host.sync.resubmit(maHoSo, corrected());
    await inDoubt(maHoSo);
    return maHoSo;
  }
  /** Corrected, it arrives and the answer is lost; asked about, it is known to be there. */
  async function arrivesUnheard(code: string, strikes: number): Promise<void> {
    const before = submissions(code);
    s.remotes.faults.next('register.submit', fault.acceptThenReset(), 1, { dossier: code });
    await s.host.sync.resubmit(code, corrected());
    await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { strikes });
    if (strikes > 0) {
      await untilState(code, 'held');
      await s.host.sync.resubmit(code);
    }
    await untilState(code, 'sent');
    expect(submissions(code)).toBe(before + 1);
    const sent = (await s.host.sync.timeline(code)).findLast(({ event }) => event === 'send');
    expect(sent).toMatchObject({ detail: { how: 'found', version: (await s.host.sync.find(code)).version } });
  }

  it.each([
    ['as it was', () => ({})],
    ['corrected', corrected],
  ])('held in doubt, sent again %s and refused, it can be refused to the citizen', async (_what, change) => {
    const code = await accepted(s);
    await inDoubt(code);
    await refusedThen(code, change());
    await s.host.interlink.refuse(code, 'can.bo.mau', 'Hồ sơ trùng');
    await s.host.interlink.runReportOnce();
    expect([await stateOf(code), reports(code)]).toEqual(['refused', [1, 3, 6]]);
    expect(s.remotes.ledger.submissions(code)).toEqual([]);
  });

  it('and so it is of one that was refused twice, and of one that is supplemented or withdrawn instead', async () => {
    const code = await accepted(s);
    await inDoubt(code);
    await refusedThen(code);
    await refusedThen(code, corrected());
    await s.host.interlink.requestSupplement(code, 'can.bo.mau', { reason: 'Thiếu giấy tờ' });
    await s.host.interlink.runReportOnce();
    expect([await stateOf(code), reports(code)]).toEqual(['supplement', [1, 3, 2]]);
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    await inDoubt(maHoSo);
    await refusedThen(maHoSo, corrected());
    await s.host.sync.withdraw(maHoSo, 'Công dân rút hồ sơ');
    expect(await stateOf(maHoSo)).toBe('withdrawn');
  });

  it.each([
    ['as it was', () => ({})],
    ['corrected', corrected],
  ])(
    'an answer to a supplement held in doubt, sent again %s and refused: the register waits still',
    async (_what, change) => {
      const maHoSo = await answerInDoubt();
      await refusedThen(maHoSo, change());
      expect(s.remotes.ledger.submissions(maHoSo)).toHaveLength(1);
      await s.host.sync.withdraw(maHoSo, 'Công dân rút hồ sơ');
      expect(await stateOf(maHoSo)).toBe('withdrawn');
    },
  );

  it.each([
    ['the next attempt', 0],
    ['people, once it is held for that', 2],
  ])(
    'corrected, after the register has said that it lacks what was in doubt, it is found by %s',
    async (_who, strikes) => {
      const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
      await inDoubt(maHoSo);
      await arrivesUnheard(maHoSo, strikes);
      expect(s.remotes.ledger.submissions(maHoSo)).toHaveLength(1);
    },
  );

  it.each([
    ['the next attempt', 0],
    ['people, once it is held for that', 2],
  ])('and so is an answer to a supplement that was corrected, by %s', async (_who, strikes) => {
    const maHoSo = await answerInDoubt();
    await arrivesUnheard(maHoSo, strikes);
    expect(s.remotes.ledger.submissions(maHoSo)).toHaveLength(2);
  });

  it('what never went out says nothing of what is in doubt', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    await inDoubt(maHoSo);
    const register = internal<RegisterClient>(s.host, 'RegisterClient');
    const unsent = jest.spyOn(register, 'submit').mockRejectedValue(new HotichValidationError([]));
    await s.host.sync.resubmit(maHoSo, corrected());
    await untilState(maHoSo, 'held');
    unsent.mockRestore();
    expect(await s.host.db.manager.findOneBy(HotichDossier, { maHoSo })).toMatchObject({ version: 2, sentVersion: 1 });
  });

  it('what was taken with another unit in its form is asked about all the same', async () => {
    // As a register does that has always taken such forms.
    s.remotes.behaviour.register.placeMustAgree = false;
    const { maHoSo, maDonVi } = await s.host.sync.submit(birthInput(nextCode()));
    await inDoubt(maHoSo);
    const { id: dossierId } = await s.host.db.manager.findOneByOrFail(HotichDossier, { maHoSo });
    const { data } = await s.host.db.manager.findOneByOrFail(HotichContent, { dossierId });
    const elsewhere = { ...data, noiDangKy: '07228' };
    expect(maDonVi).not.toBe(elsewhere.noiDangKy);
    await s.host.db.manager.update(HotichContent, { dossierId }, { data: elsewhere });
    await expect(s.host.sync.resubmit(maHoSo, { data: elsewhere })).rejects.toMatchObject({ code: 'HT-2001' });
    await s.host.sync.resubmit(maHoSo);
    await untilState(maHoSo, 'sent');
    s.remotes.behaviour.register.placeMustAgree = true;
  });

  const marriage = (unit: string) => ({ ...examplePayload('KH', 'register'), noiDangKy: unit });

  it('what may be at one unit goes to no other before that is known: the register is asked by unit and code', async () => {
    const code = nextCode();
    const data = marriage('07210');
    const { maHoSo } = await s.host.sync.submit({ maHoSo: code, module: 'KH', maDonVi: '07210', data });
    s.remotes.faults.next('register.v1.submit', fault.acceptThenReset(), 1, { dossier: maHoSo });
    await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { strikes: 2 });
    await untilState(maHoSo, 'held');
    for (const change of [{ maDonVi: '07228' }, { maDonVi: '07228', data: marriage('07228') }])
      await expect(s.host.sync.resubmit(maHoSo, change)).rejects.toMatchObject({
        code: 'HT-2004',
        allowed: ['resubmit'],
        remedy: { en: expect.stringContaining('unit') },
      });
    await s.host.sync.resubmit(maHoSo);
    await untilState(maHoSo, 'sent');
    expect(s.remotes.calls.of('register.v1.submit', maHoSo)).toHaveLength(1);
  });

  it.each([
    ['the next attempt', 0],
    ['people, once it is held for that', 2],
  ])(
    'what is in doubt at a unit that the register does not know is nowhere, and goes to another by %s',
    async (_who, strikes) => {
      const unit = '07246';
      const code = nextCode();
      const data = marriage(unit);
      const { maHoSo } = await s.host.sync.submit({ maHoSo: code, module: 'KH', maDonVi: unit, data });
      s.remotes.faults.next('register.v1.submit', fault.badGateway(), 1, { dossier: maHoSo });
      await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { strikes });
      await untilState(maHoSo, 'held');
      if (strikes > 0) {
        await s.host.sync.resubmit(maHoSo);
        await untilState(maHoSo, 'held');
      }
      expect(await s.host.sync.find(maHoSo)).toMatchObject({ diagnosis: { code: 'HT-4002' } });
      await s.host.sync.resubmit(maHoSo, { maDonVi: '07228' });
      await untilState(maHoSo, 'sent');
      expect(s.remotes.ledger.submissions(maHoSo)).toHaveLength(1);
    },
  );

  it('what was taken at a unit that the register does not know any more is there all the same', async () => {
    const code = nextCode();
    const data = marriage('07210');
    const { maHoSo } = await s.host.sync.submit({ maHoSo: code, module: 'KH', maDonVi: '07210', data });
    await untilState(maHoSo, 'sent');
    s.remotes.register.requestSupplement(maHoSo, { noiDungXuLy: 'Thiếu giấy tờ' });
    await s.host.poller.refresh([maHoSo]);
    await s.host.sync.resubmit(maHoSo, { data });
    const of = { dossier: maHoSo };
    s.remotes.faults.next('register.v1.submit', fault.badGateway(), 1, of);
    s.remotes.faults.always('register.v1.status', fault.registerError('106'), of);
    const asked = s.remotes.calls.of('register.v1.status', maHoSo).length;
    await eventually(async () => {
      await s.host.sync.runOnce();
      return s.remotes.calls.of('register.v1.status', maHoSo).length > asked + 4;
    });
    expect(s.remotes.calls.of('register.v1.submit', maHoSo)).toHaveLength(2);
    await expect(s.host.sync.withdraw(maHoSo, 'nhầm')).rejects.toMatchObject({ code: 'HT-2004' });
    s.remotes.faults.clear();
    await untilState(maHoSo, 'sent');
    expect(s.remotes.ledger.submissions(maHoSo)).toHaveLength(2);
  });

  it('what the register has of it, in truth, is not forgotten, whatever it says of something else', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    s.remotes.faults.next('register.submit', fault.acceptThenReset(), 1, { dossier: maHoSo });
    await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { strikes: 2 });
    await untilState(maHoSo, 'held');
    await refusedThen(maHoSo, corrected());
    const mine = () => s.host.sync.withdraw(maHoSo, 'nhầm');
    await expect(mine()).rejects.toMatchObject({ code: 'HT-2004' });
    // It denies what it has, and then calls it received already.
    s.remotes.faults.next('register.status', fault.registerError('201'), 2, { dossier: maHoSo });
    await s.host.sync.resubmit(maHoSo, corrected());
    await untilState(maHoSo, 'held');
    await expect(mine()).rejects.toMatchObject({ code: 'HT-2004' });
    expect(s.remotes.ledger.submissions(maHoSo)).toHaveLength(1);
  });

  it('a listener that fails over the personal number keeps nobody from asking for it again', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    await untilState(maHoSo, 'sent');
    s.remotes.register.registerAndIssue(maHoSo, { numberPending: true });
    await s.host.poller.refresh([maHoSo]);
    s.remotes.register.issuePersonalNumber(maHoSo);
    let failures = 0;
    ActingListener.result = () => {
      failures++;
      return Promise.reject(new Error('the host’s own'));
    };
    await eventually(async () => {
      await s.host.poller.runOnce();
      await sleep(30);
      return failures > 4;
    });
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'registered', diagnosis: { code: 'HT-9001' } });
    ActingListener.result = undefined;
    await s.host.poller.refresh([maHoSo]);
    expect((await s.host.poller.result(maHoSo))?.pending).toBeUndefined();
    expect((await s.host.sync.find(maHoSo)).diagnosis).toBeUndefined();
    const { id: subjectId } = await s.host.db.manager.findOneByOrFail(HotichDossier, { maHoSo });
    expect(await s.host.db.manager.countBy(HotichTask, { subjectId })).toBe(0);
  });

  it.each([
    ['that it is being mended', '{"status":0,"statusDescription":"Hệ thống đang bảo trì"}'],
    ['nothing that is known', '{"hello":1}'],
  ])('a register that says of everybody %s is asked until it answers, and nobody is held', async (_what, body) => {
    const codes = [nextCode(), nextCode(), nextCode()];
    for (const code of codes) await s.host.sync.submit(birthInput(code));
    for (const code of codes) await untilState(code, 'sent');
    s.remotes.faults.always('register.status', fault.answer(200, body, { 'content-type': 'application/json' }));
    const questions = () => s.remotes.calls.of('register.status', codes[0]).length;
    const before = questions();
    await s.host.poller.refresh(codes);
    // One may last as long as the register says so: by the time its answers are stored, the first may be asked about again.
    const runs: Promise<unknown>[] = [];
    await eventually(() => {
      runs.push(s.host.poller.runOnce());
      return questions() > before + 16;
    });
    for (const code of codes)
      expect(await s.host.sync.find(code)).toMatchObject({ state: 'sent', diagnosis: { kind: 'transient' } });
    s.remotes.faults.clear();
    await Promise.all(runs);
    for (const view of await s.host.poller.refresh(codes)) expect(view.diagnosis).toBeUndefined();
  });

  it.each([
    ['a deadlock', DEADLOCK],
    ['a lock waited for too long', LOCK_TIMED_OUT],
  ])('a listener that swallows %s stores nothing by halves', async (_what, undoing) => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    let told = 0;
    ActingListener.act = async ({ move }, manager) => {
      if (move === 'send' && ++told === 1) await manager.query(undoing).catch(() => undefined);
    };
    await untilState(maHoSo, 'sent');
    expect(told).toBe(2);
    expect(submissions(maHoSo)).toBe(1);
  });

  it('nor is what it leaves behind laid at the door of another, whose listener lets it be seen', async () => {
    const codes = [nextCode(), nextCode()];
    for (const code of codes) await s.host.sync.submit(birthInput(code));
    let swallowed: string | undefined;
    ActingListener.act = async ({ move, dossier }, manager) => {
      if (move !== 'send') return;
      if (swallowed) await manager.query('select 1');
      else await manager.query('select 1 / 0').catch(() => undefined);
      swallowed ??= dossier.maHoSo;
    };
    s.remotes.behaviour.latencyMs = 200;
    await s.host.sync.runOnce();
    s.remotes.behaviour.latencyMs = 0;
    for (const code of codes) await untilState(code, 'sent');
    const [other] = codes.filter((code) => code !== swallowed);
    expect(s.remotes.calls.of('register.status', other)).toEqual([]);
  });

  it('a result that fails at its listener, and whose dossier is locked by then, gives its documents back', async () => {
    const before = traysOpen();
    const giayKhaiSinh = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(100_000), Buffer.from('\n%%EOF\n')]);
    let kept = 0;
    // Whose the lock is when the first storing is undone, ours or the second storing's, nobody can order.
    for (let attempt = 0; attempt < 8 && kept === 0; attempt++) {
      const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
      await untilState(maHoSo, 'sent');
      s.remotes.register.registerAndIssue(maHoSo);
      let locking: Promise<() => Promise<void>> | undefined;
      ActingListener.act = async ({ move, dossier }) => {
        if (dossier.maHoSo !== maHoSo || move !== 'register' || locking) return;
        locking = locked(maHoSo);
        await sleep(200);
        throw new Error('the host’s own');
      };
      const run = issued(s, maHoSo, '001226000077', { giayKhaiSinh });
      const free = await eventually(() => locking);
      await sleep(200);
      expect(await stateOf(maHoSo)).toBe('sent');
      kept = traysOpen() - before;
      await free();
      await run;
      await eventually(async () => {
        await s.host.poller.runOnce();
        return (await stateOf(maHoSo)) === 'registered';
      });
      expect(traysOpen()).toBe(before);
    }
    expect(kept).toBe(1);
  });

  it('a listener that sends a held dossier again at once has it sent', async () => {
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    s.remotes.faults.next('register.submit', fault.registerError('ERR_VALIDATE'));
    let mended = 0;
    ActingListener.act = async ({ move, dossier }, manager) => {
      if (move === 'hold' && mended++ === 0) await s.host.sync.resubmit(dossier.maHoSo, { data: input.data }, manager);
    };
    await untilState(input.maHoSo, 'sent');
    expect(mended).toBe(1);
    expect(await s.host.db.manager.countBy(HotichTask, { lane: 'submission' })).toBe(0);
  });

  it('a listener that sends a dossier in doubt again at once has it asked about, not sent', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    s.remotes.faults.next('register.submit', fault.acceptThenReset());
    s.remotes.faults.always('register.status', fault.badGateway(), { dossier: maHoSo });
    let again = 0;
    ActingListener.act = async ({ move, dossier }, manager) => {
      if (move !== 'hold' || again++ > 0) return;
      s.remotes.faults.clear();
      await s.host.sync.resubmit(dossier.maHoSo, {}, manager);
    };
    // As if this were the last attempt of many.
    await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { strikes: 2 });
    await untilState(maHoSo, 'sent');
    expect(again).toBe(1);
    expect(submissions(maHoSo)).toBe(1);
  });

  it('of changed content whose answer is lost, what the register has may be the version before', async () => {
    const input = birthInput(nextCode());
    const { maHoSo } = await s.host.sync.submit(input);
    await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { strikes: 2 });
    s.remotes.faults.next('register.submit', fault.acceptThenReset());
    await untilState(maHoSo, 'held');
    s.remotes.faults.next('register.submit', fault.resetBeforeAccepting());
    await s.host.sync.resubmit(maHoSo, { data: birthInput(maHoSo, { nksHoTen: 'TÊN MỚI MẪU' }).data });
    await s.host.sync.runOnce();
    await untilState(maHoSo, 'held');
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ version: 2, diagnosis: { code: 'HT-4002' } });
    expect(s.remotes.ledger.submissions(maHoSo).map((effect) => effect.version)).toEqual([1]);
    await expect(s.host.sync.withdraw(maHoSo, 'nhầm')).rejects.toMatchObject({ code: 'HT-2004' });
  });

  it('and when that is held in doubt as well, nothing the register says can be understood', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { strikes: 2 });
    s.remotes.faults.next('register.submit', fault.acceptThenReset());
    await untilState(maHoSo, 'held');
    await s.host.sync.resubmit(maHoSo, { data: birthInput(maHoSo, { nksHoTen: 'TÊN MỚI MẪU' }).data });
    s.remotes.faults.always('register.submit', fault.resetBeforeAccepting(), { dossier: maHoSo });
    await untilState(maHoSo, 'held');
    s.remotes.faults.clear();
    await s.host.sync.resubmit(maHoSo);
    await s.host.sync.runOnce();
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'held', version: 2, diagnosis: { code: 'HT-4002' } });
  });

  it('an answer to a supplement that was in doubt, once corrected, is not taken for the one in doubt', async () => {
    const maHoSo = await wantedSupplemented();
    const named = (nksHoTen: string) => ({ data: birthInput(maHoSo, { nksHoTen }).data });
    await s.host.sync.resubmit(maHoSo, named('TÊN HAI MẪU'));
    await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { strikes: 2 });
    s.remotes.faults.next('register.submit', fault.acceptThenReset());
    await s.host.sync.runOnce();
    expect(await stateOf(maHoSo)).toBe('held');
    await s.host.sync.resubmit(maHoSo, named('TÊN BA MẪU'));
    await expect(s.host.sync.withdraw(maHoSo, 'nhầm')).rejects.toMatchObject({ code: 'HT-2004' });
    await s.host.sync.runOnce();
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'held', version: 3, diagnosis: { code: 'HT-4002' } });
    await expect(s.host.sync.withdraw(maHoSo, 'nhầm')).rejects.toMatchObject({ code: 'HT-2004' });
    s.remotes.register.registerAndIssue(maHoSo);
    await s.host.sync.resubmit(maHoSo);
    await s.host.sync.runOnce();
    await s.host.poller.refresh([maHoSo]);
    expect([await stateOf(maHoSo), submissions(maHoSo)]).toEqual(['registered', 3]);
  });

  it.each<[string, number, (code: string) => void]>([
    ['registered', 4, (code) => s.remotes.register.registerAndIssue(code)],
    ['refused', 6, (code) => s.remotes.register.refuse(code, { ghiChu: 'Hồ sơ trùng' })],
  ])('nor does that keep from the citizen that it has %s what it has', async (end, status, finish) => {
    const code = await accepted(s);
    s.remotes.faults.next('register.submit', fault.acceptThenReset(), 1, { dossier: code });
    await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { strikes: 2 });
    await untilState(code, 'held');
    await s.host.sync.resubmit(code, corrected());
    await untilState(code, 'held');
    finish(code);
    await s.host.sync.resubmit(code);
    await untilState(code, 'sent');
    expect((await s.host.sync.timeline(code)).findLast(({ event }) => event === 'send')).toMatchObject({
      detail: { how: 'final', version: null },
    });
    await s.host.poller.refresh([code]);
    await s.host.interlink.runReportOnce();
    expect([await stateOf(code), reports(code)]).toEqual([end, [1, 3, 7, status]]);
    expect(s.remotes.ledger.submissions(code)).toHaveLength(1);
  });

  it('the same again in answer to a supplement is an answer, and sent at once', async () => {
    const maHoSo = await wantedSupplemented();
    await s.host.sync.resubmit(maHoSo);
    await s.host.sync.runOnce();
    expect(await stateOf(maHoSo)).toBe('sent');
    expect(submissions(maHoSo)).toBe(2);
  });

  it.each([
    ['his transaction', (code: string) => s.host.sync.withdraw(code, 'Công dân rút hồ sơ')],
    [
      'that of the host',
      (code: string) => s.host.db.transaction((manager) => s.host.sync.withdraw(code, 'Công dân rút hồ sơ', manager)),
    ],
    [
      'that of the host, where another call is made beside his',
      (code: string) =>
        s.host.db.transaction(async (manager) => {
          const beside = s.host.sync.withdraw(nextCode(), 'Nhầm', manager).catch(() => undefined);
          await Promise.all([beside, s.host.sync.withdraw(code, 'Công dân rút hồ sơ', manager)]);
        }),
    ],
  ])('an officer is told when a listener has swallowed what undid %s', async (_whose, withdraw) => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    ActingListener.act = async (_change, manager) => void (await manager.query(DEADLOCK).catch(() => undefined));
    await expect(withdraw(maHoSo)).rejects.toThrow();
    expect(await stateOf(maHoSo)).toBe('queued');
    // Sent beside the next test's, it would be told to that one's listener.
    ActingListener.act = undefined;
    await withdraw(maHoSo);
    expect(await stateOf(maHoSo)).toBe('withdrawn');
  });

  it('of a listener that fails the log says where, and of which dossier, but not in what words', async () => {
    const lines: string[] = [];
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation((line: string) => void lines.push(line));
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    let failed = false;
    ActingListener.act = ({ move }) => {
      if (move !== 'send' || failed) return Promise.resolve();
      failed = true;
      throw new TypeError('NGUYỄN VĂN MẪU');
    };
    await untilState(maHoSo, 'sent');
    warn.mockRestore();
    const [line, ...others] = lines.filter((text) => text.includes(maHoSo));
    expect(others).toEqual([]);
    expect(line).toMatch(
      /^submission .*, internal, attempt 1, strikes 1: HT-9001 .*TypeError.*\{at .*settle\.e2e-spec\.ts:\d+/,
    );
    expect(lines.join()).not.toContain('MẪU');
  });

  it('of a refusal the log says of which dossier and what to do, and not the words, which may name somebody', async () => {
    const lines: string[] = [];
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation((line: string) => void lines.push(line));
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    const refused = fault.registerError('ERR_VALIDATE', 'Trẻ NGUYỄN VĂN MẪU đã được đăng ký');
    s.remotes.faults.next('register.submit', refused, 1, { dossier: maHoSo });
    await untilState(maHoSo, 'held');
    warn.mockRestore();
    expect((await s.host.sync.find(maHoSo)).diagnosis?.text.vi).toContain('NGUYỄN VĂN MẪU');
    expect(lines.filter((text) => text.includes(maHoSo))).toEqual([expect.stringContaining('HT-4002')]);
    expect(lines.join()).not.toContain('MẪU');
  });

  it('a dossier that somebody has deleted while its answer was on the way is nobody to wait for', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    const { id } = await s.host.db.manager.findOneByOrFail(HotichDossier, { maHoSo });
    s.remotes.faults.next('register.submit', fault.acceptThenDelay(500), 1, { dossier: maHoSo });
    const run = s.host.sync.runOnce();
    await eventually(() => submissions(maHoSo) === 1);
    await s.host.db.manager.delete(HotichDossier, { id });
    await run;
    expect(await s.host.db.manager.countBy(HotichTask, { subjectId: id })).toBe(0);
  });

  it('a listener that times out every time is seen in the end', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    ActingListener.act = async ({ move }, manager) => void (move === 'send' && (await manager.query(TIMED_OUT)));
    await untilState(maHoSo, 'held');
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ diagnosis: { code: 'HT-9001' } });
    expect(submissions(maHoSo)).toBe(1);
  });

  it('a session that the database ends once is no fault of the dossier', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    const strikes: number[] = [];
    ActingListener.act = async ({ move }, manager) => {
      if (move !== 'send') return;
      strikes.push((await s.host.db.manager.findOneByOrFail(HotichTask, { lane: 'submission' })).strikes);
      if (strikes.length > 1) return;
      await manager.query(IMPATIENT.set);
      await sleep(IMPATIENT.tooLongMs);
    };
    await untilState(maHoSo, 'sent');
    expect(strikes).toEqual([0, 0]);
    expect(submissions(maHoSo)).toBe(1);
  });

  it('a listener that lets the database wait until it ends the session, every time, is seen as well', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    ActingListener.act = async ({ move }, manager) => {
      if (move !== 'send') return;
      await manager.query(IMPATIENT.set);
      await sleep(IMPATIENT.tooLongMs);
    };
    await untilState(maHoSo, 'held', 30_000);
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ diagnosis: { code: 'HT-9001' } });
    expect(submissions(maHoSo)).toBe(1);
  });

  it('a report that is wanted again while its lane finds nothing to do is said', async () => {
    const code = await accepted(s);
    s.remotes.faults.next('interlink.report', refusal, 1, { statusSent: 3 });
    await s.host.interlink.runReportOnce();
    await untilState(code, 'sent');
    // Status 3 is held; 7 has its task, and finds 3 in its way. In this very moment somebody wants 3 to be said again.
    const lane = internal<{ load: (tasks: unknown) => Promise<unknown> }>(s.host, 'ReportLane');
    const load = lane.load.bind(lane);
    lane.load = async (tasks) => {
      const jobs = await load(tasks);
      lane.load = load;
      await s.host.interlink.retry(code);
      return jobs;
    };
    await s.host.interlink.runReportOnce();
    await s.host.interlink.runReportOnce();
    expect(reports(code)).toEqual([1, 3, 3, 7]);
  });

  it('a dossier of which nobody ever learns whether it was taken is held in the end', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    s.remotes.faults.always('register.submit', fault.resetBeforeAccepting(), { dossier: maHoSo });
    await untilState(maHoSo, 'held');
    expect(submissions(maHoSo)).toBe(3);
  });
});

describe('where processes know other ways to the register, as while a new version of the host is rolled out', () => {
  const ways = {
    version1: { module: 'KS', effectiveFrom: '2026-01-01', version: '1.0' },
    version1in2024: { module: 'KS', effectiveFrom: '2026-01-01', version: '1.0', profile: '2024' },
    astray: { module: 'KS', paths: { submit: '/sai/nhanHoSo', status: '/sai/layKetQua' } },
  } as const;
  // No retry before the other process makes it.
  const engine = { retryMs: 60_000, retryMaxMs: 60_000 };
  let s: Scene;
  beforeAll(async () => (s = await scene({ engine })));
  afterAll(() => s.close());

  async function submittedAt(way: keyof typeof ways, input: SubmitInput): Promise<TestHost> {
    const old = await startHost(s.url, optionsFor(s.remotes, { engine, register: { routes: [ways[way]] } }));
    await old.sync.submit(input);
    return old;
  }

  async function retried(host: TestHost): Promise<void> {
    await host.db.manager.update(HotichTask, { lane: 'submission' }, { dueAt: new Date(0) });
    await host.sync.runOnce();
  }

  async function untilSent(host: TestHost, maHoSo: string): Promise<Route> {
    await eventually(async () => {
      await retried(host);
      return (await host.sync.find(maHoSo)).state === 'sent';
    });
    return (await host.db.manager.findOneByOrFail(HotichDossier, { maHoSo })).route!;
  }

  it('what may have gone one way is asked about, and sent again, on that way by all', async () => {
    const maHoSo = nextCode();
    const data = { ...examplePayload('KS', 'register'), noiDangKy: '07210' };
    const old = await submittedAt('version1', { maHoSo, module: 'KS', maDonVi: '07210', data });
    s.remotes.faults.next('register.v1.submit', fault.acceptThenReset(), 1, { dossier: maHoSo });
    await old.sync.runOnce();
    await old.close();
    expect(await untilSent(s.host, maHoSo)).toMatchObject({ version: '1.0' });
    expect(s.remotes.calls.of('register.v1.submit', maHoSo)).toHaveLength(1);
    expect(s.remotes.calls.of('register.submit', maHoSo)).toEqual([]);
  });

  it('what surely never went out goes the way that is known now, and is asked about there by all', async () => {
    const input = birthInput(nextCode());
    const old = await submittedAt('version1in2024', input);
    s.remotes.faults.next('register.submit', fault.acceptThenReset(), 1, { dossier: input.maHoSo });
    await s.host.sync.runOnce();
    expect(await untilSent(old, input.maHoSo)).toMatchObject({ version: '3.0' });
    expect(s.remotes.calls.of('register.submit', input.maHoSo)).toHaveLength(1);
    expect(s.remotes.calls.of('register.v1.submit', input.maHoSo)).toEqual([]);
    await old.close();
  });

  it('a path that led nowhere is mended for what was put in line before', async () => {
    const input = birthInput(nextCode());
    const old = await submittedAt('astray', input);
    await old.sync.runOnce();
    await old.close();
    expect(await s.host.sync.find(input.maHoSo)).toMatchObject({
      state: 'queued',
      diagnosis: { kind: 'configuration' },
    });
    expect((await untilSent(s.host, input.maHoSo)).paths.submit).not.toContain('sai');
  });
});
