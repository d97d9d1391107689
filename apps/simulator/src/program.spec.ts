import type { Call } from '@hotich/simulator';
import { callLine } from './call-line';
import { readSettings } from './settings';

describe('settings of the simulator program', () => {
  it('has defaults, reads the environment, and lets flags win', () => {
    expect(readSettings([], {})).toEqual({ options: { port: 4100 }, quiet: false });
    const env = { PORT: '5000', STATE_FILE: '/tmp/a.json', HOST: '0.0.0.0', PROVINCE_CODE: '01', QUIET: '1' };
    expect(readSettings([], env)).toEqual({
      options: { port: 5000, stateFile: '/tmp/a.json', host: '0.0.0.0', provinceCode: '01' },
      quiet: true,
    });
    expect(readSettings(['--port', '0', '--state-file=/tmp/b.json'], env).options).toMatchObject({
      port: 0,
      stateFile: '/tmp/b.json',
    });
  });

  it('refuses a port that is none and a flag it does not know', () => {
    for (const port of ['65534', 'abc', '-1', '1.5'])
      expect(() => readSettings([], { PORT: port })).toThrow('port must be');
    expect(() => readSettings(['--prot', '1'], {})).toThrow("'--prot'");
  });
});

describe('callLine', () => {
  const call: Call = {
    id: 1,
    operation: 'interlink.report',
    caller: 'host-1',
    requestBytes: 10,
    bodySha256: 'a'.repeat(64),
    dossiers: ['G22.99.08-261124-0001'],
    statusSent: 3,
    startedAt: Date.UTC(2026, 10, 24, 1),
    endedAt: Date.UTC(2026, 10, 24, 1) + 12,
    httpStatus: 200,
    outcome: 'answered',
    effect: true,
    fault: undefined,
  };

  it('is one line of codes and figures', () => {
    expect(callLine(call)).toBe(
      '2026-11-24T01:00:00.000Z interlink.report 200 12ms G22.99.08-261124-0001 status=3 caller=host-1 effect',
    );
  });

  it('shortens long queries and shows cut connections and their fault', () => {
    const query: Call = {
      ...call,
      operation: 'register.status',
      dossiers: ['a', 'b', 'c', 'd', 'e'],
      statusSent: undefined,
      caller: undefined,
    };
    expect(
      callLine({ ...query, httpStatus: undefined, outcome: 'cut', effect: false, fault: 'half body', module: 'LTKS' }),
    ).toBe('2026-11-24T01:00:00.000Z register.status cut 12ms LTKS a b c +2 fault="half body"');
  });
});
