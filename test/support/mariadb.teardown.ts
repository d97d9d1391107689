import type { MariadbServer } from './mariadb-server';

export default async function teardown(): Promise<void> {
  await (globalThis as { hotichMariadb?: MariadbServer }).hotichMariadb?.stop();
}
