import type { CarrierOptions, HotichModuleOptions, InterlinkOptions } from '@hotich/nestjs';
import type { EnvReader } from './env-reader';

/** Off must be said as it is read: what was misspelt would leave it on. */
const SWITCH = ['on', 'off'] as const;

/**
 * The `HOTICH_…` variables as options of HotichModule. Their content is checked by the module itself at start, which lists
 * every problem with its option's path; here only what must exist at all is asked for.
 */
export function hotichOptions(env: EnvReader): HotichModuleOptions {
  return {
    environment: env.oneOf('HOTICH_ENVIRONMENT', ['test', 'production']) ?? 'test',
    provinceCode: env.required('HOTICH_PROVINCE_CODE', "mã tỉnh 2 chữ số — two-digit province code, '24'"),
    units: env.list('HOTICH_UNITS'),
    gateway: {
      ...carrier(env),
      baseUrl: env.required('HOTICH_GATEWAY_URL', 'NDXP/LGSP'),
      auth: env.oneOf('HOTICH_GATEWAY_AUTH', ['client-credentials', 'none']),
      tokenUrl: env.text('HOTICH_TOKEN_URL'),
      consumerKey: env.text('HOTICH_CONSUMER_KEY'),
      consumerSecret: env.text('HOTICH_CONSUMER_SECRET'),
    },
    register: {
      cadence: {
        firstMs: env.number('HOTICH_STATUS_FIRST_MS'),
        minMs: env.number('HOTICH_STATUS_MIN_MS'),
        maxMs: env.number('HOTICH_STATUS_MAX_MS'),
        workingHours: env.oneOf('HOTICH_STATUS_HOURS', SWITCH) === 'off' ? false : undefined,
      },
    },
    interlink: interlink(env),
    schedule: env.oneOf('HOTICH_SCHEDULE', SWITCH) === 'off' ? false : { intake: env.text('HOTICH_INTAKE_CRON') },
  };
}

/** Without `HOTICH_INTERLINK_URL` the conversation with DVCLT is off. */
function interlink(env: EnvReader): InterlinkOptions | undefined {
  const baseUrl = env.text('HOTICH_INTERLINK_URL');
  if (baseUrl === undefined) return undefined;
  return {
    ...carrier(env),
    baseUrl,
    credentials: {
      userName: env.required('HOTICH_INTERLINK_USER', 'tài khoản DVCLT — account at DVCLT'),
      password: env.required('HOTICH_INTERLINK_PASSWORD', 'mật khẩu DVCLT — its password'),
    },
  };
}

/** Names this process to the remotes, so that their logs can tell replicas apart. */
function carrier(env: EnvReader): Pick<CarrierOptions, 'headers'> {
  const callerId = env.text('HOTICH_CALLER_ID');
  return callerId === undefined ? {} : { headers: { 'x-caller-id': callerId } };
}
