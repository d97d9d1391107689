import type { ModuleCode } from '../../contract';

/** Level of government at which a procedure is handled. */
export type ProcedureLevel = 'commune' | 'district' | 'province';

/** How well it is known to which module a procedure belongs. */
export type ProcedureConfidence = 'attested' | 'inferred' | 'recalled' | 'contradictory' | 'configured';

/** A public-administration procedure (TTHC) and what it is at the register. */
export interface Procedure {
  /** National code, for example `1.001193`; a local suffix (`.000.00.00.H21`) is not part of it. */
  readonly maTTHC: string;
  readonly title: string;
  /** Module at the register; absent for procedures that the register's list of modules does not have. */
  readonly module?: ModuleCode;
  /** Code of the result document (`maGiayToKetQua`), where known. */
  readonly maGiayToKetQua?: string;
  /** First and last day on which dossiers of it are received, `yyyy-MM-dd`; absent: not known. */
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
  /** True when a later decision repealed it; dossiers under way keep it. */
  readonly repealed?: true;
  /** Province (2 digits) and level to which the row is limited; absent: everywhere. */
  readonly province?: string;
  readonly level?: ProcedureLevel;
  readonly source: string;
  readonly confidence: ProcedureConfidence;
}

/** A row of the host: it wins over every shipped row for its code, province, level and days. */
export type ProcedureOverride = Pick<Procedure, 'maTTHC'> & {
  readonly module: ModuleCode;
} & Partial<
    Pick<Procedure, 'title' | 'maGiayToKetQua' | 'effectiveFrom' | 'effectiveTo' | 'province' | 'level' | 'source'>
  >;
