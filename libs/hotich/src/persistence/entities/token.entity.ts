import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CarrierName, Environment } from '../../hotich.constants';
import { instant, province } from '../columns';

/**
 * The access token of one carrier, shared by every process on this database: a gateway may drop a token the moment another
 * is issued, so replicas that each asked for their own would keep cutting each other off.
 */
@Entity({ name: 'hotich_token' })
export class HotichToken {
  @PrimaryColumn({ name: 'environment', type: 'varchar', length: 10, primaryKeyConstraintName: 'pk_hotich_token' })
  environment!: Environment;

  @PrimaryColumn({ name: 'carrier', type: 'varchar', length: 12, primaryKeyConstraintName: 'pk_hotich_token' })
  carrier!: CarrierName;

  /** SHA-256 of the account it was issued to: after a change of keys the old token is nobody's. */
  @Column({ name: 'account', type: 'varchar', length: 64 })
  account!: string;

  /** The token, encrypted under a key derived from the account's own secret; null before the first. */
  @Column({ name: 'sealed', type: 'text', nullable: true })
  sealed!: string | null;

  @Column(instant('issued_at'))
  issuedAt!: Date;

  @Column(instant('expires_at'))
  expiresAt!: Date;

  /** Who is asking for the next one, and until when the others leave it to him. */
  @Column('uuid', { name: 'refresh_owner', nullable: true })
  refreshOwner!: string | null;

  @Column(instant('refresh_until'))
  refreshUntil!: Date;

  @Column(province())
  maTinh?: string;
}
