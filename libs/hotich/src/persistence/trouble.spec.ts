import { QueryFailedError } from 'typeorm';
import { HotichRemoteError, ofHost } from '../errors';
import { diagnose } from './trouble';

const failed = (code: string) => new QueryFailedError('select', ['MẪU'], Object.assign(new Error('x'), { code }));

describe('diagnose', () => {
  it.each([
    ['tables that are missing', failed('42P01'), 'QueryFailedError 42P01'],
    ['a server that goes', failed('57P01'), 'QueryFailedError 57P01'],
    ['a pool that has none', new Error('timeout exceeded when trying to connect'), 'Error'],
    ['nobody there', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'Error ECONNREFUSED'],
  ])('says of %s that it is the database', (_what, error, said) => {
    const diagnosis = diagnose(error);
    expect(diagnosis).toMatchObject({ code: 'HT-9004', kind: 'internal' });
    expect(diagnosis.text.en).toContain(`(${said})`);
    expect(JSON.stringify(diagnosis)).not.toContain('MẪU');
  });

  it.each([
    ['a statement of a listener', failed('42P01')],
    ['one that was broken off', failed('57014')],
    ['a remote of its own', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
  ])('says of %s that it is of the host', (_what, error) => {
    const { code, text } = diagnose(ofHost(error));
    expect(code).toBe('HT-9001');
    expect(text.en).toContain("host's own code");
  });

  it('leaves what says itself what it is', () => {
    const words = { vi: 'x', en: 'connection error' };
    const error = new HotichRemoteError({ carrier: 'gateway', kind: 'transient', message: words, remedy: words });
    expect(diagnose(error)).toMatchObject({ code: 'HT-4001' });
  });
});
