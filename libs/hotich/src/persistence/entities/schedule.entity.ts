import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Environment } from '../../hotich.constants';
import { instant, province } from '../columns';

/** When a piece of scheduled work was last begun, by whichever process: moving it on is what elects the one that does it. */
@Entity({ name: 'hotich_schedule' })
export class HotichSchedule {
  @PrimaryColumn({ name: 'environment', type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_hotich_schedule' })
  environment!: Environment;

  /** As in `options.schedule`. */
  @PrimaryColumn({ name: 'name', type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_hotich_schedule' })
  name!: string;

  @Column(instant('last_run_at'))
  lastRunAt!: Date;

  @Column(province())
  maTinh?: string;
}
