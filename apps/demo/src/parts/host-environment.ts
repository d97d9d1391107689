import type { Ready } from './part';

/** How soon the register is asked about a dossier, and how often, in ms. Real provinces ask far less often. */
export interface Pace {
  readonly firstMs: number;
  readonly minMs: number;
  readonly maxMs: number;
}

export interface HostPlace {
  readonly port: number;
  /** Names this process in the simulator's call log. */
  readonly callerId: string;
  readonly database: Ready;
  readonly simulator: Ready;
  readonly pace: Pace;
}

/** The variables that point an example host at the simulator and the database. */
export function hostEnvironment({ port, callerId, database, simulator, pace }: HostPlace): Record<string, string> {
  const account = simulator['interlinkCredentials'] as { userName: string; password: string };
  return {
    PORT: String(port),
    DATABASE_URL: database.url,
    HOTICH_ENVIRONMENT: 'test',
    HOTICH_PROVINCE_CODE: '24',
    HOTICH_UNITS: '07210,07228,07264',
    HOTICH_GATEWAY_URL: String(simulator['gatewayUrl']),
    HOTICH_TOKEN_URL: String(simulator['tokenUrl']),
    HOTICH_CONSUMER_KEY: String(simulator['consumerKey']),
    HOTICH_CONSUMER_SECRET: String(simulator['consumerSecret']),
    HOTICH_INTERLINK_URL: String(simulator['interlinkUrl']),
    HOTICH_INTERLINK_USER: account.userName,
    HOTICH_INTERLINK_PASSWORD: account.password,
    HOTICH_CALLER_ID: callerId,
    HOTICH_INTAKE_CRON: '* * * * * *',
    HOTICH_STATUS_FIRST_MS: String(pace.firstMs),
    HOTICH_STATUS_MIN_MS: String(pace.minMs),
    HOTICH_STATUS_HOURS: 'off',
    HOTICH_STATUS_MAX_MS: String(pace.maxMs),
  };
}
