import type { DataSource } from 'typeorm';
import { HotichSetupError } from '../../errors';
import { assertSupported } from '.';

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
