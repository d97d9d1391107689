import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Environment } from '../../hotich.constants';
import { instant } from '../columns';

/** Whose database this is; one row, written by the first process that used it. */
@Entity({ name: 'hotich_environment' })
export class HotichEnvironment {
  /** Always 1: there is room for one answer only. */
  @PrimaryColumn({ name: 'id', type: 'int', primaryKeyConstraintName: 'pk_hotich_environment' })
  id!: number;

  @Column({ name: 'environment', type: 'varchar', length: 10 })
  environment!: Environment;

  @Column({ name: 'province_code', type: 'varchar', length: 2 })
  provinceCode!: string;

  /** SHA-256 over addresses and account names of the remotes, never over a secret: tells that they have changed. */
  @Column({ name: 'fingerprint', type: 'varchar', length: 64 })
  fingerprint!: string;

  @Column(instant('created_at'))
  createdAt!: Date;

  @Column(instant('updated_at'))
  updatedAt!: Date;
}
