import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type DataSource, type EntityManager, type FindOperator, In } from 'typeorm';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';

/** The province of each DataSource: two applications in one process never share it. */
const BY_DATA_SOURCE = new WeakMap<DataSource, string>();

/** In rows that a version of the library wrote which did not know the column. */
const UNSAID = '';

/** Binds the application's province to its rows. */
@Injectable()
export class Province implements OnModuleInit {
  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: { readonly provinceCode: string },
  ) {}

  onModuleInit(): void {
    BY_DATA_SOURCE.set(this.dataSource, this.options.provinceCode);
  }
}

/** `ma_tinh` of the rows that are written. */
export function provinceOf(manager: EntityManager): string {
  return BY_DATA_SOURCE.get(manager.connection) ?? UNSAID;
}

/** `ma_tinh` of the rows that are looked for: every statement names it, so that a partitioned table is read in one place. */
export function provincesOf(manager: EntityManager): readonly string[] {
  return [...new Set([provinceOf(manager), UNSAID])];
}

/** The same as a condition of a `find`, `update` or `delete`. */
export function ours(manager: EntityManager): { maTinh: FindOperator<string> } {
  return { maTinh: In(provincesOf(manager)) as FindOperator<string> };
}
