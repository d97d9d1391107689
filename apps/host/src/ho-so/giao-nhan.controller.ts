import { Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { type DeliveryView, InterlinkService } from '@hotich/nestjs';
import { CanBo } from '../http/can-bo.decorator';

/** What came from DVCLT and could not be taken in yet. */
@Controller('giao-nhan')
export class GiaoNhanController {
  constructor(private readonly interlink: InterlinkService) {}

  /** Held deliveries, each with its cause and remedy. */
  @Get('loi')
  held(): Promise<DeliveryView[]> {
    return this.interlink.heldDeliveries();
  }

  /** Tries one again now instead of when its turn comes. */
  @Post(':ma/thu-lai')
  @HttpCode(HttpStatus.ACCEPTED)
  async retry(@Param('ma') maHoSoLT: string, @CanBo() account: string): Promise<void> {
    await this.interlink.retry(maHoSoLT, account);
  }
}
