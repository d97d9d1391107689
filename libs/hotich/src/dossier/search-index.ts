import { Inject, Injectable } from '@nestjs/common';
import { type DataSource, type EntityManager, In, MoreThan } from 'typeorm';
import { HotichSealError, HotichSetupError, HotichValidationError } from '../errors';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import {
  AtRest,
  HotichContent,
  HotichDossier,
  HotichResult,
  HotichSearch,
  insertRows,
  ours,
  ownTransaction,
  provincesOf,
  type UnitOfWork,
} from '../persistence';
import { nameTerm, numberTerm, type SearchTerm, searchTerms } from './search-terms';

/** Whom to look for; with both, dossiers that speak of both. */
export interface PersonQuery {
  /** 12 digits, or the 9 of an older paper; spaces, dots and dashes do not matter. */
  readonly personalNumber?: string;
  /** The whole name; letter case, spaces and the place of the tone mark do not matter. */
  readonly fullName?: string;
}

export interface IndexSummary {
  /** Dossiers looked at. */
  readonly dossiers: number;
  /** Those of them of which a content or result is opened by no given key: what the index had of them is kept. */
  readonly unreadable: number;
}

interface Piece extends IndexSummary {
  /** Where the next begins; undefined: it was the last. */
  readonly last: string | undefined;
}

const PURPOSE = 'hotich search';
const BATCH = 100;
/** Most dossiers of one answer, the newest. */
const FOUND = 200;

/** Finds the dossiers of a person by keyed hashes, without opening a payload. Off without `encryption.hashKey`. */
@Injectable()
export class SearchIndex {
  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly atRest: AtRest,
  ) {}

  /** Remembers everybody a payload or result speaks of, with the transaction's other writes. */
  add(dossierId: string, data: object, work: UnitOfWork): void {
    if (!this.atRest.keyring.hashKey) return;
    work.insert(HotichSearch, ...this.rows(dossierId, searchTerms(data)));
  }

  /**
   * @returns the newest 200 dossiers, newest first.
   * @throws HotichSetupError without `encryption.hashKey`. HotichValidationError for a query that names nobody.
   */
  async find(query: PersonQuery): Promise<HotichDossier[]> {
    await this.assertOn();
    const terms = queryTerms(query);
    const { manager } = this.dataSource;
    const speaking = manager
      .createQueryBuilder(HotichSearch, 's')
      .select('s.dossierId')
      .where('s.maTinh in (:...provinces)', { provinces: provincesOf(manager) })
      .andWhere('s.hash in (:...hashes)', { hashes: terms.map((term) => this.hash(term)) })
      .groupBy('s.dossierId')
      .having('count(*) = :count', { count: terms.length });
    return manager
      .createQueryBuilder(HotichDossier, 'd')
      .where(`d.id in (${speaking.getQuery()})`, speaking.getParameters())
      .andWhere('d.environment = :environment', { environment: this.options.environment })
      .andWhere('d.maTinh in (:...provinces)')
      .orderBy('d.createdAt', 'DESC')
      .limit(FOUND)
      .getMany();
  }

  /** Makes the index anew: for tables that were there before the key, and after a change of the key. */
  async rebuild(): Promise<IndexSummary> {
    await this.atRest.keyring.renew();
    await this.assertOn();
    let dossiers = 0;
    let unreadable = 0;
    let last: string | undefined;
    do {
      const piece = await ownTransaction(this.dataSource.manager, (manager) => this.rebuildSome(manager, last));
      dossiers += piece.dossiers;
      unreadable += piece.unreadable;
      last = piece.last;
    } while (last);
    return { dossiers, unreadable };
  }

  private async rebuildSome(manager: EntityManager, after: string | undefined): Promise<Piece> {
    const locked = await manager.find(HotichDossier, {
      select: { id: true },
      where: {
        environment: this.options.environment,
        ...ours(manager),
        ...(after === undefined ? {} : { id: MoreThan(after) }),
      },
      order: { id: 'ASC' },
      take: BATCH,
      // Whoever writes a new version holds this lock: none slips in between what is deleted and what is read.
      lock: { mode: 'pessimistic_write' },
    });
    const ids = locked.map((dossier) => dossier.id);
    const where = { dossierId: In(ids), ...ours(manager) };
    const unreadable = new Set<string>();
    const terms: HotichSearch[] = [];
    for (const entity of [HotichContent, HotichResult] as const) {
      for (const row of await manager.findBy<HotichContent | HotichResult>(entity, where)) {
        const { dossierId } = row;
        const found = termsOf(row);
        if (found) terms.push(...this.rows(dossierId, found));
        else unreadable.add(dossierId);
      }
    }
    const anew = ids.filter((id) => !unreadable.has(id));
    await manager.delete(HotichSearch, { dossierId: In(anew), ...ours(manager) });
    await insertRows(manager, HotichSearch, terms, { ignoreConflicts: true });
    return { dossiers: ids.length, unreadable: unreadable.size, last: ids.at(-1) };
  }

  private rows(dossierId: string, terms: readonly SearchTerm[]): HotichSearch[] {
    return terms.map((term) => ({ dossierId, kind: term.kind, hash: this.hash(term) }));
  }

  private hash({ kind, value }: SearchTerm): string {
    return this.atRest.digest(PURPOSE, `${kind}\0${value}`);
  }

  private async assertOn(): Promise<void> {
    await this.atRest.keyring.ready();
    if (this.atRest.keyring.hashKey) return;
    throw new HotichSetupError(
      { vi: 'Chưa bật tìm kiếm theo người', en: 'The search for people is off' },
      {
        vi: 'Thêm encryption.hashKey (32 byte) rồi gọi HotichVault.reindex() một lần',
        en: 'Give encryption.hashKey (32 bytes), then call HotichVault.reindex() once',
      },
    );
  }
}

/** @returns undefined when no given key opens the row. */
function termsOf(row: HotichContent | HotichResult): SearchTerm[] | undefined {
  try {
    return searchTerms(row.data);
  } catch (error) {
    if (error instanceof HotichSealError) return undefined;
    throw error;
  }
}

function queryTerms({ personalNumber, fullName }: PersonQuery): SearchTerm[] {
  const number = personalNumber === undefined ? undefined : numberTerm(personalNumber);
  if (personalNumber !== undefined && !number) throw notANumber();
  const terms = [number, fullName === undefined ? undefined : nameTerm(fullName)].filter((term) => term !== undefined);
  if (terms.length === 0) throw nobody();
  return terms;
}

function notANumber(): HotichValidationError {
  return new HotichValidationError([
    {
      path: 'personalNumber',
      rule: 'personalNumber',
      message: {
        vi: 'phải có 12 chữ số, hoặc 9 chữ số của giấy tờ cũ',
        en: 'must have 12 digits, or the 9 of an older paper',
      },
      remedy: {
        vi: 'Nhập đủ số định danh cá nhân, kể cả số 0 ở đầu',
        en: 'Give the whole personal number, leading zeros included',
      },
    },
  ]);
}

function nobody(): HotichValidationError {
  return new HotichValidationError([
    {
      path: '',
      rule: 'required',
      message: { vi: 'phải có số định danh hoặc họ tên', en: 'a personal number or a full name is required' },
      remedy: { vi: 'Nhập personalNumber hoặc fullName', en: 'Give personalNumber or fullName' },
    },
  ]);
}
