import type {
  CatalogOptions,
  EngineOptions,
  GatewayOptions,
  HotichModuleOptions,
  InterlinkOptions,
  RegisterOptions,
  ScheduleOptions,
} from '@hotich/nestjs';
import type { HotichSimulator } from '@hotich/simulator';
import { optionsFor } from '../../support/host';

/** What a scenario sets in its own way. */
export interface Tuning {
  readonly provinceCode?: string;
  readonly gateway?: Partial<GatewayOptions>;
  readonly interlink?: Partial<InterlinkOptions>;
  readonly register?: RegisterOptions;
  readonly schedule?: false | ScheduleOptions;
  readonly catalog?: CatalogOptions;
  readonly engine?: EngineOptions;
}

/** Longest a request may take, and how long a claim holds: short, so that a scenario lasts seconds. */
export const REQUEST_MS = 1_100;
export const LEASE_MS = 2_000;
/** How long "no such dossier" is not believed. */
export const GRACE_MS = 1_500;

const carrier = { timeoutMs: 800, connectTimeoutMs: 300, breaker: { failures: 5, openMs: 300 } };

/** Options of a replica whose calls carry its name. */
export function optionsNamed(name: string, remotes: HotichSimulator, tuning: Tuning): HotichModuleOptions {
  const headers = { 'x-caller-id': name };
  return optionsFor(remotes, {
    ...(tuning.provinceCode === undefined ? {} : { provinceCode: tuning.provinceCode }),
    gateway: { ...carrier, headers, ...tuning.gateway } as GatewayOptions,
    interlink: { ...carrier, headers, ...tuning.interlink } as InterlinkOptions,
    register: {
      cadence: { firstMs: 100, minMs: 400, maxMs: 1_500, workingHours: false },
      unknownGraceMs: GRACE_MS,
      ...tuning.register,
    },
    schedule: tuning.schedule ?? { intake: '* * * * * *' },
    ...(tuning.catalog ? { catalog: tuning.catalog } : {}),
    engine: { leaseMs: LEASE_MS, drainMs: 3_000, ...tuning.engine },
  });
}
