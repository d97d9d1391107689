import type { DataSource } from 'typeorm';

interface Host {
  readonly control: DataSource;
}

interface Trouble {
  readonly throws?: boolean;
  /** Throws an error of the library. */
  readonly ours?: boolean;
  /** Sends the dossier again in the moment in which it is held. */
  readonly resubmits?: boolean;
  readonly dies?: boolean;
  readonly waitsMs?: number;
}

/** What the host's listener does wrong about a dossier; see `replica/ho-so.listener.ts`. */
export async function trouble(
  { control }: Host,
  code: string,
  { throws = false, ours = false, resubmits = false, dies = false, waitsMs = 0 }: Trouble,
): Promise<void> {
  await control.query(
    'insert into host_trouble (ma, throws, ours, resubmits, dies, waits_ms) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
    [code, throws, ours, resubmits, dies, waitsMs],
  );
}

export async function mend({ control }: Host): Promise<void> {
  await control.query('delete from host_trouble');
}
