import { EnvironmentError } from './env-reader';
import { readHostConfig } from './host.config';

const MINIMUM = {
  DATABASE_URL: 'postgres://u:bi-mat@127.0.0.1/x',
  HOTICH_PROVINCE_CODE: '24',
  HOTICH_GATEWAY_URL: 'http://127.0.0.1:1',
};

describe('readHostConfig', () => {
  it('has defaults for everything but where to connect', () => {
    expect(readHostConfig(MINIMUM)).toMatchObject({
      port: 4_000,
      address: '127.0.0.1',
      codePrefix: 'H24.37.80',
      environment: 'test',
      hotich: { environment: 'test', interlink: undefined, schedule: { intake: undefined } },
    });
  });

  it('reads both conversations, the pace and the name of this process', () => {
    const { hotich } = readHostConfig({
      ...MINIMUM,
      HOTICH_ENVIRONMENT: 'production',
      HOTICH_UNITS: '07210, 07228',
      HOTICH_CONSUMER_KEY: 'khoa',
      HOTICH_CONSUMER_SECRET: 'bi-mat',
      HOTICH_INTERLINK_URL: 'http://127.0.0.1:2',
      HOTICH_INTERLINK_USER: 'tinh',
      HOTICH_INTERLINK_PASSWORD: 'mat-khau',
      HOTICH_CALLER_ID: 'host-2',
      HOTICH_STATUS_FIRST_MS: '200',
      HOTICH_INTAKE_CRON: '* * * * * *',
    });
    expect(hotich).toMatchObject({
      environment: 'production',
      units: ['07210', '07228'],
      gateway: { consumerKey: 'khoa', headers: { 'x-caller-id': 'host-2' } },
      register: { cadence: { firstMs: 200 } },
      interlink: { credentials: { userName: 'tinh', password: 'mat-khau' }, headers: { 'x-caller-id': 'host-2' } },
      schedule: { intake: '* * * * * *' },
    });
  });

  it('lets another replica do the scheduled work', () => {
    expect(readHostConfig({ ...MINIMUM, HOTICH_SCHEDULE: 'off' }).hotich.schedule).toBe(false);
  });

  it.each(['HOTICH_SCHEDULE', 'HOTICH_STATUS_HOURS'])(
    'takes %s for off only where it says so, and refuses the rest',
    (name) => {
      for (const word of ['OFF', 'false', 'no', '0'])
        expect(() => readHostConfig({ ...MINIMUM, [name]: word })).toThrow(
          `${name}: phải là một trong — must be one of: on, off`,
        );
      const { hotich } = readHostConfig({ ...MINIMUM, [name]: 'on' });
      expect(hotich).toMatchObject({ schedule: {}, register: { cadence: { workingHours: undefined } } });
    },
  );

  it('lists everything that is wrong at once, and prints no value', () => {
    const read = (): unknown =>
      readHostConfig({
        HOTICH_ENVIRONMENT: 'prod',
        HOTICH_INTERLINK_URL: 'http://127.0.0.1:2',
        HOTICH_INTERLINK_USER: 'tinh',
        HO_SO_PREFIX: '24',
        PORT: '70000',
      });
    expect(read).toThrow(EnvironmentError);
    for (const name of [
      'HOTICH_ENVIRONMENT',
      'HOTICH_PROVINCE_CODE',
      'HOTICH_GATEWAY_URL',
      'HOTICH_INTERLINK_PASSWORD',
      'HO_SO_PREFIX',
      'PORT',
      'DATABASE_URL',
    ]) {
      expect(read).toThrow(name);
    }
    expect(read).not.toThrow(/70000|tinh"/);
  });
});
