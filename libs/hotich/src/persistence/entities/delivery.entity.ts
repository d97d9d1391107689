import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Environment } from '../../hotich.constants';
import type { Diagnosis } from '../../errors';
import { Sealed } from '../at-rest/sealed-columns';
import { instant, json, province } from '../columns';

/** `listed` is to be read, `taken` is stored and to be acknowledged, `acknowledged` is done, `held` cannot be taken in yet. */
export type DeliveryState = 'listed' | 'taken' | 'acknowledged' | 'held';

/** One dossier as DVCLT offers it. Kept with its raw body even when it cannot be taken in, so nothing a citizen filed is lost. */
@Entity({ name: 'hotich_delivery' })
@Unique('uq_hotich_delivery_ma_ho_so', ['environment', 'maHoSoLT'])
@Index('ix_hotich_delivery_state', ['state', 'updatedAt'])
export class HotichDelivery {
  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'pk_hotich_delivery' })
  id!: string;

  @Column({ name: 'environment', type: 'varchar', length: 10 })
  environment!: Environment;

  @Column({ name: 'ma_ho_so_lt', type: 'varchar', length: 64 })
  maHoSoLT!: string;

  /** DVCLT's own id of the delivery, used to read its detail. */
  @Column({ name: 'remote_id', type: 'varchar', length: 64 })
  remoteId!: string;

  @Column({ name: 'state', type: 'varchar', length: 14 })
  state!: DeliveryState;

  @Column('uuid', { name: 'dossier_id', nullable: true })
  dossierId!: string | null;

  /** SHA-256 of the message last taken in: a repeated delivery is told from a new version. */
  @Sealed()
  @Column({ name: 'content_hash', type: 'text', nullable: true })
  contentHash!: string | null;

  /** The body as it came, while it cannot be taken in. */
  @Sealed()
  @Column({ name: 'raw', type: 'text', nullable: true })
  raw!: string | null;

  /**
   * How long the dossier's timeline was when this filing came: what was asked of the citizen later it does not answer, however late it is
   * read. 0 where there was no dossier; null once it is taken in, and where a version of the library from before has written.
   */
  @Column({ name: 'came_after', type: 'int', nullable: true })
  cameAfter!: number | null;

  /**
   * Of which filing {@link cameAfter} speaks: its id, of a pushed one the hash of what it says. Of any other it says nothing: a version of
   * the library from before brings another filing and lets both stand.
   */
  @Column({ name: 'came_with', type: 'varchar', length: 64, nullable: true })
  cameWith!: string | null;

  @Column(json('diagnosis', { nullable: true }))
  diagnosis!: Diagnosis | null;

  @Column(instant('created_at'))
  createdAt!: Date;

  @Column(instant('updated_at'))
  updatedAt!: Date;

  @Column(province())
  maTinh?: string;
}
