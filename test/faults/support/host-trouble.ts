import type { DataSource } from 'typeorm';

interface Host {
  readonly control: DataSource;
}

/** What the host's listener does wrong about a dossier; see `replica/ho-so.listener.ts`. */
export async function trouble(
  { control }: Host,
  code: string,
  { throws = false, dies = false, waitsMs = 0 }: { throws?: boolean; dies?: boolean; waitsMs?: number },
): Promise<void> {
  await control.query('insert into host_trouble (ma, throws, dies, waits_ms) values ($1, $2, $3, $4)', [
    code,
    throws,
    dies,
    waitsMs,
  ]);
}

export async function mend({ control }: Host): Promise<void> {
  await control.query('delete from host_trouble');
}
