import { Province, submission } from '../province.spec-support';
import { HotichSimulator } from '../simulator';
import { fault } from './faults';

const CODE = 'H24.1-261124-0001';

describe('scripted faults', () => {
  let remotes: HotichSimulator;
  let province: Province;

  beforeEach(async () => {
    remotes = await HotichSimulator.start();
    province = new Province(remotes);
    // Fetches the token, so that a fault on '*' meets the call it is meant for.
    await province.status([CODE]);
  });
  afterEach(() => remotes.stop());

  const submit = (code = CODE): ReturnType<Province['submit']> => province.submit(submission(code));
  const lastCall = (): object => ({ ...remotes.calls.of('register.submit').at(-1) });
  const held = (): number => remotes.register.dossiers().length;
  /** The duplicate answer proves that the submission whose answer was spoilt was taken in. */
  const expectHeldOnce = async (): Promise<void> => {
    expect((await submit()).json?.['errorDescription']).toContain('đã được tiếp nhận');
    expect(remotes.ledger.submissions(CODE)).toHaveLength(1);
  };

  it('accepts, then resets: the work is done though no byte came back', async () => {
    remotes.faults.next('register.submit', fault.acceptThenReset());
    await expect(submit()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(lastCall()).toMatchObject({
      outcome: 'cut',
      effect: true,
      fault: 'accept, then reset',
      httpStatus: undefined,
    });
    await expectHeldOnce();
  });

  it('resets before accepting: nothing is done', async () => {
    remotes.faults.next('register.submit', fault.resetBeforeAccepting());
    await expect(submit()).rejects.toThrow('fetch failed');
    expect(held()).toBe(0);
    expect((await submit()).json).toMatchObject({ status: '1' });
  });

  it('accepts, then hangs until the client gives up', async () => {
    remotes.faults.next('register.status', fault.acceptThenHang());
    const asked = province.status([CODE]);
    const ended = remotes.calls.waitFor((call) => call.fault === 'accept, then hang');
    const silent = await Promise.race([
      asked.then(() => 'answered'),
      new Promise((resolve) => setTimeout(resolve, 100, 'silent')),
    ]);
    expect(silent).toBe('silent');
    await remotes.down('gateway');
    await expect(asked).rejects.toThrow('fetch failed');
    expect(await ended).toMatchObject({ outcome: 'abandoned' });
  });

  it('cuts the body in half', async () => {
    remotes.faults.next('register.submit', fault.halfBody());
    await expect(submit()).rejects.toThrow('terminated');
    expect(lastCall()).toMatchObject({ outcome: 'cut', effect: true });
    await expectHeldOnce();
  });

  it('trickles the true answer', async () => {
    remotes.faults.next('register.submit', fault.trickle(40, 20));
    const started = Date.now();
    const { text, json } = await submit();
    expect(json).toMatchObject({ status: '1' });
    expect(Date.now() - started).toBeGreaterThanOrEqual((Math.ceil(text.length / 40) - 1) * 20);
  });

  it('delays before or after the work', async () => {
    remotes.faults.next('register.submit', fault.delay(80));
    remotes.faults.next('register.submit', fault.acceptThenDelay(80));
    const early = submit('H24.1-261124-0002');
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(held()).toBe(0);
    expect((await early).json).toMatchObject({ status: '1' });
    const late = submit();
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(held()).toBe(2);
    expect((await late).json).toMatchObject({ status: '1' });
  });

  it('answers 30 MB that are still the true answer', async () => {
    remotes.faults.next('register.submit', fault.hugeBody());
    const { text, json } = await submit();
    expect(text).toHaveLength(30_000_000 - (Buffer.byteLength(text) - text.length));
    expect(json).toMatchObject({ status: '1' });
  });

  it('answers with the code of another dossier', async () => {
    await submit();
    remotes.faults.next('register.status', fault.otherDossier('H24.1-000000-0000'));
    expect(await province.statusItem(CODE)).toMatchObject({ maHoSoMCDT: 'H24.1-000000-0000', trangThai: '1' });
  });

  it.each([
    ['a login page', fault.loginPage(), 200, 'text/html', '<form>'],
    ['a 502 page', fault.badGateway(), 502, 'text/html', 'Bad Gateway'],
    ['a SOAP fault', fault.soapFault(), 500, 'text/xml', 'SOAP Fault'],
    ['a 401', fault.unauthorised(), 401, 'application/json', '900901'],
    ['a throttle', fault.throttled(7), 429, 'application/json', '900803'],
    ['a suspended endpoint', fault.gateway('303001'), 503, 'application/json', '303001'],
    ['any answer', fault.answer(418, 'ấm trà', { 'content-type': 'text/plain' }), 418, 'text/plain', 'ấm trà'],
  ])('answers %s instead, with nothing done', async (_name, spoilt, status, type, text) => {
    remotes.faults.next('register.submit', spoilt);
    const answer = await submit();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain(type);
    expect(answer.text).toContain(text);
    expect(answer.headers.get('retry-after')).toBe(spoilt.name === 'throttled' ? '7' : null);
    expect(held()).toBe(0);
  });

  it.each([
    ['an empty body', fault.emptyBody(), 200, ''],
    ['a gateway fault', fault.acceptThenGateway('101504'), 504, '101504'],
    ['a 500', fault.acceptThenAnswer(500, 'lỗi'), 500, 'lỗi'],
  ])('answers %s though the work is done', async (_name, spoilt, status, text) => {
    remotes.faults.next('register.submit', spoilt);
    const answer = await submit();
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(text);
    await expectHeldOnce();
  });

  it('hits the next n calls that fit its target, and no other', async () => {
    const rule = remotes.faults.next('register.submit', fault.badGateway(), 2, { dossier: CODE });
    expect((await submit('H24.1-261124-0002')).status).toBe(200);
    expect([(await submit()).status, (await submit()).status, (await submit()).status]).toEqual([502, 502, 200]);
    expect(rule.hits).toBe(2);
    expect(remotes.faults.active).toEqual([]);
  });

  it('hits always, or while a predicate holds, until cancelled', async () => {
    let broken = true;
    const rule = remotes.faults.while('*', () => broken, fault.badGateway());
    expect((await submit()).status).toBe(502);
    broken = false;
    expect((await submit()).status).toBe(200);
    const always = remotes.faults.always('register.status', fault.badGateway(), { module: 'LTKS' });
    expect((await province.status([CODE])).status).toBe(502);
    expect((await province.status([CODE])).status).toBe(502);
    expect([remotes.faults.cancel(always.id), remotes.faults.cancel(always.id)]).toEqual([true, false]);
    expect((await province.status([CODE])).status).toBe(200);
    expect(rule.hits).toBe(1);
  });

  it('aims at one status of one report', async () => {
    const { maHoSo } = remotes.citizen.fileBirth();
    remotes.faults.next('interlink.report', fault.acceptThenReset(), 1, { dossier: maHoSo, statusSent: 3 });
    expect((await province.report(maHoSo, 1)).status).toBe(200);
    await expect(province.report(maHoSo, 3)).rejects.toThrow('fetch failed');
    expect(remotes.interlink.dossier(maHoSo)?.statuses).toEqual([1, 3]);
  });

  it('takes the token endpoint down alone', async () => {
    remotes.faults.always('gateway.token', fault.answer(503));
    expect((await province.token()).status).toBe(503);
    remotes.faults.clear();
    expect((await province.token()).status).toBe(200);
  });

  it('refuses nonsense', () => {
    expect(() => remotes.faults.next('register.submit', fault.badGateway(), 0)).toThrow('times');
    expect(() => remotes.faults.always('register.nothing' as never, fault.badGateway())).toThrow('unknown operation');
    expect(() => remotes.faults.always('*', fault.trickle(0))).toThrow("trickle: 'bytes'");
    expect(() => remotes.faults.next('*', fault.gateway('constructor'))).toThrow("gatewayFault: 'code'");
    expect(() => remotes.faults.next('*', fault.answer(200, '', { 'x y': 'z' }))).toThrow("answer: 'headers'");
    expect(() => remotes.faults.always('*', fault.badGateway(), { dosier: CODE } as never)).toThrow("target: 'dosier'");
    expect(remotes.faults.active).toEqual([]);
    expect(remotes.faults.next('*', fault.acceptThenDelay(1.8 * 1_003)).remaining).toBe(1);
  });
});
