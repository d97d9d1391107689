import { setTimeout as sleep } from 'node:timers/promises';
import { examplePayload, HotichDossier, HotichExchange, HotichTask } from '@hotich/nestjs';
import { type Fault, fault } from '@hotich/simulator';
import { IsNull, Not } from 'typeorm';
import { eventually, internal, optionsFor, startHost, type TestHost } from './support/host';
import { birthInput, nextCode } from './support/samples';
import { accepted, scene, type Scene } from './support/scene';

const json = { 'content-type': 'application/json' };
/** What ASP.NET says of itself when the software in it has failed. */
const FAILED = JSON.stringify({
  type: 'https://tools.ietf.org/html/rfc7231#section-6.6.1',
  title: 'An error occurred while processing your request.',
  status: 500,
  traceId: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00',
});
const breaker = { failures: 50, openMs: 50 };
const gateway = { timeoutMs: 300, connectTimeoutMs: 300, breaker } as never;
// No retry before the test has arranged what it is to find: each says itself when one is due.
const engine = { retryMs: 60_000, retryMaxMs: 60_000 };

describe('one dossier, one copy at the register', () => {
  let s: Scene;
  beforeAll(async () => (s = await scene({ gateway, engine })));
  afterAll(() => s.close());
  beforeEach(() => s.remotes.faults.clear());

  async function untilSent(code: string): Promise<void> {
    await eventually(async () => {
      await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { dueAt: new Date(0) });
      await s.host.sync.runOnce();
      return (await s.host.sync.find(code)).state === 'sent';
    });
  }

  it.each<[string, Fault, boolean]>([
    ['accepted, then the line is cut', fault.acceptThenReset(), true],
    ['accepted, then silence', fault.acceptThenHang(), true],
    ['accepted, then half a body', fault.halfBody(), true],
    ['accepted, then one byte a second', fault.trickle(1, 1_000), true],
    ['accepted, then an empty body', fault.emptyBody(), true],
    [
      'accepted, then a page of HTML',
      fault.acceptThenAnswer(200, '<html>login</html>', { 'content-type': 'text/html' }),
      true,
    ],
    ['accepted, then gateway fault 101504', fault.acceptThenGateway('101504'), true],
    [
      'accepted, then a page that forbids',
      fault.acceptThenAnswer(403, '<html>Request Rejected</html>', { 'content-type': 'text/html' }),
      true,
    ],
    ['cut before it was accepted', fault.resetBeforeAccepting(), false],
    ['a login page at HTTP 200', fault.loginPage(), false],
    ['a SOAP fault', fault.soapFault(), false],
    ['502 from the gateway', fault.badGateway(), false],
    ['an answer no rule knows', fault.answer(200, '{"hello":1}', json), false],
    ['a failure in the words of a framework', fault.answer(500, FAILED, json), false],
    ['accepted, then a failure in the words of a framework', fault.acceptThenAnswer(500, FAILED, json), true],
    ['a status that is not 1, and no word why', fault.answer(200, '{"status":500,"message":"x"}', json), false],
  ])('%s: it asks before it sends again, and the register holds it once', async (_name, spoiled, taken) => {
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    s.remotes.faults.next('register.submit', spoiled);
    await s.host.sync.runOnce();
    await untilSent(input.maHoSo);
    expect(s.remotes.ledger.submissions(input.maHoSo)).toHaveLength(1);
    expect(s.remotes.calls.of('register.submit', input.maHoSo)).toHaveLength(taken ? 1 : 2);
    expect(s.remotes.calls.of('register.status', input.maHoSo).length).toBeGreaterThan(0);
  });

  it.each<[string, Fault]>([
    ['another dossier', fault.otherDossier('H24.37.80-000000-9999')],
    ['something without a status', fault.answer(200, '{"status":1,"value":[{"maHoSoMCDT":"H24"}]}', json)],
  ])('an answer about %s does not say that the register lacks this one', async (_name, spoiled) => {
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    s.remotes.faults.next('register.submit', fault.acceptThenReset());
    await s.host.sync.runOnce();
    // Longer ago than the register may take to know its own.
    await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { calledAt: new Date(0) });
    s.remotes.faults.next('register.status', spoiled);
    await untilSent(input.maHoSo);
    expect(s.remotes.calls.of('register.status', input.maHoSo)).toHaveLength(2);
    expect(s.remotes.calls.of('register.submit', input.maHoSo)).toHaveLength(1);
  });

  it.each([0, '0', -1])('a status of %j beside an error does not say that the register has it', async (trangThai) => {
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    s.remotes.faults.next('register.submit', fault.resetBeforeAccepting());
    await s.host.sync.runOnce();
    await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { calledAt: new Date(0) });
    const busy = { status: 1, value: [{ maHoSoMCDT: input.maHoSo, trangThai, errors: 'Hệ thống bận' }] };
    s.remotes.faults.next('register.status', fault.answer(200, JSON.stringify(busy), json));
    await untilSent(input.maHoSo);
    expect(s.remotes.ledger.submissions(input.maHoSo)).toHaveLength(1);
    expect(s.remotes.calls.of('register.status', input.maHoSo)).toHaveLength(2);
  });

  it('the no to a question about one in doubt is shown in the words of the register', async () => {
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    s.remotes.faults.next('register.submit', fault.acceptThenReset());
    await s.host.sync.runOnce();
    s.remotes.faults.next('register.status', fault.registerError('101', 'IP_DISALLOWED'));
    await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { dueAt: new Date(0) });
    await s.host.sync.runOnce();
    const { state, diagnosis } = await s.host.sync.find(input.maHoSo);
    expect([state, diagnosis!.kind]).toEqual(['queued', 'configuration']);
    expect(diagnosis!.text.vi).toContain('IP_DISALLOWED');
    await untilSent(input.maHoSo);
  });

  it.each<[string, (code: string) => void]>([
    ['an error in place of a status', () => (s.remotes.behaviour.register.unknownCode = 'errorItem')],
    [
      'error 201',
      (code) =>
        s.remotes.faults.next('register.status', fault.answer(200, '{"status":0,"errorCode":"201"}', json), 1, {
          dossier: code,
        }),
    ],
    [
      'words without a code',
      (code) =>
        s.remotes.faults.next(
          'register.status',
          fault.answer(200, '{"status":0,"statusDescription":"KHÔNG TÌM THẤY HỒ SƠ","value":null}', json),
          1,
          { dossier: code },
        ),
    ],
  ])('a register that says by %s that it has no such dossier gets it', async (_how, arrange) => {
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    s.remotes.faults.next('register.submit', fault.resetBeforeAccepting());
    await s.host.sync.runOnce();
    await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { calledAt: new Date(0), dueAt: new Date(0) });
    arrange(input.maHoSo);
    await s.host.sync.runOnce();
    s.remotes.behaviour.register.unknownCode = 'omit';
    expect(await s.host.sync.find(input.maHoSo)).toMatchObject({ state: 'sent' });
    expect(s.remotes.ledger.submissions(input.maHoSo)).toHaveLength(1);
  });

  it.each([
    ['asks for another supplement: it has seen the first', 'Thiếu chữ ký', 2],
    ['asks still: it has not', undefined, 3],
  ])('a supplement whose answer was lost, and the register %s', async (_name, words, submissions) => {
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    await untilSent(input.maHoSo);
    s.remotes.register.requestSupplement(input.maHoSo, { noiDungXuLy: 'Thiếu giấy tờ' });
    await eventually(async () => {
      await s.host.poller.runOnce();
      return (await s.host.sync.find(input.maHoSo)).state === 'supplement';
    });
    await s.host.sync.resubmit(input.maHoSo, { data: birthInput(input.maHoSo, { nksHoTen: 'TRẦN VĂN MẪU' }).data });
    s.remotes.faults.next('register.submit', words ? fault.acceptThenReset() : fault.resetBeforeAccepting());
    await s.host.sync.runOnce();
    if (words) s.remotes.register.requestSupplement(input.maHoSo, { noiDungXuLy: words });
    await untilSent(input.maHoSo);
    expect(s.remotes.calls.of('register.submit', input.maHoSo)).toHaveLength(submissions);
    expect(s.remotes.ledger.submissions(input.maHoSo)).toHaveLength(2);
  });

  it('an answer that cannot be read is kept as it came', async () => {
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    s.remotes.faults.next('register.submit', fault.answer(200, '{"cau_tra_loi":"chưa từng thấy"}', json));
    await untilSent(input.maHoSo);
    const kept = await eventually(() =>
      s.host.db.manager.findOneBy(HotichExchange, { codes: input.maHoSo, outcome: 'unreadable' }),
    );
    expect(kept).toMatchObject({ operation: 'register.submit', raw: '{"cau_tra_loi":"chưa từng thấy"}' });
  });

  it('refused connections: nothing was sent, so nothing is asked; it goes out when the remote is back', async () => {
    const input = birthInput(nextCode());
    await s.host.tokens.getToken();
    await s.remotes.down('gateway');
    await s.host.sync.submit(input);
    await s.host.sync.runOnce();
    expect(await s.host.sync.find(input.maHoSo)).toMatchObject({ state: 'queued', diagnosis: { kind: 'transient' } });
    await s.remotes.up('gateway');
    await untilSent(input.maHoSo);
    expect(s.remotes.calls.of('register.status', input.maHoSo)).toEqual([]);
    expect((await s.host.sync.find(input.maHoSo)).diagnosis).toBeUndefined();
  });

  it.each([
    ['WSO2', { code: '404', type: 'Status report', message: 'Not Found', description: 'x' }],
    ['Kong', { message: 'no Route matched with those values' }],
  ])(
    'a path that leads nowhere, in the words of %s: nothing was sent, and nothing is held for it',
    async (_who, words) => {
      const input = birthInput(nextCode());
      await s.host.sync.submit(input);
      s.remotes.faults.always('register.submit', fault.answer(404, JSON.stringify(words), json));
      for (let run = 0; run < 10; run++) {
        await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { dueAt: new Date(0) });
        await s.host.sync.runOnce();
      }
      expect(await s.host.sync.find(input.maHoSo)).toMatchObject({
        state: 'queued',
        diagnosis: { kind: 'configuration' },
      });
      s.remotes.faults.clear();
      await untilSent(input.maHoSo);
      expect(s.remotes.calls.of('register.status', input.maHoSo)).toEqual([]);
    },
  );

  describe('an outage is no fault of', () => {
    /** What `count` new dossiers have to show for one attempt each, before any is tried again. */
    async function attemptsOf(count: number, faults: (codes: string[]) => void | Promise<void>): Promise<HotichTask[]> {
      const inputs = Array.from({ length: count }, () => birthInput(nextCode()));
      const patient = await startHost(s.url, optionsFor(s.remotes, { gateway: { breaker } as never, engine }));
      for (const input of inputs) await patient.sync.submit(input);
      await faults(inputs.map(({ maHoSo }) => maHoSo));
      await patient.sync.runOnce();
      const tasks = await patient.db.manager.findBy(HotichTask, { lane: 'submission' });
      await patient.close();
      s.remotes.faults.clear();
      for (const input of inputs) await untilSent(input.maHoSo);
      return tasks;
    }

    it.each([
      ['502', fault.badGateway()],
      ['a failure in the words of a framework', fault.answer(500, FAILED, json)],
    ])('the calls that were under way when it began: %s', async (_name, failing) => {
      const tasks = await attemptsOf(8, () => {
        s.remotes.faults.always('register.submit', failing);
      });
      expect(tasks.filter((task) => task.unsure)).toHaveLength(8);
      expect(tasks.map((task) => task.strikes)).toEqual(Array(8).fill(0));
    });

    it('those that failed while answers to calls from before it still came in', async () => {
      const refusedAfter = (delayBeforeMs: number) => ({ ...fault.badGateway(), delayBeforeMs });
      const stuck = s.host.db.createQueryRunner();
      const tasks = await attemptsOf(4, (codes) => {
        [fault.delay(100), fault.delay(400), refusedAfter(200), refusedAfter(600)].forEach((one, i) =>
          s.remotes.faults.next('register.submit', one, 1, { dossier: codes[i]! }),
        );
        // What came of the first waits for its task, and what comes meanwhile is judged together.
        const callOf = (code: string | undefined) => s.remotes.calls.of('register.submit', code)[0];
        const id = `(select id from hotich_dossier where ma_ho_so = '${codes[0]}')`;
        void eventually(() => callOf(codes[0]))
          .then(() => stuck.startTransaction())
          .then(() =>
            stuck.query(`select 1 from hotich_task where lane = 'submission' and subject_id = ${id} for update`),
          )
          .then(() => eventually(() => callOf(codes[3])?.endedAt !== undefined))
          .then(() => sleep(100))
          .then(() => stuck.commitTransaction())
          .then(() => stuck.release());
      });
      expect(tasks.map(({ unsure, strikes }) => ({ unsure, strikes }))).toEqual(
        Array(2).fill({ unsure: true, strikes: 0 }),
      );
    });
  });

  it('"đã được tiếp nhận" is success', async () => {
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    s.remotes.faults.next(
      'register.submit',
      fault.acceptThenAnswer(
        200,
        JSON.stringify({ status: '0', errorDescription: 'Hồ sơ ĐÃ ĐƯỢC TIẾP NHẬN trước đó'.normalize('NFD') }),
        json,
      ),
    );
    expect(await s.host.sync.runOnce()).toMatchObject({ settled: 1 });
    expect((await s.host.sync.timeline(input.maHoSo)).at(-1)).toMatchObject({
      event: 'send',
      detail: { how: 'alreadyReceived' },
    });
  });

  /** Taken by the register, which waits for a supplement now that is in line. */
  async function supplemented(): Promise<string> {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    await s.host.sync.runOnce();
    s.remotes.register.requestSupplement(maHoSo, { noiDungXuLy: 'Bổ sung' });
    await s.host.poller.refresh([maHoSo]);
    await s.host.sync.resubmit(maHoSo, { data: birthInput(maHoSo, { nksHoTen: 'TÊN MỚI MẪU' }).data });
    return maHoSo;
  }

  it('after a supplement "đã được tiếp nhận" is looked into: the new content was not taken, so a person is told', async () => {
    s.remotes.behaviour.register.afterSupplement = 'alreadyReceived';
    const maHoSo = await supplemented();
    await eventually(async () => {
      await s.host.sync.runOnce();
      return (await s.host.sync.find(maHoSo)).state === 'held';
    });
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ diagnosis: { code: 'HT-4002' } });
    // Said once more after the time that a register may take to know its own.
    expect(s.remotes.calls.of('register.submit', maHoSo)).toHaveLength(3);
    s.remotes.behaviour.register.afterSupplement = 'replace';
    await s.host.sync.resubmit(maHoSo);
    await s.host.sync.runOnce();
    expect((await s.host.sync.find(maHoSo)).state).toBe('sent');
    expect(s.remotes.ledger.submissions(maHoSo).map((effect) => effect.version)).toEqual([1, 2]);
  });

  const stillWaits = (maHoSo: string) => {
    const value = [{ maHoSoMCDT: maHoSo, trangThai: 2, noiDungXuLy: 'Bổ sung' }];
    return fault.answer(200, JSON.stringify({ status: 1, value }), json);
  };

  it.each<[string, (maHoSo: string) => Fault]>([
    ['nobody can say', () => fault.badGateway()],
    ['the register does not know yet', stillWaits],
  ])('nor is it withdrawn while %s whether the new content was what was taken', async (_why, answer) => {
    const maHoSo = await supplemented();
    const received = JSON.stringify({ status: '0', errorDescription: 'Hồ sơ đã được tiếp nhận' });
    s.remotes.faults.next('register.submit', fault.acceptThenAnswer(200, received, json), 1, { dossier: maHoSo });
    s.remotes.faults.next('register.status', answer(maHoSo), 1, { dossier: maHoSo });
    await s.host.sync.runOnce();
    await expect(s.host.sync.withdraw(maHoSo, 'Công dân rút hồ sơ')).rejects.toMatchObject({ code: 'HT-2004' });
    await untilSent(maHoSo);
    expect(s.remotes.ledger.submissions(maHoSo).map((effect) => effect.version)).toEqual([1, 2]);
    expect(s.remotes.calls.of('register.submit', maHoSo)).toHaveLength(2);
  });

  it('a refusal of the content holds the dossier with its fields, and it goes out corrected', async () => {
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    s.remotes.faults.next(
      'register.submit',
      fault.answer(
        200,
        JSON.stringify({
          status: '0',
          errorDescription:
            'nksDanToc không tồn tại. Đề nghị kiểm tra danh mục.nmeSoGiayToTuyThan có định dạng không đúng.',
        }),
        json,
      ),
    );
    await s.host.sync.runOnce();
    const heldDossier = await s.host.sync.find(input.maHoSo);
    expect(heldDossier.state).toBe('held');
    expect(heldDossier.diagnosis!.problems.map((problem) => problem.path)).toEqual(
      expect.arrayContaining([expect.stringContaining('nksDanToc'), expect.stringContaining('meSoGiayToTuyThan')]),
    );
    await s.host.sync.resubmit(input.maHoSo, { data: birthInput(input.maHoSo, { nksDanToc: '1534' }).data });
    await s.host.sync.runOnce();
    expect((await s.host.sync.find(input.maHoSo)).state).toBe('sent');
  });

  it('refusals of one batch are each kept in the words they came in, whatever these are made of', async () => {
    const sentences = [
      '"',
      '\\',
      '{a,b}',
      'NULL',
      '',
      'a\\"b\tc\nd',
      "'; drop table x; --",
      '$1 ?',
      'Ngày ký ≤ 1/1 😀',
      'Ngày\0ký',
    ];
    const codes = sentences.map(() => nextCode());
    for (const [i, sentence] of sentences.entries()) {
      await s.host.sync.submit(birthInput(codes[i]!));
      s.remotes.faults.next('register.submit', fault.registerError('500', sentence), 1, { dossier: codes[i]! });
    }
    expect(await s.host.sync.runOnce()).toMatchObject({ held: sentences.length });
    for (const [i, sentence] of sentences.entries()) {
      const { diagnosis } = await s.host.sync.find(codes[i]!);
      expect(diagnosis?.text.vi).toContain(sentence.replace('\0', '\ufffd'));
      const held = (await s.host.sync.timeline(codes[i]!)).at(-1);
      expect(held).toMatchObject({ event: 'hold', reason: diagnosis?.text.vi });
    }
  });

  it('withdraw() takes back what the register does not hold, and nothing else', async () => {
    const [mine, sent] = [birthInput(nextCode()), birthInput(nextCode())];
    await s.host.sync.submit(sent);
    await s.host.sync.runOnce();
    await s.host.sync.submit(mine);
    await expect(s.host.sync.withdraw(mine.maHoSo, '')).rejects.toMatchObject({ code: 'HT-2001' });
    await s.host.sync.withdraw(mine.maHoSo, 'Công dân\0rút hồ sơ');
    expect((await s.host.sync.timeline(mine.maHoSo)).at(-1)).toMatchObject({ reason: 'Công dân\ufffdrút hồ sơ' });
    await s.host.sync.runOnce();
    expect(s.remotes.ledger.submissions(mine.maHoSo)).toEqual([]);
    expect((await s.host.sync.find(mine.maHoSo)).state).toBe('withdrawn');
    await expect(s.host.sync.withdraw(sent.maHoSo, 'muộn rồi')).rejects.toMatchObject({ code: 'HT-2004' });
  });

  it('refresh() leaves out the codes that nobody knows', async () => {
    await expect(s.host.poller.refresh([nextCode()])).resolves.toEqual([]);
    await expect(s.host.poller.refresh([])).resolves.toEqual([]);
  });

  it('a status query that one code spoils answers for all the others', async () => {
    const inputs = [1, 2, 3].map(() => birthInput(nextCode()));
    for (const input of inputs) await s.host.sync.submit(input);
    await s.host.sync.runOnce();
    const [poison, ...good] = inputs.map((input) => input.maHoSo) as [string, ...string[]];
    s.remotes.faults.while(
      'register.status',
      (call) => call.dossiers.includes(poison),
      fault.answer(200, '{"status":0,"statusDescription":"Lỗi hệ thống"}', json),
    );
    for (const code of good) s.remotes.register.registerAndIssue(code);
    await s.host.poller.refresh([poison, ...good]);
    for (const code of good) expect((await s.host.sync.find(code)).state).toBe('registered');
    expect((await s.host.sync.find(poison)).state).toBe('sent');
  });
});

describe('what the register says of one dossier in place of its status', () => {
  let s: Scene;
  beforeAll(async () => (s = await scene({ engine, register: { statusBatchSize: 10 } })));
  afterAll(() => s.close());

  it.each([
    ['in words', 'Mã đơn vị không đúng, số 024123456789', 'Mã đơn vị không đúng, số …'],
    ['in none', undefined, 'Chưa hỏi được hệ thống hộ tịch về hồ sơ này'],
  ])('%s is kept as it came and shown, and the others have their answer', async (_how, errors, shown) => {
    const [strange, good] = [birthInput(nextCode()), birthInput(nextCode())];
    for (const input of [strange, good]) await s.host.sync.submit(input);
    await s.host.sync.runOnce();
    const [first, second] = [strange.maHoSo, good.maHoSo];
    const value = [
      { maHoSoMCDT: first, trangThai: null, errors },
      { maHoSoMCDT: second, trangThai: 3 },
    ];
    const body = JSON.stringify({ status: 1, value });
    s.remotes.faults.next('register.status', fault.answer(200, body, json), 1, { dossier: first });
    const views = new Map((await s.host.poller.refresh([first, second])).map((view) => [view.maHoSo, view]));
    expect(views.get(first)).toMatchObject({ state: 'sent', diagnosis: { kind: 'transient' } });
    expect(views.get(first)!.diagnosis!.text.vi).toContain(shown);
    expect(views.get(second)).toMatchObject({ registerStatus: 3 });
    expect(views.get(second)!.diagnosis).toBeUndefined();
    const kept = await eventually(() =>
      s.host.db.manager.findOneBy(HotichExchange, { operation: 'register.status', outcome: 'unreadable', raw: body }),
    );
    expect(kept.codes).toContain(first);
    const [view] = await s.host.poller.refresh([first]);
    expect(view!.diagnosis).toBeUndefined();
  });

  it('a result that cannot be read is kept as it came and shown, and that it is registered is known', async () => {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    await s.host.sync.runOnce();
    const item = { maHoSoMCDT: maHoSo, trangThai: 4, ketQuaXuLy: 'xem văn bản kèm theo' };
    const body = JSON.stringify({ status: 1, value: [item] });
    s.remotes.faults.next('register.status', fault.answer(200, body, json), 1, { dossier: maHoSo });
    const [view] = await s.host.poller.refresh([maHoSo]);
    expect(view).toMatchObject({ state: 'sent', registerStatus: 4, diagnosis: { kind: 'transient' } });
    expect(view!.diagnosis!.text.vi).toContain('ketQuaXuLy');
    await eventually(() =>
      s.host.db.manager.findOneBy(HotichExchange, { operation: 'register.status', outcome: 'unreadable', raw: body }),
    );
    s.remotes.register.registerAndIssue(maHoSo);
    const [then] = await s.host.poller.refresh([maHoSo]);
    expect([then!.state, then!.diagnosis]).toEqual(['registered', undefined]);
  });
});

describe('a register that speaks version 1.0', () => {
  let s: Scene;
  beforeAll(async () => (s = await scene({ engine })));
  afterAll(() => s.close());

  async function sent(): Promise<string> {
    const data = { ...examplePayload('KH', 'register'), noiDangKy: '07210' };
    const { maHoSo } = await s.host.sync.submit({ maHoSo: nextCode(), module: 'KH', maDonVi: '07210', data });
    await s.host.sync.runOnce();
    return maHoSo;
  }

  it('and refuses in the words of an error: they are shown, and it is asked on', async () => {
    const code = await sent();
    s.remotes.register.refuse(code, { ghiChu: 'thiếu giấy tờ, số 024123456789' });
    await s.host.poller.refresh([code]);
    const { state, diagnosis } = await s.host.sync.find(code);
    expect([state, diagnosis!.kind]).toEqual(['sent', 'transient']);
    expect(diagnosis!.text.vi).toContain('Hồ sơ bị từ chối: thiếu giấy tờ, số …');
    expect(diagnosis!.text.en).toContain('Hồ sơ bị từ chối: thiếu giấy tờ, số …');
    expect(diagnosis!.remedy.vi).not.toContain('khóa');
  });

  it('and reads no text for a unit code: what its framework says of that is no status of the dossier', async () => {
    const { registerV1 } = s.remotes.behaviour;
    registerV1.unitCodeAs = 'long';
    const code = await sent();
    const again = async () => {
      await s.host.db.manager.update(HotichTask, { lane: 'submission' }, { dueAt: new Date(0) });
      await s.host.sync.runOnce();
      return s.host.sync.find(code);
    };
    expect(await again()).toMatchObject({ state: 'queued', diagnosis: { kind: 'transient' } });
    expect(s.remotes.calls.of('register.v1.status', code)).toHaveLength(1);
    registerV1.unitCodeAs = 'any';
    await eventually(async () => (await again()).state === 'sent');
    expect(s.remotes.register.find(code)).toMatchObject({ contract: '1.0' });
  });

  it('and denies the result of what it calls registered: that is shown until it comes', async () => {
    const code = await sent();
    s.remotes.register.registerAndIssue(code);
    s.remotes.faults.next('register.v1.result', fault.registerError('106', 'Sai mã đơn vị mẫu'), 1, { dossier: code });
    const [denied] = await s.host.poller.refresh([code]);
    expect(denied).toMatchObject({ state: 'sent', registerStatus: 4, diagnosis: { kind: 'transient' } });
    expect(denied!.diagnosis!.text.vi).toContain('Sai mã đơn vị mẫu');
    const [given] = await s.host.poller.refresh([code]);
    expect([given!.state, given!.diagnosis]).toEqual(['registered', undefined]);
    const events = (await s.host.sync.timeline(code)).map(({ event }) => event);
    expect(events.filter((event) => event === 'register.status')).toHaveLength(1);
  });
});

describe('a request for a supplement that was answered, repeated by the register', () => {
  let s: Scene;
  beforeAll(async () => (s = await scene({ register: { unknownGraceMs: 60_000 } })));
  afterAll(() => s.close());

  const asked = (maHoSo: string, noiDungXuLy: string) =>
    fault.answer(200, JSON.stringify({ status: 1, value: [{ maHoSoMCDT: maHoSo, trangThai: 2, noiDungXuLy }] }), json);

  async function answers(code: string, words: string): Promise<string> {
    s.remotes.faults.next('register.status', asked(code, words), 1, { dossier: code });
    const [view] = await s.host.poller.refresh([code]);
    return view!.state;
  }

  async function supplemented(): Promise<string> {
    const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
    await s.host.sync.runOnce();
    s.remotes.register.requestSupplement(maHoSo, { noiDungXuLy: 'Thiếu giấy tờ' });
    expect(await answers(maHoSo, 'Thiếu giấy tờ')).toBe('supplement');
    await s.host.sync.resubmit(maHoSo, { data: birthInput(maHoSo, { nksHoTen: 'TRẦN VĂN MẪU' }).data });
    await s.host.sync.runOnce();
    return maHoSo;
  }

  it('while it may not have seen the answer, asks nobody anything', async () => {
    const code = await supplemented();
    expect(await answers(code, 'Thiếu giấy tờ')).toBe('sent');
    s.remotes.register.markEligible(code);
    expect(await s.host.poller.refresh([code])).toMatchObject([{ state: 'sent', registerStatus: 3 }]);
    expect(await answers(code, 'Thiếu giấy tờ')).toBe('supplement');
  });

  it('later than that, is a new one in the same words', async () => {
    const code = await supplemented();
    expect(await answers(code, 'Thiếu giấy tờ')).toBe('sent');
    await s.host.db.query(`update hotich_timeline set at = at - 60000 where event = 'send'`);
    expect(await answers(code, 'Thiếu giấy tờ')).toBe('supplement');
  });

  it('in other words is another one', async () => {
    expect(await answers(await supplemented(), 'Thiếu chữ ký')).toBe('supplement');
  });
});

describe('what waits for a supplement, and the register decides on without one', () => {
  const HOUR = 3_600_000;
  let s: Scene;
  beforeAll(async () => {
    s = await scene({ register: { cadence: { firstMs: 1, minMs: HOUR, maxMs: 2 * HOUR, workingHours: false } } });
  });
  afterAll(() => s.close());

  async function asked(code: string): Promise<string> {
    await s.host.sync.runOnce();
    s.remotes.register.requestSupplement(code, { noiDungXuLy: 'Thiếu giấy tờ' });
    expect(await s.host.poller.refresh([code])).toMatchObject([{ state: 'supplement', registerStatus: 2 }]);
    return code;
  }
  const own = async () => asked((await s.host.sync.submit(birthInput(nextCode()))).maHoSo);
  const bring = (code: string) =>
    s.host.sync.resubmit(code, { data: birthInput(code, { nksHoTen: 'TRẦN VĂN MẪU' }).data });

  async function questionsIn(code: string): Promise<number[]> {
    const { id } = await s.host.db.manager.findOneByOrFail(HotichDossier, { maHoSo: code });
    const tasks = await s.host.db.manager.findBy(HotichTask, { lane: 'status', subjectId: id });
    return tasks.map(({ dueAt }) => dueAt.getTime() - Date.now());
  }

  it('is asked about further, and its result comes home', async () => {
    const code = await own();
    expect(await s.host.poller.refresh([code])).toMatchObject([{ state: 'supplement' }]);
    s.remotes.register.registerAndIssue(code);
    expect(await s.host.poller.refresh([code])).toMatchObject([{ state: 'registered', registerStatus: 4 }]);
    expect(await (await s.host.poller.result(code))!.file!.content()).toEqual(s.remotes.register.certificate(code));
    expect((await s.host.sync.timeline(code)).at(-1)).toMatchObject({ event: 'register', from: 'supplement' });
  });

  it('is refused', async () => {
    const code = await own();
    s.remotes.register.refuse(code, { ghiChu: 'Trùng hồ sơ' });
    expect(await s.host.poller.refresh([code])).toMatchObject([{ state: 'refused', registerStatus: 6 }]);
  });

  it('whoever answered before he heard of it: its result comes home all the same', async () => {
    const code = await own();
    s.remotes.register.registerAndIssue(code);
    await bring(code);
    await eventually(async () => {
      await s.host.sync.runOnce();
      return (await s.host.sync.find(code)).state === 'sent';
    });
    expect(await s.host.poller.refresh([code])).toMatchObject([{ state: 'registered' }]);
    expect(s.remotes.ledger.submissions(code)).toHaveLength(1);
  });

  it('is asked about rarely, and soon again once the supplement was sent', async () => {
    const code = await own();
    const [rarely] = await questionsIn(code);
    expect(rarely).toBeGreaterThan(HOUR / 2);
    await bring(code);
    await s.host.sync.runOnce();
    expect(await s.host.sync.find(code)).toMatchObject({ state: 'sent', version: 2 });
    const questions = await questionsIn(code);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toBeLessThan(HOUR / 2);
  });

  it('of DVCLT, which takes no status before the citizen has answered: that is shown, and said when it can be', async () => {
    const code = await asked(await accepted(s));
    await s.host.interlink.runReportOnce();
    s.remotes.register.registerAndIssue(code);
    await s.host.poller.refresh([code]);
    await s.host.interlink.runReportOnce();
    expect(s.remotes.interlink.dossier(code)!.statuses).toEqual([1, 3, 7, 2]);
    expect(await s.host.sync.find(code)).toMatchObject({ state: 'registered', diagnosis: { code: 'HT-4002' } });
    s.remotes.citizen.supplement(code, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BỔ SUNG' } });
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.retry(code);
    await s.host.interlink.runReportOnce();
    expect(s.remotes.interlink.dossier(code)!.statuses).toEqual([1, 3, 7, 2, 3, 7, 4]);
    expect(await s.host.sync.find(code)).toMatchObject({ state: 'registered' });
  });
});

/** DVCLT has the request for a supplement, and we do not know it; returns the code. */
async function supplementAskedUnheard({ remotes, host }: Scene, lost = fault.acceptThenReset()): Promise<string> {
  const { maHoSo } = remotes.citizen.fileBirth();
  await host.interlink.runIntakeOnce();
  await host.interlink.runReportOnce();
  await host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy tờ' });
  remotes.faults.next('interlink.report', lost, 1, { dossier: maHoSo });
  await host.interlink.runReportOnce();
  return maHoSo;
}

/** DVCLT has taken the report, and what stands between says that something failed. */
const takenAndFailed = fault.acceptThenAnswer(
  500,
  '{"errors":null,"title":"Internal Server Error","status":500}',
  json,
);

describe('reports to DVCLT whose answers are lost', () => {
  let s: Scene;
  beforeAll(async () => (s = await scene({ engine })));
  afterAll(() => s.close());

  it.each([
    ['taken in'],
    ['taken in by a process whose clock is late'],
    ['listed'],
    ['taken in; in place of the answer came a server error', takenAndFailed],
  ])(
    'a request for a supplement whose answer was lost is not made again when the citizen has answered it (%s)',
    async (seen, lost = fault.acceptThenReset()) => {
      const maHoSo = await supplementAskedUnheard(s, lost);
      s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BỔ SUNG' } });
      if (seen !== 'listed') await s.host.interlink.runIntakeOnce();
      if (seen.endsWith('late')) {
        await s.host.db.query(`update hotich_timeline set at = at - 3000 where event = 'supplemented'`);
      }
      await eventually(async () => {
        await s.host.db.manager.update(HotichTask, { lane: 'report' }, { dueAt: new Date(0) });
        await s.host.interlink.runReportOnce();
        if (seen === 'listed') await s.host.interlink.runIntakeOnce();
        return (await s.host.sync.timeline(maHoSo)).some(
          ({ event, detail }) => event === 'report.settled' && detail?.['trangThai'] === 2,
        );
      });
      expect((await s.host.sync.find(maHoSo)).state).toBe('received');
      expect(s.remotes.interlink.dossier(maHoSo)?.statuses).toEqual([1, 2]);
      expect(s.remotes.calls.of('interlink.report', maHoSo).map((call) => call.statusSent)).toEqual([1, 2]);
    },
  );
});

describe('a request for a supplement in doubt, looked into', () => {
  it('is not made again when the answer is taken in while DVCLT is asked whether it has come', async () => {
    const s = await scene({ engine });
    const { behaviour, calls, citizen } = s.remotes;
    const maHoSo = await supplementAskedUnheard(s);
    await s.host.db.manager.update(HotichTask, { lane: 'report' }, { dueAt: new Date(0) });
    const asked = calls.count('interlink.list');
    behaviour.latencyMs = 1_500;
    const looking = s.host.interlink.runReportOnce();
    await eventually(() => calls.count('interlink.list') > asked);
    behaviour.latencyMs = 0;
    citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BỔ SUNG' } });
    await s.host.interlink.runIntakeOnce();
    expect(s.remotes.interlink.dossier(maHoSo)?.acknowledged).toBe(true);
    await looking;
    expect(s.remotes.interlink.dossier(maHoSo)?.statuses).toEqual([1, 2]);
    expect((await s.host.sync.timeline(maHoSo)).at(-1)).toMatchObject({ event: 'report.settled' });
    await s.close();
  });
});

describe('a request for a supplement that DVCLT did not take', () => {
  let s: Scene;
  beforeAll(async () => (s = await scene({ engine })));
  afterAll(() => s.close());
  /** DVCLT says that it was told, and forgets it. */
  const forgotten = fault.answer(200, '{"errors":null,"title":"Cập nhật thành công","status":200}', json);
  const strange = (message: object) => ({ ...message, maTTHC: '9.999999' });

  async function askedInVain(maHoSo: string): Promise<void> {
    await s.host.interlink.runReportOnce();
    await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy tờ' });
    const said = { dossier: maHoSo, statusSent: 2 };
    s.remotes.faults.next('interlink.report', fault.resetBeforeAccepting(), 1, said);
    await s.host.interlink.runReportOnce();
  }

  async function askedAgain(maHoSo: string): Promise<void> {
    expect((await s.host.interlink.heldDeliveries()).map((one) => one.maHoSoLT)).toContain(maHoSo);
    await s.host.db.manager.update(HotichTask, { lane: 'report' }, { dueAt: new Date(0) });
    await s.host.interlink.runReportOnce();
    expect(s.remotes.interlink.dossier(maHoSo)?.statuses).toEqual([1, 2]);
  }

  it.each<[string, (message: object) => string]>([
    ['can no longer be read', () => '{"data": "'],
    ['can no longer be taken in', (message) => JSON.stringify({ data: strange(message) })],
  ])('is made again though the filing that was taken in is listed again, and %s', async (_how, bodyOf) => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    s.remotes.faults.next('interlink.acknowledge', forgotten, 1, { dossier: maHoSo });
    await s.host.interlink.runIntakeOnce();
    await askedInVain(maHoSo);
    const body = bodyOf(s.remotes.interlink.message(maHoSo)!);
    s.remotes.faults.next('interlink.detail', fault.answer(200, body, json), 1, { dossier: maHoSo });
    await s.host.interlink.runIntakeOnce();
    await askedAgain(maHoSo);
  });

  it('is made again though the filing that was taken in is pushed again, and can no longer be taken in', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    const message = s.remotes.interlink.message(maHoSo)!;
    await s.host.interlink.receive(JSON.stringify(message));
    await askedInVain(maHoSo);
    await s.host.interlink.receive(JSON.stringify(strange(message)));
    await askedAgain(maHoSo);
  });

  it('is answered by what DVCLT lists only when that is taken in as the answer', async () => {
    const { maHoSo, filings } = s.remotes.citizen.fileBirth();
    await s.host.interlink.runIntakeOnce();
    // Filed a second time before anything was asked of him, and not seen yet.
    filings.push({ ...filings[0]!, id: filings[0]!.id + 1_000_000, ngayTiepNhan: '01/01/2026 08:00:00' });
    await askedInVain(maHoSo);
    const report = async () => {
      await s.host.db.manager.update(HotichTask, { lane: 'report' }, { dueAt: new Date(0) });
      await s.host.interlink.runReportOnce();
      return (await s.host.sync.timeline(maHoSo)).map(({ event }) => event);
    };
    const asked = s.remotes.calls.count('interlink.list');
    expect((await report()).at(-1)).toBe('requestSupplement');
    expect(s.remotes.calls.count('interlink.list')).toBe(asked + 1);
    // It is known to the intake now, without another list.
    s.remotes.faults.next('interlink.list', fault.answer(200, '{"data":[]}', json));
    await s.host.interlink.runIntakeOnce();
    expect(await report()).toEqual([
      'receive',
      'report.delivered',
      'requestSupplement',
      'supplemented',
      'report.settled',
    ]);
    await s.host.interlink.accept(maHoSo, 'can.bo.mau');
    await s.host.interlink.runReportOnce();
    expect(s.remotes.interlink.dossier(maHoSo)?.statuses).toEqual([1, 3]);
  });
});

describe('reports to DVCLT, which pushes, whose answers are lost', () => {
  it('a request for a supplement is not made again when the answer to it has come and cannot be taken in', async () => {
    const s = await scene({ engine });
    const message = (maHoSo: string) => JSON.stringify(s.remotes.interlink.message(maHoSo));
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.interlink.receive(message(maHoSo));
    await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy tờ' });
    const lost = { dossier: maHoSo, statusSent: 2 };
    s.remotes.faults.next('interlink.report', fault.acceptThenReset(), 1, lost);
    await s.host.interlink.runReportOnce();
    s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BỔ SUNG' } });
    const unknown = message(maHoSo).replace(/"maTTHC":"[^"]*"/, '"maTTHC":"9.999999"');
    expect(await s.host.interlink.receive(unknown)).toMatchObject({ state: 'held' });
    await s.host.db.manager.update(HotichTask, { lane: 'report' }, { dueAt: new Date(0) });
    await s.host.interlink.runReportOnce();
    expect(s.remotes.calls.of('interlink.report', maHoSo).map((call) => call.statusSent)).toEqual([1, 2]);
    expect((await s.host.sync.timeline(maHoSo)).at(-1)).toMatchObject({ event: 'report.settled' });
    await s.close();
  });
});

describe('a request for a supplement that is held in doubt', () => {
  it('is not made again when the citizen has answered it', async () => {
    const s = await scene({ engine: { maxAttempts: 1 } });
    const maHoSo = await supplementAskedUnheard(s);
    expect((await s.host.sync.timeline(maHoSo)).at(-1)).toMatchObject({ event: 'report.held' });
    s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BỔ SUNG' } });
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.retry(maHoSo);
    await s.host.interlink.runReportOnce();
    expect(s.remotes.calls.of('interlink.report', maHoSo).map((call) => call.statusSent)).toEqual([1, 2]);
    expect((await s.host.sync.timeline(maHoSo)).at(-1)).toMatchObject({ event: 'report.settled' });
    await s.close();
  });
});

describe('a request for a supplement that is held in doubt while a later status waits', () => {
  it('is not made again either', async () => {
    const s = await scene({ engine: { maxAttempts: 1 } });
    const maHoSo = await supplementAskedUnheard(s);
    s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BỔ SUNG' } });
    await s.host.interlink.refuse(maHoSo, 'can.bo.mau', 'Hồ sơ trùng');
    await s.host.interlink.retry(maHoSo);
    await s.host.interlink.runReportOnce();
    await s.host.interlink.runIntakeOnce();
    await s.host.db.manager.update(HotichTask, { lane: 'report' }, { dueAt: new Date(0) });
    await s.host.interlink.runReportOnce();
    expect(s.remotes.calls.of('interlink.report', maHoSo).map((call) => call.statusSent)).toEqual([1, 2, 6]);
    await s.close();
  });
});

describe('reports to DVCLT', () => {
  let s: Scene;
  beforeAll(async () => (s = await scene()));
  afterAll(() => s.close());
  beforeEach(() => {
    s.remotes.faults.clear();
    s.remotes.behaviour.interlink.repeatedReport = 'idempotent';
  });
  const problem = (sentence: string, status = 400) =>
    fault.answer(
      400,
      JSON.stringify({ errors: { soHoSoLT: [sentence] }, title: 'One or more validation errors occurred.', status }),
      json,
    );
  const statuses = (code: string) => s.remotes.interlink.dossier(code)?.statuses;

  async function untilReported(code: string, expected: number[]): Promise<void> {
    await eventually(async () => {
      await s.host.interlink.runReportOnce();
      return JSON.stringify(statuses(code)) === JSON.stringify(expected);
    });
  }

  async function untilHeld(code: string, trangThai: number, times = 1): Promise<void> {
    await eventually(async () => {
      await s.host.interlink.runReportOnce();
      const held = (await s.host.sync.timeline(code)).filter(({ event }) => event === 'report.held');
      return held.length === times && held.at(-1)?.detail?.['trangThai'] === trangThai;
    });
  }

  it('never overtake one another: while an earlier one is not through, no later one is tried', async () => {
    const code = await accepted(s);
    await s.host.sync.runOnce();
    s.remotes.faults.next('interlink.report', fault.soapFault(), 2, { dossier: code, statusSent: 3 });
    await untilReported(code, [1, 3, 7]);
    const tried = s.remotes.calls.of('interlink.report', code).map((call) => call.statusSent);
    expect(tried).toEqual([1, 3, 3, 3, 7]);
  });

  it('a poison dossier delays no other', async () => {
    const poison = await accepted(s);
    const good = await accepted(s);
    s.remotes.faults.always('interlink.report', problem('Logic xử lý không hợp lệ'), { dossier: poison });
    await s.host.interlink.runReportOnce();
    expect(statuses(good)).toEqual([1, 3]);
    const view = await s.host.sync.find(poison);
    expect(view.diagnosis).toMatchObject({ code: 'HT-4002' });
    expect((await s.host.sync.timeline(poison)).at(-1)).toMatchObject({
      event: 'report.held',
      detail: { trangThai: 1 },
    });
    s.remotes.faults.clear();
    await s.host.interlink.retry(poison, 'can.bo.mau');
    expect((await s.host.sync.timeline(poison)).at(-1)).toMatchObject({
      event: 'report.retry',
      actor: 'can.bo.mau',
      detail: { again: [1] },
    });
    await s.host.interlink.retry(poison, 'can.bo.mau');
    await untilReported(poison, [1, 3]);
    expect((await s.host.sync.timeline(poison)).filter(({ event }) => event === 'report.retry')).toHaveLength(1);
  });

  it('a missing predecessor is said again before the one that missed it', async () => {
    const code = await accepted(s);
    await s.host.sync.runOnce();
    await s.host.interlink.runReportOnce();
    s.remotes.register.registerAndIssue(code);
    await s.host.poller.refresh([code]);
    s.remotes.faults.next('interlink.report', problem('Trạng thái 7 chưa được gửi không thể cập nhật trạng thái'), 1, {
      statusSent: 4,
    });
    await untilReported(code, [1, 3, 7, 4]);
    expect(s.remotes.calls.of('interlink.report', code).map((call) => call.statusSent)).toEqual([
      1, 3, 7, 4, 1, 3, 7, 4,
    ]);
  });

  it('what was said before a request for a supplement is filled in before it, however late', async () => {
    const code = await accepted(s);
    await s.host.sync.runOnce();
    s.remotes.register.requestSupplement(code, { noiDungXuLy: 'Thiếu giấy tờ' });
    await s.host.poller.refresh([code]);
    s.remotes.faults.next(
      'interlink.report',
      problem('Trạng thái 3 chưa được gửi không thể cập nhật trạng thái 7'),
      1,
      {
        statusSent: 7,
      },
    );
    await untilReported(code, [1, 3, 7, 2]);
    expect(s.remotes.calls.of('interlink.report', code).map((call) => call.statusSent)).toEqual([1, 3, 7, 1, 3, 7, 2]);
  });

  it('why a dossier is held stays to be seen, whatever DVCLT takes or refuses meanwhile', async () => {
    const code = await accepted(s);
    s.remotes.faults.next('register.submit', fault.registerError('ERR_VALIDATE'), 1, { dossier: code });
    await s.host.sync.runOnce();
    const held = { state: 'held', diagnosis: { code: 'HT-4002', text: { en: expect.stringContaining('register') } } };
    expect(await s.host.sync.find(code)).toMatchObject(held);
    s.remotes.faults.next('interlink.report', fault.soapFault(), 1, { dossier: code });
    await untilReported(code, [1, 3]);
    expect(await s.host.sync.find(code)).toMatchObject(held);
    await s.host.sync.resubmit(code);
    await s.host.sync.runOnce();
    expect((await s.host.sync.find(code)).diagnosis).toBeUndefined();
  });

  it('why a report is held stays to be seen, whatever the register says meanwhile', async () => {
    const code = await accepted(s);
    await s.host.sync.runOnce();
    s.remotes.faults.next('interlink.report', problem('Logic xử lý không hợp lệ'), 1, {
      dossier: code,
      statusSent: 7,
    });
    await s.host.interlink.runReportOnce();
    const diagnosis = { code: 'HT-4002' };
    expect(await s.host.sync.find(code)).toMatchObject({ state: 'sent', diagnosis });
    s.remotes.register.markEligible(code);
    expect(await s.host.poller.refresh([code])).toMatchObject([{ registerStatus: 3, diagnosis }]);
    s.remotes.faults.next('register.status', fault.badGateway(), 1, { dossier: code });
    await s.host.poller.refresh([code]);
    expect(await s.host.poller.refresh([code])).toMatchObject([{ registerStatus: 3, diagnosis }]);
    s.remotes.register.registerAndIssue(code);
    expect(await s.host.poller.refresh([code])).toMatchObject([{ state: 'registered', diagnosis }]);
    await s.host.interlink.complete(code, 'can.bo.mau');
    expect(await s.host.sync.find(code)).toMatchObject({ state: 'completed', diagnosis });
    await s.host.interlink.retry(code);
    await untilReported(code, [1, 3, 7, 4, 5]);
    expect((await s.host.sync.find(code)).diagnosis).toBeUndefined();
  });

  it.each([
    ['lost', fault.acceptThenReset()],
    ['a server error', takenAndFailed],
  ])(
    'a status whose answer was %s, and whose repetition is illogical to DVCLT, blocks none after it',
    async (_, lost) => {
      const code = await accepted(s);
      await s.host.sync.runOnce();
      s.remotes.behaviour.interlink.repeatedReport = 'illogical';
      s.remotes.faults.next('interlink.report', lost, 1, { dossier: code, statusSent: 3 });
      await untilReported(code, [1, 3, 7]);
      const of3 = (await s.host.sync.timeline(code)).filter(({ detail }) => detail?.['trangThai'] === 3);
      expect(of3).toMatchObject([{ event: 'report.settled', detail: { rule: 'dvclt.illegalTransition' } }]);
    },
  );

  it('nor does a request for a supplement, once the citizen has answered it', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy tờ' });
    s.remotes.behaviour.interlink.repeatedReport = 'illogical';
    s.remotes.faults.next('interlink.report', fault.acceptThenReset(), 1, { dossier: maHoSo, statusSent: 2 });
    await untilHeld(maHoSo, 2);
    s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BỔ SUNG' } });
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.accept(maHoSo, 'can.bo.mau');
    await untilReported(maHoSo, [1, 2, 3]);
    expect((await s.host.sync.find(maHoSo)).diagnosis).toBeUndefined();
  });

  it('that is done with, the refusal of the next is one', async () => {
    const code = await accepted(s);
    await s.host.sync.runOnce();
    s.remotes.faults.next('interlink.report', fault.acceptThenReset(), 1, { dossier: code, statusSent: 3 });
    s.remotes.faults.next('interlink.report', problem('Logic xử lý không hợp lệ'), 1, {
      dossier: code,
      statusSent: 7,
    });
    await untilHeld(code, 7);
  });

  it('a status that none presupposes is not taken for said because it was in doubt and is refused', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.refuse(maHoSo, 'can.bo.mau', 'Hồ sơ trùng');
    const said = { dossier: maHoSo, statusSent: 6 };
    s.remotes.faults.next('interlink.report', fault.resetBeforeAccepting(), 1, said);
    s.remotes.faults.next('interlink.report', problem('Logic xử lý không hợp lệ'), 2, said);
    await untilHeld(maHoSo, 6);
    await s.host.interlink.retry(maHoSo);
    await untilHeld(maHoSo, 6, 2);
    await s.host.interlink.retry(maHoSo);
    await untilReported(maHoSo, [1, 6]);
  });

  it('nor is the result: who hands it over comes days later, and nothing before that would miss it', async () => {
    const code = await accepted(s);
    await s.host.sync.runOnce();
    await untilReported(code, [1, 3, 7]);
    s.remotes.register.registerAndIssue(code);
    await s.host.poller.refresh([code]);
    const said = { dossier: code, statusSent: 4 };
    s.remotes.faults.next('interlink.report', fault.answer(500, FAILED, json), 1, said);
    s.remotes.faults.next('interlink.report', problem('Logic xử lý không hợp lệ'), 1, said);
    await untilHeld(code, 4);
    expect(await s.host.sync.find(code)).toMatchObject({ state: 'registered', diagnosis: { code: 'HT-4002' } });
    await s.host.interlink.retry(code);
    await untilReported(code, [1, 3, 7, 4]);
  });

  it('a status that was plainly refused is one no more for being tried again', async () => {
    const code = await accepted(s);
    const refusal = problem('Logic xử lý không hợp lệ');
    s.remotes.faults.next('interlink.report', refusal, 2, { dossier: code, statusSent: 3 });
    await untilHeld(code, 3);
    await s.host.interlink.retry(code);
    await untilHeld(code, 3, 2);
    await s.host.interlink.retry(code);
    await untilReported(code, [1, 3]);
  });

  it('why a report is held is seen again when the dossier, held as well, goes on', async () => {
    const code = await accepted(s);
    const refusal = problem('Logic xử lý không hợp lệ');
    s.remotes.faults.next('interlink.report', refusal, 2, { dossier: code, statusSent: 3 });
    s.remotes.faults.next('register.submit', fault.registerError('ERR_VALIDATE'), 1, { dossier: code });
    await s.host.sync.runOnce();
    await untilHeld(code, 3);
    await s.host.sync.resubmit(code);
    await s.host.sync.runOnce();
    await untilHeld(code, 3, 2);
    const byDvclt = { code: 'HT-4002', text: { en: expect.stringContaining('DVCLT') } };
    expect(await s.host.sync.find(code)).toMatchObject({ state: 'sent', diagnosis: byDvclt });
    await s.host.interlink.retry(code);
    await untilReported(code, [1, 3, 7]);
    expect((await s.host.sync.find(code)).diagnosis).toBeUndefined();
  });

  it.each([
    ['a status it already stands at is settled', 'Hồ sơ đã tồn tại trong một cửa điện tử', 'settled'],
    ['a dossier DVCLT does not know is shown, not taken for success', 'Hồ sơ không tồn tại', 'held'],
  ])('%s', async (_name, sentence, state) => {
    const code = await accepted(s);
    s.remotes.faults.always('interlink.report', problem(sentence), { dossier: code, statusSent: 1 });
    await s.host.interlink.runReportOnce();
    const [first] = await s.host.db.query<{ state: string }[]>(
      `select r.state from hotich_report r join hotich_dossier d on d.id = r.dossier_id where d.ma_ho_so_lt = '${code}' and r.trang_thai = 1`,
    );
    expect(first).toEqual({ state });
  });

  it.each([
    ['', problem('Một câu chưa từng thấy')],
    [
      ', though it is no JSON and no text',
      fault.answer(200, '\0Một câu chưa từng thấy', { 'content-type': 'text/plain' }),
    ],
  ])('an answer nobody knows is kept%s, tried again a limited number of times, then shown', async (_what, unknown) => {
    const code = await accepted(s);
    s.remotes.faults.always('interlink.report', unknown, { dossier: code });
    await eventually(async () => {
      await s.host.interlink.runReportOnce();
      return (await s.host.sync.timeline(code)).at(-1)?.event === 'report.held';
    });
    expect(s.remotes.calls.of('interlink.report', code).map((call) => call.statusSent)).toEqual(Array(8).fill(1));
    expect((await s.host.sync.find(code)).diagnosis?.text.vi).toContain('Một câu chưa từng thấy');
  });
});

it('an outage of DVCLT in the words of its framework holds no report, however long', async () => {
  const s = await scene({ interlink: { breaker: { failures: 1_000, openMs: 50 } } as never, engine });
  const report = async () => {
    await s.host.db.manager.update(HotichTask, { lane: 'report' }, { dueAt: new Date(0) });
    await s.host.interlink.runReportOnce();
  };
  const codes: string[] = [];
  for (let i = 0; i < 5; i++) codes.push(await accepted(s));
  s.remotes.faults.always('interlink.report', fault.answer(500, FAILED, json));
  for (let run = 0; run < 12; run++) await report();
  for (const code of codes) {
    expect(s.remotes.calls.of('interlink.report', code).length).toBeGreaterThan(8);
    expect((await s.host.sync.timeline(code)).map(({ event }) => event)).not.toContain('report.held');
    expect((await s.host.sync.find(code)).diagnosis?.text.vi).toContain('An error occurred');
  }
  s.remotes.faults.clear();
  await eventually(async () => {
    await report();
    const told = codes.map((code) => s.remotes.interlink.dossier(code)?.statuses.join());
    return told.every((statuses) => statuses === '1,3');
  });
  await s.close();
});

describe('two processes on one database', () => {
  it('send each dossier once and each status once', async () => {
    const s = await scene();
    s.remotes.behaviour.latencyMs = 5;
    const caller = (name: string) =>
      ({ gateway: { headers: { 'x-caller-id': name } }, interlink: { headers: { 'x-caller-id': name } } }) as never;
    const other = await startHost(s.url, optionsFor(s.remotes, caller('two')));
    const hosts = [s.host, other];
    const codes = Array.from(
      { length: 60 },
      (_, i) => (i % 2 ? s.remotes.citizen.fileBirth() : s.remotes.citizen.fileDeath()).maHoSo,
    );
    await Promise.all(hosts.map((host) => host.interlink.runIntakeOnce()));
    await Promise.all(codes.map((code, i) => hosts[i % 2]!.interlink.accept(code, 'can.bo.mau')));
    await Promise.all(hosts.flatMap((host) => [host.sync.runOnce(), host.interlink.runReportOnce()]));
    for (const code of codes) s.remotes.register.registerAndIssue(code);
    await Promise.all(hosts.map((host) => host.poller.refresh(codes)));
    await Promise.all(codes.map((code, i) => hosts[(i + 1) % 2]!.interlink.complete(code, 'can.bo.mau')));
    await eventually(async () => {
      await Promise.all(hosts.map((host) => host.interlink.runReportOnce()));
      return codes.every((code) => s.remotes.interlink.dossier(code)!.statuses.length === 5);
    });
    for (const code of codes) {
      expect(s.remotes.interlink.dossier(code)!.statuses).toEqual([1, 3, 7, 4, 5]);
      expect(s.remotes.ledger.submissions(code)).toHaveLength(1);
      expect(s.remotes.calls.of('register.submit', code)).toHaveLength(1);
      expect(s.remotes.calls.of('interlink.report', code).map((call) => call.statusSent)).toEqual([1, 3, 7, 4, 5]);
    }
    expect(new Set(s.remotes.calls.of('register.submit').map((call) => call.caller))).toEqual(
      new Set([undefined, 'two']),
    );
    expect(await s.host.db.manager.countBy(HotichDossier, { state: 'completed' })).toBe(60);
    expect(await s.host.db.manager.count(HotichTask)).toBe(0);
    await other.close();
    await s.close();
  }, 30_000);

  describe('while the other one works on it', () => {
    let s: Scene;
    let two: TestHost;
    beforeAll(async () => {
      s = await scene();
      two = await startHost(s.url, optionsFor(s.remotes));
    });
    afterAll(async () => {
      await two.close();
      await s.close();
    });

    /** The other one's question is under way, and its answer will not know what comes now. */
    async function askedByTwo(maHoSo: string): Promise<void> {
      const asked = s.remotes.calls.of('register.status', maHoSo).length;
      const value = [{ maHoSoMCDT: maHoSo, trangThai: 3 }];
      const old = { ...fault.answer(200, JSON.stringify({ status: 1, value }), json), delayBeforeMs: 1_000 };
      s.remotes.faults.next('register.status', old, 1, { dossier: maHoSo });
      await s.host.db.manager.update(HotichTask, { lane: 'status' }, { dueAt: new Date(0) });
      void two.poller.runOnce();
      await eventually(() => s.remotes.calls.of('register.status', maHoSo).length > asked);
    }

    it.each(['another process', 'this process'])('refresh() answers with what is true now: %s', async (whose) => {
      const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
      await s.host.sync.runOnce();
      await askedByTwo(maHoSo);
      s.remotes.register.registerAndIssue(maHoSo);
      const host = whose === 'this process' ? two : s.host;
      expect(await host.poller.refresh([maHoSo])).toMatchObject([{ state: 'registered' }]);
    });

    it('receive() answers when it is taken in', async () => {
      const { maHoSo } = s.remotes.citizen.fileBirth();
      const message = JSON.stringify(s.remotes.interlink.message(maHoSo));
      const lane = internal<{ load: (tasks: unknown) => Promise<unknown> }>(two, 'IntakeLane');
      const load = lane.load.bind(lane);
      lane.load = async (tasks) => {
        await sleep(500);
        return load(tasks);
      };
      // The other one claims it between its being kept and this one's claim.
      const engine = internal<{ run: (lane: string) => Promise<unknown> }>(s.host, 'Engine');
      const run = engine.run.bind(engine);
      let others: Promise<unknown> | undefined;
      engine.run = async (name) => {
        engine.run = run;
        others = internal<typeof engine>(two, 'Engine').run('intake');
        await eventually(() => s.host.db.manager.existsBy(HotichTask, { lane: 'intake', leaseOwner: Not(IsNull()) }));
        return run(name);
      };
      expect(await s.host.interlink.receive(message)).toMatchObject({ state: 'acknowledged' });
      await others;
    });

    it('refresh() does not wait for a register that nothing is sent to', async () => {
      const { maHoSo } = await s.host.sync.submit(birthInput(nextCode()));
      await s.host.sync.runOnce();
      await s.host.db.query(`update hotich_gate set open_until = ${Date.now() + 60_000} where carrier = 'gateway'`);
      expect(await s.host.poller.refresh([maHoSo])).toMatchObject([{ state: 'sent' }]);
      await s.host.db.query(`update hotich_gate set open_until = 0 where carrier = 'gateway'`);
    });
  });
});
