import type { DataSource, EntityManager } from 'typeorm';
import { HotichSetupError } from '../../errors';
import { assertStrict, assertSupported } from '.';

const on = (type: string, version?: string) => ({ options: { type }, driver: { version } }) as unknown as DataSource;

describe('assertSupported', () => {
  it.each([
    ['postgres', undefined],
    ['mariadb', '10.6.0'],
    ['mariadb', '11.8.2'],
    ['mysql', '8.0.11'],
    ['mysql', '8.4.4'],
    ['mysql', '9.1.0'],
    ['mysql', '10.11.19'],
  ])('takes %s %s', (type, version) => {
    expect(() => assertSupported(on(type, version))).not.toThrow();
  });

  it.each([
    ['mariadb', '10.5.29'],
    ['mysql', '5.7.44'],
    ['mysql', undefined],
    ['sqlite', '3.53.2'],
  ])('refuses %s %s, in two languages, and says what to use', (type, version) => {
    const check = () => assertSupported(on(type, version));
    expect(check).toThrow(HotichSetupError);
    expect(check).toThrow(new RegExp(type));
  });
});

describe('assertStrict', () => {
  const look = (type: string, mode: string) =>
    assertStrict({ connection: on(type), query: () => Promise.resolve([{ mode }]) } as unknown as EntityManager);

  it.each([
    ['postgres', ''],
    ['mariadb', 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO'],
    ['mysql', 'ONLY_FULL_GROUP_BY,STRICT_ALL_TABLES'],
  ])('takes %s with "%s"', async (type, mode) => {
    await expect(look(type, mode)).resolves.toBeUndefined();
  });

  it.each([
    ['mariadb', ''],
    ['mysql', 'NO_ENGINE_SUBSTITUTION'],
  ])('refuses %s with "%s", which cuts what is too long', async (type, mode) => {
    await expect(look(type, mode)).rejects.toThrow(/sql_mode/);
  });
});
