import { MariadbServer } from './mariadb-server';

/** One MariaDB for the whole run; every suite makes a database of its own in it. */
export default async function setup(): Promise<void> {
  const server = await MariadbServer.start({ durable: false });
  process.env.HOTICH_TEST_MARIADB = server.url;
  (globalThis as { hotichMariadb?: MariadbServer }).hotichMariadb = server;
}
