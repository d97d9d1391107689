import type { Environment, HotichModuleOptions } from '@hotich/nestjs';
import { EnvReader } from './env-reader';
import { hotichOptions } from './hotich.config';

/** Injection token of {@link HostConfig}. */
export const HOST_CONFIG = Symbol('HOST_CONFIG');

export interface HostConfig {
  /** `PORT`, default 4000; 0 takes a free one. */
  readonly port: number;
  /** `HOST`, default 127.0.0.1: this example has no login, so it answers this machine only. */
  readonly address: string;
  /** `DATABASE_URL`, `postgres://user:password@host:port/database`. */
  readonly databaseUrl: string;
  /** `HO_SO_PREFIX`: identifier of the receiving office, the head of every dossier code. Default `H24.37.80`. */
  readonly codePrefix: string;
  /** Painted on every screen. */
  readonly environment: Environment;
  /** What HotichModule is given, apart from the file store. */
  readonly hotich: HotichModuleOptions;
}

/**
 * The only reader of `process.env`.
 *
 * @throws EnvironmentError listing every variable that is missing or wrong.
 */
export function readHostConfig(env: NodeJS.ProcessEnv): HostConfig {
  const reader = new EnvReader(env);
  const codePrefix = reader.text('HO_SO_PREFIX') ?? 'H24.37.80';
  reader.check(
    /^H\d{2}(\.\w{1,3}){1,4}$/.test(codePrefix),
    'HO_SO_PREFIX: ví dụ — for example H24.37.80 (Hpp.xx.yy, Hpp.nnn)',
  );
  const hotich = hotichOptions(reader);
  const config: HostConfig = {
    port: reader.number('PORT', 65_535) ?? 4_000,
    address: reader.text('HOST') ?? '127.0.0.1',
    databaseUrl: reader.required(
      'DATABASE_URL',
      'postgres://…; `npm start` tự tạo một PostgreSQL — `npm start` brings a PostgreSQL of its own',
    ),
    codePrefix,
    environment: hotich.environment,
    hotich,
  };
  reader.finish();
  return config;
}
