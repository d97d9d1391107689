export default async function teardown() {
  await globalThis.__hotichPostgres?.stop();
}
