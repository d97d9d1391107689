import { Injectable } from '@nestjs/common';
import { HotichFile, HotichFileStore, HotichNotFoundError } from '@hotich/nestjs';
import { DataSource } from 'typeorm';
import type { HoSo } from './ho-so.entity';

export interface Certificate {
  /** File name with extension. */
  readonly name: string;
  readonly mediaType: string;
  /** Lower-case hex of the SHA-256 of `content`. */
  readonly sha256: string;
  readonly content: Buffer;
}

/** The documents the register issued, byte for byte. */
@Injectable()
export class Certificates {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: HotichFileStore,
  ) {}

  /** @throws HotichNotFoundError while there is none. */
  async of(hoSo: HoSo): Promise<Certificate> {
    const { manager } = this.dataSource;
    const file = hoSo.ketQuaFileId && (await manager.findOneBy(HotichFile, { id: hoSo.ketQuaFileId }));
    if (!file) throw new HotichNotFoundError(`${hoSo.maHoSo}/ket-qua`);
    const pieces: string[] = [];
    for await (const piece of this.files.readBase64(file.id, manager)) pieces.push(piece);
    const { name, mediaType, sha256 } = file;
    return { name, mediaType, sha256, content: Buffer.from(pieces.join(''), 'base64') };
  }
}
