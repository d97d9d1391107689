import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ResultPending } from '../records';
import { Sealed } from '../at-rest/sealed-columns';
import { instant, json, province } from '../columns';

/** What the register answered when the event was registered. */
@Entity({ name: 'hotich_result' })
export class HotichResult {
  @PrimaryColumn('uuid', { name: 'dossier_id', primaryKeyConstraintName: 'pk_hotich_result' })
  dossierId!: string;

  /** The `ketQuaXuLy` object as it came, without the document. */
  @Sealed('json')
  @Column(json('data'))
  data!: Record<string, unknown>;

  /** The signed certificate or extract: `id` of its {@link HotichFile}, which tells what the file store knows it by. */
  @Column('uuid', { name: 'file_id', nullable: true })
  fileId!: string | null;

  /** What the register still owes: nothing, or the citizen's personal number. */
  @Column({ name: 'pending', type: 'varchar', length: 10, nullable: true })
  pending!: ResultPending | null;

  @Column(instant('received_at'))
  receivedAt!: Date;

  @Column(province())
  maTinh?: string;
}
