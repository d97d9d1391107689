import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Sealed } from '../at-rest/sealed-columns';
import { instant, province } from '../columns';

export type FileKind = 'attachment' | 'result';

/** A document of a dossier. */
@Entity({ name: 'hotich_file' })
@Index('ix_hotich_file_dossier', ['dossierId'])
export class HotichFile {
  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'pk_hotich_file' })
  id!: string;

  /** What the file store calls it, where that is not the id; it may hold the file's name. */
  @Sealed()
  @Column({ name: 'store_id', type: 'text', nullable: true })
  storeId!: string | null;

  @Column('uuid', { name: 'dossier_id' })
  dossierId!: string;

  @Column({ name: 'kind', type: 'varchar', length: 12 })
  kind!: FileKind;

  /** File name; citizens write who they are into it. */
  @Sealed()
  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'media_type', type: 'varchar', length: 120 })
  mediaType!: string;

  /** Bytes, decoded. */
  @Column({ name: 'size', type: 'int' })
  size!: number;

  /** SHA-256 of the decoded bytes, lower-case hex. */
  @Column({ name: 'sha256', type: 'varchar', length: 64 })
  sha256!: string;

  @Column(instant('created_at'))
  createdAt!: Date;

  @Column(province())
  maTinh?: string;
}

/**
 * A piece of a document, base64 of at most 48,000 bytes. Base64, because both wires carry it so: a document goes from
 * table to socket without being decoded; in pieces, because no row then needs more memory than a piece, and because
 * `text` holds one on every database.
 */
@Entity({ name: 'hotich_file_chunk' })
export class HotichFileChunk {
  @PrimaryColumn('uuid', { name: 'file_id', primaryKeyConstraintName: 'pk_hotich_file_chunk' })
  fileId!: string;

  @PrimaryColumn({ name: 'seq', type: 'int', primaryKeyConstraintName: 'pk_hotich_file_chunk' })
  seq!: number;

  @Sealed('base64')
  @Column({ name: 'content', type: 'text' })
  content!: string;

  @Column(province())
  maTinh?: string;
}
