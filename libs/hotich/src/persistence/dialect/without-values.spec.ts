import { inspect } from 'node:util';
import { QueryFailedError } from 'typeorm';
import { withoutValues } from './without-values';

const NAME = "NGUYỄN VĂN D'MẪU";

const failed = (message: string, more: object) =>
  withoutValues(
    new QueryFailedError(
      'insert into hotich_content (data) values ($1)',
      [NAME],
      Object.assign(new Error(message), more),
    ),
  ) as QueryFailedError<Error>;

describe('withoutValues', () => {
  it.each([
    ['a row that breaks a rule', 'new row violates check constraint "ck"', { code: '23514', constraint: 'ck' }],
    ['a value that is none', `invalid input syntax for type bigint: "${NAME}"`, { code: '22P02' }],
    ['a trigger', `Không nhận ${NAME}`, { code: 'P0001' }],
    ['a key that is taken', `Duplicate entry '${NAME}' for key 'uq'`, { code: 'ER_DUP_ENTRY', errno: 1062 }],
    [
      'a value that does not fit',
      "Data too long for column 'data' at row 1",
      { code: 'ER_DATA_TOO_LONG', errno: 1406 },
    ],
    ['signs that do not', `Incorrect string value: '${NAME}' for column 'data' at row 1`, { errno: 1366 }],
  ])('leaves of %s what it is judged by, and of whom it speaks nothing', (_what, message, more) => {
    const error = failed(message, {
      ...more,
      detail: `Failing row contains (${NAME}).`,
      where: `unnamed portal parameter $1 = '${NAME}'`,
      sql: `insert into hotich_content (data) values ('${NAME}')`,
      sqlMessage: message,
      table: 'hotich_content',
    });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/MẪU/);
    expect(error).toMatchObject({
      ...more,
      table: 'hotich_content',
      driverError: { ...more, table: 'hotich_content' },
    });
    expect(error.query).toContain('hotich_content');
    expect(error.stack).toContain('without-values.spec');
  });

  it('says which key or column it was', () => {
    expect(failed(`Duplicate entry '${NAME}' for key 'uq'`, { errno: 1062 }).message).toBe(
      "Duplicate entry … for key 'uq'",
    );
  });

  it('leaves the message of what is no fault of a value, and every other error', () => {
    const gone = failed('Connection terminated unexpectedly', {});
    expect(gone.message).toBe('Connection terminated unexpectedly');
    const other = new TypeError('x');
    expect(withoutValues(other)).toBe(other);
  });
});
