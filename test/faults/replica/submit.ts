import type { DossierSyncService } from '@hotich/nestjs';
import type { DataSource, EntityManager } from 'typeorm';
import { birthInput } from '../../support/samples';
import { nameIn } from '../support/book';

/**
 * The host files a birth: its own row and the dossier, in one transaction. Said again after a commit whose answer was lost,
 * it changes nothing.
 */
export async function submitBirth(
  database: DataSource,
  sync: DossierSyncService,
  maHoSo: string,
  nksHoTen = nameIn(maHoSo),
): Promise<void> {
  await database.transaction((manager) => submitBirthWithin(manager, sync, maHoSo, nksHoTen));
}

export async function submitBirthWithin(
  manager: EntityManager,
  sync: DossierSyncService,
  maHoSo: string,
  nksHoTen = nameIn(maHoSo),
): Promise<void> {
  const { state } = await sync.submit(birthInput(maHoSo, { nksHoTen }), manager);
  await manager.query('insert into ho_so (ma, trang_thai) values ($1, $2) on conflict do nothing', [maHoSo, state]);
}
