import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DossierListener, type ReceivedDossier, type ResultReceived, type StatusChange } from '@hotich/nestjs';
import type { DataSource, EntityManager } from 'typeorm';

/** The host's own tables: its dossiers, and for whom its code misbehaves. */
export async function createHostTables(database: DataSource): Promise<void> {
  await database.query('create table ho_so (ma text primary key, trang_thai text not null, ket_qua text)');
  await database.query(
    'create table host_trouble (ma text primary key, throws boolean not null, dies boolean not null, waits_ms int not null)',
  );
}

/** Keeps `ho_so` in step with the library, and fails, dawdles or dies for the dossiers that `host_trouble` names. */
@Injectable()
export class HoSoListener extends DossierListener {
  override async onReceived({ maHoSo, state }: ReceivedDossier, manager: EntityManager): Promise<void> {
    await manager.query('insert into ho_so (ma, trang_thai) values ($1, $2)', [maHoSo, state]);
    await trouble(maHoSo, manager);
  }

  override async onStatusChanged({ dossier, to }: StatusChange, manager: EntityManager): Promise<void> {
    await manager.query('update ho_so set trang_thai = $2 where ma = $1', [dossier.maHoSo, to]);
    await trouble(dossier.maHoSo, manager);
  }

  override async onResult({ dossier, file }: ResultReceived, manager: EntityManager): Promise<void> {
    await manager.query('update ho_so set ket_qua = $2 where ma = $1', [dossier.maHoSo, file?.sha256]);
  }
}

async function trouble(maHoSo: string, manager: EntityManager): Promise<void> {
  const [row] = await manager.query<{ throws: boolean; dies: boolean; waits_ms: number }[]>(
    'select throws, dies, waits_ms from host_trouble where ma = $1',
    [maHoSo],
  );
  if (!row) return;
  await sleep(row.waits_ms);
  if (row.dies) process.exit(70);
  if (row.throws) throw new Error('the host fails here');
}
