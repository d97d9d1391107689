import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { HOST_CONFIG, type HostConfig } from '../config/host.config';

/** Gives out the province's dossier codes, `Hpp.xx.yy-yyMMdd-nnnn`: one count for each day, in the database. */
@Injectable()
export class HoSoCodes {
  constructor(@Inject(HOST_CONFIG) private readonly config: HostConfig) {}

  /**
   * The next code of today. The count is taken through `manager`: roll back and it is free again, so that a day's numbers
   * have no gaps; whoever wants the next one waits for the commit.
   */
  async next(manager: EntityManager): Promise<string> {
    const [row] = await manager.query<{ ngay: string; so_cuoi: number }[]>(`
      INSERT INTO so_ho_so (ngay, so_cuoi)
      VALUES (to_char(now() AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYMMDD'), 1)
      ON CONFLICT (ngay) DO UPDATE SET so_cuoi = so_ho_so.so_cuoi + 1
      RETURNING ngay, so_cuoi`);
    if (!row) throw new Error('so_ho_so returned no row');
    return `${this.config.codePrefix}-${row.ngay}-${String(row.so_cuoi).padStart(4, '0')}`;
  }
}
