import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { HotichNotFoundError, StatusPollerService } from '@hotich/nestjs';
import { CanBo } from '../http/can-bo.decorator';
import { BirthBody, CorrectionsBody, ListQuery, ReasonBody, ResubmitBody, SupplementBody } from './ho-so.dto';
import type { HoSo } from './ho-so.entity';
import { type HoSoDetail, type HoSoPage, HoSoService } from './ho-so.service';

/** Dossiers. `:ma` is the province's code or DVCLT's. */
@Controller('ho-so')
export class HoSoController {
  constructor(
    private readonly hoSo: HoSoService,
    private readonly poller: StatusPollerService,
  ) {}

  @Get()
  list(@Query() query: ListQuery): Promise<HoSoPage> {
    return this.hoSo.list(query);
  }

  /** A birth filed at the counter. */
  @Post('khai-sinh')
  fileBirth(@Body() body: BirthBody, @CanBo() account: string): Promise<HoSo> {
    return this.hoSo.fileBirth(body, account);
  }

  @Get(':ma')
  detail(@Param('ma') code: string): Promise<HoSoDetail> {
    return this.hoSo.detail(code);
  }

  /** Accept, with corrections if need be. */
  @Post(':ma/tiep-nhan')
  @HttpCode(HttpStatus.OK)
  accept(@Param('ma') code: string, @Body() changes: CorrectionsBody, @CanBo() account: string): Promise<HoSo> {
    return this.hoSo.accept(code, account, changes);
  }

  /** Refuse. */
  @Post(':ma/tu-choi')
  @HttpCode(HttpStatus.OK)
  refuse(@Param('ma') code: string, @Body() { lyDo }: ReasonBody, @CanBo() account: string): Promise<HoSo> {
    return this.hoSo.refuse(code, account, lyDo);
  }

  /** Ask the citizen for a supplement. */
  @Post(':ma/bo-sung')
  @HttpCode(HttpStatus.OK)
  requestSupplement(@Param('ma') code: string, @Body() body: SupplementBody, @CanBo() account: string): Promise<HoSo> {
    return this.hoSo.requestSupplement(code, account, { reason: body.lyDo, deadline: body.hanBoSungHoSo });
  }

  /** The result has been handed over. */
  @Post(':ma/tra-ket-qua')
  @HttpCode(HttpStatus.OK)
  complete(@Param('ma') code: string, @CanBo() account: string): Promise<HoSo> {
    return this.hoSo.complete(code, account);
  }

  /** Send again: a held dossier, or one of the province's own that had to be supplemented. */
  @Post(':ma/gui-lai')
  @HttpCode(HttpStatus.OK)
  resubmit(@Param('ma') code: string, @Body() changes: ResubmitBody, @CanBo() account: string): Promise<HoSo> {
    return this.hoSo.resubmit(code, account, changes);
  }

  /** The signed certificate, byte for byte as the register issued it. */
  @Get(':ma/ket-qua')
  async certificate(@Param('ma') code: string): Promise<StreamableFile> {
    const file = (await this.poller.result(code))?.file;
    if (!file) throw new HotichNotFoundError(`${code}/ket-qua`);
    const disposition = `inline; filename="${encodeURIComponent(`${code}-${file.name}`)}"`;
    return new StreamableFile(await file.content(), { type: file.mediaType, length: file.size, disposition });
  }
}
