import { HotichSimulator } from '@hotich/simulator';
import type { HotichModuleOptions } from '@hotich/nestjs';
import type { Type } from '@nestjs/common';
import { freshDatabase } from './database';
import { optionsFor, startHost, type TestHost } from './host';

/** A simulator and a host on a database of their own. */
export interface Scene {
  readonly remotes: HotichSimulator;
  readonly host: TestHost;
  readonly url: string;
  close(): Promise<void>;
}

export async function scene(options: Partial<HotichModuleOptions> = {}, providers: Type[] = []): Promise<Scene> {
  const remotes = await HotichSimulator.start();
  const url = await freshDatabase();
  const host = await startHost(url, optionsFor(remotes, options), providers);
  return {
    remotes,
    host,
    url,
    close: async () => {
      await host.close();
      await remotes.stop();
    },
  };
}

/** Takes a citizen's dossier in and accepts it; returns DVCLT's code. */
export async function accepted({ remotes, host }: Scene, kind: 'birth' | 'death' = 'birth'): Promise<string> {
  const { maHoSo } = kind === 'birth' ? remotes.citizen.fileBirth() : remotes.citizen.fileDeath();
  await host.interlink.runIntakeOnce();
  await host.interlink.accept(maHoSo, 'can.bo.mau');
  return maHoSo;
}

/** The register holds each of them once, and nobody sent it what it held. */
export function expectSentOnce({ ledger }: HotichSimulator, ...codes: string[]): void {
  const once = codes.map((code) => ({ code, taken: 1, repeated: 0 }));
  expect(
    codes.map((code) => ({
      code,
      taken: ledger.submissions(code).length,
      repeated: ledger.repeats(code, 'submission'),
    })),
  ).toEqual(once);
}

/** Everything that can move by itself, until nothing does. */
export async function settleAll({ host }: Scene): Promise<void> {
  await host.interlink.runIntakeOnce();
  await host.sync.runOnce();
  await host.interlink.runReportOnce();
}
