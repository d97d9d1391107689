import { Injectable } from '@nestjs/common';
import {
  type AcceptChanges,
  type DossierState,
  DossierSyncService,
  type DossierView,
  InterlinkService,
  type ResubmitInput,
  type SupplementRequest,
  type TimelineView,
} from '@hotich/nestjs';
import { DataSource, type EntityManager, In } from 'typeorm';
import { citizenNameOf } from './content';
import { HoSoCodes } from './ho-so-codes';
import type { BirthBody, ListQuery } from './ho-so.dto';
import { HoSo } from './ho-so.entity';

export interface HoSoPage {
  readonly tong: number;
  readonly danhSach: HoSo[];
}

export interface HoSoDetail {
  /** The host's row. */
  readonly hoSo: HoSo;
  /** The library's view of the same dossier. */
  readonly dossier: DossierView;
  readonly timeline: TimelineView[];
}

/** What the officers of the province do with dossiers. */
@Injectable()
export class HoSoService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sync: DossierSyncService,
    private readonly interlink: InterlinkService,
    private readonly codes: HoSoCodes,
  ) {}

  /** Newest first. */
  async list({ trangThai, trang = 1, soDong = 50 }: ListQuery = {}): Promise<HoSoPage> {
    const [danhSach, tong] = await this.dataSource.manager.findAndCount(HoSo, {
      where: trangThai ? { trangThai: In(trangThai) } : {},
      order: { taoLuc: 'DESC', maHoSo: 'DESC' },
      skip: (trang - 1) * soDong,
      take: soDong,
    });
    return { tong, danhSach };
  }

  /** How many dossiers stand in each state; states without any are left out. */
  async counts(): Promise<ReadonlyMap<DossierState, number>> {
    const rows = await this.dataSource
      .createQueryBuilder(HoSo, 'h')
      .select('h.trangThai', 'state')
      .addSelect('count(*)', 'count')
      .groupBy('h.trangThai')
      .getRawMany<{ state: DossierState; count: string }>();
    return new Map(rows.map(({ state, count }) => [state, Number(count)]));
  }

  /** By either code. @throws HotichNotFoundError */
  async detail(code: string): Promise<HoSoDetail> {
    const [dossier, timeline] = await Promise.all([this.sync.find(code), this.sync.timeline(code)]);
    return { hoSo: await this.row(dossier, this.dataSource.manager), dossier, timeline };
  }

  /** @throws HotichValidationError when the register would not take it as it is; `changes` can mend it. */
  accept(code: string, account: string, changes: AcceptChanges): Promise<HoSo> {
    return this.act(account, (manager) => this.interlink.accept(code, account, changes, manager));
  }

  refuse(code: string, account: string, reason: string): Promise<HoSo> {
    return this.act(account, (manager) => this.interlink.refuse(code, account, reason, manager));
  }

  requestSupplement(code: string, account: string, request: SupplementRequest): Promise<HoSo> {
    return this.act(account, (manager) => this.interlink.requestSupplement(code, account, request, manager));
  }

  /** The certificate has been handed to the citizen. */
  complete(code: string, account: string): Promise<HoSo> {
    return this.act(account, (manager) => this.interlink.complete(code, account, manager));
  }

  /** Sends a held dossier, or one of the province's own that had to be supplemented, again. */
  resubmit(code: string, account: string, changes: ResubmitInput): Promise<HoSo> {
    return this.act(account, (manager) => this.sync.resubmit(code, { ...changes, by: account }, manager));
  }

  /**
   * A birth filed at the counter: our row and the dossier for the register are stored together, or not at all. The same filing
   * again, also at the same moment, gives the row that is there.
   *
   * @throws HotichConflictError when its key was used for other content: a form that kept the key of the birth before it.
   */
  fileBirth({ maLanNop, maDonVi, data, fileDinhKem }: BirthBody, account: string): Promise<HoSo> {
    return this.dataSource.transaction(async (manager) => {
      // Whoever sends it at the same moment waits here, and then finds it.
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [maLanNop]);
      const filed = await manager.findOneBy(HoSo, { maLanNop });
      const maHoSo = filed?.maHoSo ?? (await this.codes.next(manager));
      // Of a code that is there the library stores nothing, and says whether this is the same.
      const dossier = await this.sync.submit(
        { maHoSo, module: 'KS', maDonVi, data: { noiDangKy: maDonVi, ...data }, fileDinhKem, by: account },
        manager,
      );
      if (!filed) {
        await manager.insert(HoSo, {
          maHoSo,
          maLanNop,
          loai: 'khai-sinh',
          tenCongDan: citizenNameOf(data),
          donVi: maDonVi,
          trangThai: dossier.state,
          canBo: account,
        });
      }
      return this.row(dossier, manager);
    });
  }

  /**
   * One transaction for what the library stores and what we store. The library comes first, always: it locks the dossier,
   * and whoever needs both rows then takes them in one order, here and in the listener.
   */
  private act(account: string, work: (manager: EntityManager) => Promise<DossierView>): Promise<HoSo> {
    return this.dataSource.transaction(async (manager) => {
      const dossier = await work(manager);
      await manager.update(HoSo, { maHoSo: dossier.maHoSo }, { canBo: account });
      return this.row(dossier, manager);
    });
  }

  private row({ maHoSo }: DossierView, manager: EntityManager): Promise<HoSo> {
    return manager.findOneByOrFail(HoSo, { maHoSo });
  }
}
