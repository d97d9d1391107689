import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GiaoNhanController } from './giao-nhan.controller';
import { HoSoCodes } from './ho-so-codes';
import { HoSoController } from './ho-so.controller';
import { HoSo } from './ho-so.entity';
import { HoSoListener } from './ho-so.listener';
import { HoSoService } from './ho-so.service';

@Module({
  imports: [TypeOrmModule.forFeature([HoSo])],
  controllers: [HoSoController, GiaoNhanController],
  providers: [HoSoCodes, HoSoListener, HoSoService],
  exports: [HoSoService],
})
export class HoSoModule {}
