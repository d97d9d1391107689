import { Transform, Type } from 'class-transformer';
import {
  IsArray,
  IsDate,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { DossierState } from '@hotich/nestjs';
import { STATES } from './states';
import { momentOf } from './vietnam-time';

// Only shapes are checked here. What a payload must say is the library's to judge, field by field, with a remedy for each.

/** `GET /ho-so?trangThai=received,sent&trang=1&soDong=50` */
export class ListQuery {
  /** States, comma-separated. Default all. */
  @IsOptional()
  @IsIn(STATES, { each: true })
  @Transform(({ value }) => (typeof value === 'string' ? value.split(',') : (value as unknown)))
  trangThai?: DossierState[];

  /** Page, from 1. Default 1. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) trang?: number;

  /** Rows of a page, at most 500. Default 50. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(500) soDong?: number;
}

/** What the officer corrects while accepting. */
export class CorrectionsBody {
  /** Registering unit. */
  @IsOptional() @IsString() maDonVi?: string;

  /** Payload fields, laid over what the dossier says. */
  @IsOptional() @IsObject() data?: Record<string, unknown>;
}

export class ReasonBody {
  /** In words the citizen understands. */
  @IsString() @IsNotEmpty() lyDo!: string;
}

export class SupplementBody extends ReasonBody {
  /** Deadline: a day, `2026-12-01`, or a moment, `2026-12-01T16:30`; see {@link momentOf}. Default the catalog's period from today. */
  @IsOptional() @Transform(({ value }) => momentOf(value)) @IsDate() hanBoSungHoSo?: Date;
}

export class AttachmentBody {
  /** Name of the document, for example `Giấy chứng sinh`. */
  @IsString() @IsNotEmpty() tenGiayTo!: string;

  /** File name with extension. */
  @IsString() @IsNotEmpty() tenTepDinhKem!: string;

  /** The content, plain base64. */
  @IsString() @IsNotEmpty() duLieuTepDinhKem!: string;
}

/** A birth filed at the counter. */
export class BirthBody {
  /**
   * Key of this filing, a UUID the client makes when it shows the form, and sends again with every attempt: an answer may be
   * lost and a button pressed twice, and only the client knows that the second is the first.
   */
  @IsUUID() maLanNop!: string;

  /** Registering unit, 5 digits. */
  @IsString() @IsNotEmpty() maDonVi!: string;

  /** The birth payload of the register; see HotichBirthPayload. `noiDangKy` is taken from `maDonVi` when absent. */
  @IsObject() data!: Record<string, unknown>;

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AttachmentBody)
  fileDinhKem?: AttachmentBody[];
}

/** What changes before a dossier is sent again; what is left out stays as it was. */
export class ResubmitBody {
  @IsOptional() @IsString() maDonVi?: string;

  /** The whole payload. */
  @IsOptional() @IsObject() data?: Record<string, unknown>;

  /** Replaces all attachments. */
  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AttachmentBody)
  fileDinhKem?: AttachmentBody[];
}
