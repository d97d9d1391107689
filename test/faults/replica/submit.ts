import type { DossierSyncService } from '@hotich/nestjs';
import type { DataSource } from 'typeorm';
import { birthInput } from '../../support/samples';

/**
 * The host files a birth: its own row and the dossier, in one transaction. Said again after a commit whose answer was lost,
 * it changes nothing.
 */
export async function submitBirth(database: DataSource, sync: DossierSyncService, maHoSo: string): Promise<void> {
  await database.transaction(async (manager) => {
    const { state } = await sync.submit(birthInput(maHoSo), manager);
    await manager.query('insert into ho_so (ma, trang_thai) values ($1, $2) on conflict do nothing', [maHoSo, state]);
  });
}
