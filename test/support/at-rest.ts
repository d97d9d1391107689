import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { EncryptionKey, EncryptionOptions, HotichKeyProvider, HotichModuleOptions } from '@hotich/nestjs';
import type { HotichSimulator } from '@hotich/simulator';
import { thisSchema } from './database';
import { optionsFor, startHost, type TestHost } from './host';

export const newKey = (id: string): EncryptionKey => ({ id, key: randomBytes(32).toString('base64') });

/** A host that keeps its rows sealed; without `encryption`, one that does not. */
export function sealedHost(
  url: string,
  remotes: HotichSimulator,
  encryption: EncryptionOptions | HotichKeyProvider | undefined,
  more: Partial<HotichModuleOptions> = {},
): Promise<TestHost> {
  return startHost(url, { ...optionsFor(remotes, more), ...more, ...(encryption ? { encryption } : {}) });
}

/** Every row of every table of the library as one text per table, as somebody with the database alone sees it. */
export async function dump(db: DataSource): Promise<Map<string, string>> {
  const tables = await db.query<{ name: string }[]>(
    `select table_name as name from information_schema.tables
     where table_schema = ${thisSchema()} and table_name like 'hotich_%' order by 1`,
  );
  const dumped = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await db.query<object[]>(`select * from ${name}`);
    dumped.set(name, rows.map((row) => Object.values(row).join()).join('\n'));
  }
  return dumped;
}

/** Which tables show which of the secrets, in any of the ways a database may write them. */
export async function shown(db: DataSource, secrets: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const [table, text] of await dump(db)) {
    for (const secret of secrets) {
      const ways = [secret, secret.toLowerCase(), secret.normalize('NFD'), JSON.stringify(secret).slice(1, -1)];
      const bytes = Buffer.from(secret);
      if ([...ways, bytes.toString('base64').slice(0, -4), bytes.toString('hex')].some((way) => text.includes(way))) {
        found.push(`${table}: ${secret}`);
      }
    }
  }
  return found;
}
