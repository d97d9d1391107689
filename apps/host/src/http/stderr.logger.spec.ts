import { QueryFailedError } from 'typeorm';
import { StderrLogger, withoutValues } from './stderr.logger';

const failed = new QueryFailedError(
  'INSERT INTO ho_so (ten_cong_dan) VALUES ($1)',
  ['NGUYỄN VĂN MẪU'],
  Object.assign(new Error('duplicate key'), {
    code: '23505',
    table: 'ho_so',
    constraint: 'pk_ho_so',
    detail: 'Failing row contains (NGUYỄN VĂN MẪU).',
  }),
);

describe('StderrLogger', () => {
  const written: string[] = [];
  beforeEach(() => {
    written.length = 0;
    jest.spyOn(process.stdout, 'write').mockImplementation(() => {
      throw new Error('standard output is not for logs');
    });
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  });
  afterEach(() => jest.restoreAllMocks());

  it('writes to standard error only', () => {
    const logger = new StderrLogger();
    logger.warn('cảnh báo', 'Hotich');
    logger.error('lỗi', 'Hotich');
    expect(written.join('')).toMatch(/cảnh báo[^]*lỗi/);
  });

  it('tells which constraint failed, and of whom nothing', () => {
    new StderrLogger().error(failed, 'ExceptionsHandler');
    expect(written.join('')).toContain('QueryFailedError 23505 ho_so pk_ho_so');
    expect(written.join('')).not.toContain('MẪU');
  });

  it('keeps the stack of an error and drops what hangs on it', () => {
    const text = withoutValues(Object.assign(new Error('lỗi'), { citizen: 'NGUYỄN VĂN MẪU' }));
    expect(text).toMatch(/^Error: lỗi\n\s+at /);
    expect(text).not.toContain('MẪU');
  });

  it('leaves the reason of a failed start to whoever started it', () => {
    new StderrLogger().error(new Error('x'), 'ExceptionHandler');
    expect(written).toEqual([]);
  });
});
