import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AttachmentRecord } from '../records';
import { Sealed } from '../at-rest/sealed-columns';
import { instant, json, province } from '../columns';

/** One version of what a dossier says. Written once and not changed until it is purged: a supplement is a new version. */
@Entity({ name: 'hotich_content' })
export class HotichContent {
  @PrimaryColumn('uuid', { name: 'dossier_id', primaryKeyConstraintName: 'pk_hotich_content' })
  dossierId!: string;

  @PrimaryColumn({ name: 'version', type: 'int', primaryKeyConstraintName: 'pk_hotich_content' })
  version!: number;

  /** The register payload. */
  @Sealed('json')
  @Column(json('data'))
  data!: Record<string, unknown>;

  /** Attachments: what they are and where the file store keeps them. */
  @Sealed('json')
  @Column(json('attachments'))
  attachments!: AttachmentRecord[];

  /**
   * SHA-256 over module, unit, payload and attachments: tells a repeated call from a changed one. Sealed like the payload: who
   * knows most of it could try out the rest.
   */
  @Sealed()
  @Column({ name: 'content_hash', type: 'text' })
  contentHash!: string;

  @Column(instant('created_at'))
  createdAt!: Date;

  /** When payload and attachments were removed; the hash stays, so that a repeated call is still known as such. */
  @Column(instant('purged_at', { nullable: true }))
  purgedAt!: Date | null;

  @Column(province())
  maTinh?: string;
}
