import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { province } from '../columns';

/** What a search term is: a personal number or the number of a paper, or a full name. */
export type SearchKind = 'number' | 'name';

/** A name or number that a dossier speaks of, as a keyed hash: it can be looked for, and not read. */
@Entity({ name: 'hotich_search' })
@Index('ix_hotich_search_hash', ['hash'])
export class HotichSearch {
  @PrimaryColumn('uuid', { name: 'dossier_id', primaryKeyConstraintName: 'pk_hotich_search' })
  dossierId!: string;

  /** HMAC-SHA256 of kind and normalised value, 43 characters of base64url. */
  @PrimaryColumn({ name: 'hash', type: 'varchar', length: 43, primaryKeyConstraintName: 'pk_hotich_search' })
  hash!: string;

  @Column({ name: 'kind', type: 'varchar', length: 10 })
  kind!: SearchKind;

  @Column(province())
  maTinh?: string;
}
