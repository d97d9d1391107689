import { Module } from '@nestjs/common';
import { HoSoModule } from '../ho-so/ho-so.module';
import { PageController } from './page.controller';

@Module({ imports: [HoSoModule], controllers: [PageController] })
export class PageModule {}
