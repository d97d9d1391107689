import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  DossierListener,
  DossierSyncService,
  HotichStateError,
  type ReceivedDossier,
  type ResultReceived,
  type StatusChange,
} from '@hotich/nestjs';
import type { DataSource, EntityManager } from 'typeorm';

/** The host's own tables: its dossiers, and for whom its code misbehaves. */
export async function createHostTables(database: DataSource): Promise<void> {
  await database.query('create table ho_so (ma text primary key, trang_thai text not null, ket_qua text)');
  await database.query(
    `create table host_trouble (
       ma text primary key, throws boolean not null, ours boolean not null, resubmits boolean not null, dies boolean not null,
       waits_ms int not null)`,
  );
}

/** Keeps `ho_so` in step with the library, and fails, dawdles or dies for the dossiers that `host_trouble` names. */
@Injectable()
export class HoSoListener extends DossierListener {
  constructor(private readonly sync: DossierSyncService) {
    super();
  }

  override async onReceived({ maHoSo, state }: ReceivedDossier, manager: EntityManager): Promise<void> {
    await manager.query('insert into ho_so (ma, trang_thai) values ($1, $2)', [maHoSo, state]);
    await this.trouble(maHoSo, manager);
  }

  override async onStatusChanged({ dossier, move, to }: StatusChange, manager: EntityManager): Promise<void> {
    await manager.query('update ho_so set trang_thai = $2 where ma = $1', [dossier.maHoSo, to]);
    const row = await this.trouble(dossier.maHoSo, manager);
    if (row?.resubmits && move === 'hold') await this.sync.resubmit(dossier.maHoSo, {}, manager);
  }

  override async onResult({ dossier, file }: ResultReceived, manager: EntityManager): Promise<void> {
    await manager.query('update ho_so set ket_qua = $2 where ma = $1', [dossier.maHoSo, file?.sha256]);
  }

  private async trouble(maHoSo: string, manager: EntityManager): Promise<Trouble | undefined> {
    const [row] = await manager.query<Trouble[]>('select * from host_trouble where ma = $1', [maHoSo]);
    if (!row) return undefined;
    await sleep(row.waits_ms);
    if (row.dies) process.exit(70);
    if (row.ours) throw new HotichStateError(maHoSo, 'the host fails here', 'mẫu', []);
    if (row.throws) throw new Error('the host fails here');
    return row;
  }
}

interface Trouble {
  readonly throws: boolean;
  readonly ours: boolean;
  readonly resubmits: boolean;
  readonly dies: boolean;
  readonly waits_ms: number;
}
