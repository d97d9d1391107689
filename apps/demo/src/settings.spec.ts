import { readSettings } from './settings';

describe('settings of the demo', () => {
  it('runs on by default, on data that stays with the repository', () => {
    const settings = readSettings([]);
    expect(settings).toMatchObject({ headless: false, hosts: 1, dossiers: 0, help: false });
    expect(settings.dataDir).toMatch(/\.data$/);
  });

  it('reads every flag', () => {
    const settings = readSettings(['--headless', '--hosts', '2', '--dossiers=100', '--data', '/tmp/x']);
    expect(settings).toMatchObject({ headless: true, hosts: 2, dossiers: 100, dataDir: '/tmp/x' });
  });

  it.each([
    ['--hosts', '0'],
    ['--hosts', 'hai'],
    ['--dossiers', '1.5'],
    ['--hots', '2'],
  ])('refuses %s %s', (...args) => {
    expect(() => readSettings(args)).toThrow(args[0]);
  });
});
