import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CarrierName, Environment } from '../../hotich.constants';
import { Sealed } from '../at-rest/sealed-columns';
import { instant, province } from '../columns';

/**
 * One request to a remote and what came of it. Bodies are masked before they are written; only what could not be read is kept
 * as it came.
 */
@Entity({ name: 'hotich_exchange' })
@Index('ix_hotich_exchange_at', ['at'])
export class HotichExchange {
  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'pk_hotich_exchange' })
  id!: string;

  @Column({ name: 'environment', type: 'varchar', length: 10 })
  environment!: Environment;

  @Column({ name: 'carrier', type: 'varchar', length: 12 })
  carrier!: CarrierName;

  /** For example `register.submit`, `register.status`, `interlink.report`. */
  @Column({ name: 'operation', type: 'varchar', length: 40 })
  operation!: string;

  /** Codes of the dossiers it spoke of. */
  @Column({ name: 'codes', type: 'text', nullable: true })
  codes!: string | null;

  /** `ok`, or the kind of the failure. */
  @Column({ name: 'outcome', type: 'varchar', length: 14 })
  outcome!: string;

  @Column({ name: 'http_status', type: 'int', nullable: true })
  httpStatus!: number | null;

  @Column({ name: 'request_bytes', type: 'int' })
  requestBytes!: number;

  @Column({ name: 'response_bytes', type: 'int' })
  responseBytes!: number;

  @Column({ name: 'duration_ms', type: 'int' })
  durationMs!: number;

  /** The answer with every value masked that is not a code, a status or a sentence of the remote. */
  @Sealed()
  @Column({ name: 'answer', type: 'text', nullable: true })
  answer!: string | null;

  /** The answer as it came, when it could not be read: it is evidence, and may name people. */
  @Sealed()
  @Column({ name: 'raw', type: 'text', nullable: true })
  raw!: string | null;

  @Column(instant('at'))
  at!: Date;

  @Column(province())
  maTinh?: string;
}
