import { Injectable } from '@nestjs/common';
import {
  DossierListener,
  HotichSetupError,
  type ReceivedDossier,
  type ResultReceived,
  type StatusChange,
} from '@hotich/nestjs';
import type { EntityManager } from 'typeorm';
import { citizenNameOf } from './content';
import { HoSoCodes } from './ho-so-codes';
import { HoSo, LOAI_BY_MODULE } from './ho-so.entity';

/** Keeps `ho_so` in step with the library: every write goes through its transaction, so neither can be ahead of the other. */
@Injectable()
export class HoSoListener extends DossierListener {
  constructor(private readonly codes: HoSoCodes) {
    super();
  }

  override async onReceived(dossier: ReceivedDossier, manager: EntityManager): Promise<{ maHoSo: string }> {
    const loai = LOAI_BY_MODULE[dossier.module];
    // Thrown here, it undoes this one arrival, which is tried again and then kept as a held delivery. An error of the library's kind is
    // kept with its sentence; of any other only the class, for its message may hold anything.
    if (loai === undefined) throw noProcedure(dossier.module);
    const maHoSo = await this.codes.next(manager);
    await manager.insert(HoSo, {
      maHoSo,
      maHoSoLT: dossier.maHoSoLT ?? null,
      loai,
      tenCongDan: citizenNameOf(dossier.data),
      donVi: dossier.maDonVi,
      trangThai: dossier.state,
    });
    return { maHoSo };
  }

  override async onStatusChanged({ dossier, to, reason, data }: StatusChange, manager: EntityManager): Promise<void> {
    await manager.update(
      HoSo,
      { maHoSo: dossier.maHoSo },
      {
        trangThai: to,
        lyDo: reason ?? null,
        donVi: dossier.maDonVi,
        ...(data ? { tenCongDan: citizenNameOf(data) } : {}),
      },
    );
  }

  override async onResult({ dossier, soDangKy, file }: ResultReceived, manager: EntityManager): Promise<void> {
    await manager.update(
      HoSo,
      { maHoSo: dossier.maHoSo },
      {
        // What a later answer leaves out is not taken back.
        ...(soDangKy === undefined ? {} : { soDangKy }),
        ...(file ? { ketQuaFileId: file.id, ketQuaSha256: file.sha256 } : {}),
      },
    );
  }
}

function noProcedure(module: string): HotichSetupError {
  return new HotichSetupError(
    {
      vi: `Hệ thống này chưa có thủ tục cho nghiệp vụ ${module}`,
      en: `This host has no procedure for module ${module}`,
    },
    {
      vi: 'Thêm thủ tục vào LOAI_BY_MODULE; hồ sơ sẽ tự được nhận',
      en: 'Add it to LOAI_BY_MODULE; the dossier is then taken in by itself',
    },
  );
}
