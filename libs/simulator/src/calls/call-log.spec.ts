import { CallLog } from './call-log';

const NO_BODY = Buffer.alloc(0);

describe('CallLog', () => {
  it('keeps the newest calls and the count of all', () => {
    const log = new CallLog(10);
    for (let index = 1; index <= 25; index++) {
      log.end(log.begin('register.submit', undefined, NO_BODY, { dossiers: [`H${index}`] }), 'answered', 200);
    }
    expect(log.count('register.submit')).toBe(25);
    expect(log.all.length).toBeLessThanOrEqual(10);
    expect(log.all.at(-1)?.dossiers).toEqual(['H25']);
    expect(log.summary()).toMatchObject({ 'register.submit': 25, 'register.status': 0 });
  });

  it('keeps none when it may keep none', () => {
    const log = new CallLog(0);
    log.begin('register.submit', undefined, NO_BODY, { dossiers: [] });
    expect([log.all, log.count('register.submit')]).toEqual([[], 1]);
  });

  it('knows a body by its length and its fingerprint, and does not keep it', () => {
    const log = new CallLog(10);
    const said = ['một', 'một', 'hai'].map((text) =>
      log.begin('register.submit', undefined, Buffer.from(text), { dossiers: ['H1'] }),
    );
    expect(said.map(({ requestBytes }) => requestBytes)).toEqual([5, 5, 3]);
    expect(said[1]!.bodySha256).toBe(said[0]!.bodySha256);
    expect(said[2]!.bodySha256).not.toBe(said[0]!.bodySha256);
    expect(JSON.stringify(log.all)).not.toContain('một');
  });

  it('keeps nothing that is no code: a client may put a name where one belongs, or a line of its own', () => {
    const log = new CallLog(10);
    const subject = { dossiers: ['H1', 'Nguyễn Văn Mẫu', 'H2\n2026-01-01 register.submit'], module: 'TRAN THI MAU' };
    expect(log.begin('register.submit', 'xã\nMẫu', NO_BODY, subject)).toMatchObject({
      dossiers: ['H1', '?', '?'],
      module: '?',
      caller: '?',
    });
  });

  it('finds calls by operation, dossier and caller', () => {
    const log = new CallLog(10);
    log.begin('register.submit', 'a', NO_BODY, { dossiers: ['H1'] });
    log.begin('register.status', 'b', NO_BODY, { dossiers: ['H1', 'H2'], module: 'LTKS' });
    expect(log.of('register.status', 'H2')).toMatchObject([{ caller: 'b', module: 'LTKS' }]);
    expect(log.of('register.submit', 'H2')).toEqual([]);
    expect(log.about('H1')).toHaveLength(2);
  });

  it('waits for a call to end, past or future', async () => {
    const log = new CallLog(10);
    const call = log.begin('register.submit', undefined, NO_BODY, { dossiers: ['H1'] });
    const waiting = log.waitFor((candidate) => candidate.operation === 'register.submit');
    log.end(call, 'answered', 200);
    expect(await waiting).toBe(call);
    expect(await log.waitFor((candidate) => candidate.httpStatus === 200)).toBe(call);
    await expect(log.waitFor((candidate) => candidate.httpStatus === 500, 20)).rejects.toThrow(
      'no such call within 20 ms',
    );
  });

  it('tells its listeners of each end once', () => {
    const log = new CallLog(10);
    const heard: (number | undefined)[] = [];
    const stop = log.subscribe((call) => heard.push(call.httpStatus));
    const call = log.begin('gateway.token', undefined, NO_BODY, { dossiers: [] });
    log.end(call, 'answered', 200);
    log.end(call, 'cut');
    stop();
    log.end(log.begin('gateway.token', undefined, NO_BODY, { dossiers: [] }), 'answered', 201);
    expect(heard).toEqual([200]);
    expect(call.outcome).toBe('answered');
  });
});
