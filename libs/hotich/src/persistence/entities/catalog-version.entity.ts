import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Environment } from '../../hotich.constants';
import { instant, json } from '../columns';

/**
 * One version of one catalog list, as a refresh or an import found it. Written once, never changed: what held on a day can always
 * be told. The lists that ship with the library are not stored.
 */
@Entity({ name: 'hotich_catalog_version' })
@Unique('uq_hotich_catalog_version_list_seq', ['environment', 'kind', 'system', 'seq'])
export class HotichCatalogVersion {
  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'pk_hotich_catalog_version' })
  id!: string;

  @Column({ name: 'environment', type: 'varchar', length: 10 })
  environment!: Environment;

  /** Kind of list, for example `danToc`, `registrationUnits` or `unitConversions`. */
  @Column({ name: 'kind', type: 'varchar', length: 40 })
  kind!: string;

  /** Whose list it is: `register`, `form`, `dvclt` or `shared`. */
  @Column({ name: 'system', type: 'varchar', length: 12 })
  system!: string;

  /** Number of the version within its list, from 1. Two replicas that store at once collide here, and the later one looks again. */
  @Column({ name: 'seq', type: 'int' })
  seq!: number;

  /** Name of the version for people; default the day on which it was stored. */
  @Column({ name: 'version', type: 'varchar', length: 80 })
  version!: string;

  /** First and last day for which it holds, `yyyy-MM-dd`; null: always, still. */
  @Column({ name: 'valid_from', type: 'varchar', length: 10, nullable: true })
  validFrom!: string | null;

  @Column({ name: 'valid_to', type: 'varchar', length: 10, nullable: true })
  validTo!: string | null;

  /** True when a code outside the list is refused. */
  @Column({ name: 'closed', type: 'boolean' })
  closed!: boolean;

  /** Where it came from: the name of a source, or of the file. */
  @Column({ name: 'source', type: 'varchar', length: 255 })
  source!: string;

  /** The rows, in the shape of their kind. */
  @Column(json('entries'))
  entries!: object[];

  /** SHA-256 of the rows and of the validity that the source states: an unchanged list is not stored again. */
  @Column({ name: 'content_hash', type: 'varchar', length: 64 })
  contentHash!: string;

  @Column(instant('created_at'))
  createdAt!: Date;
}
