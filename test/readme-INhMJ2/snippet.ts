import { Body, Controller, Injectable, Module, Post } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import {
  DossierListener,
  DossierSyncService,
  HOTICH_MIGRATIONS,
  HotichModule,
  type ReceivedDossier,
  type StatusChange,
  type SubmitInput,
} from '@hotich/nestjs';
import { DataSource, EntityManager } from 'typeorm';

/** What your system does when a dossier arrives or moves; your rows commit together with the library's, or not at all. */
@Injectable()
class MyDossiers extends DossierListener {
  override async onReceived(dossier: ReceivedDossier, manager: EntityManager) {
    await manager.query('insert into my_dossier (code, state) values ($1, $2)', [dossier.maHoSo, dossier.state]);
  }
  override async onStatusChanged({ dossier, to }: StatusChange, manager: EntityManager) {
    await manager.query('update my_dossier set state = $2 where code = $1', [dossier.maHoSo, to]);
  }
}

@Controller('births')
class Births {
  constructor(
    private readonly db: DataSource,
    private readonly dossiers: DossierSyncService,
  ) {}

  @Post()
  file(@Body() birth: SubmitInput) {
    return this.db.transaction(async (manager) => {
      // Sent once the transaction has committed. `by`: whoever is logged in, never what the body says.
      const dossier = await this.dossiers.submit({ ...birth, by: 'officer.account' }, manager);
      await manager.query('insert into my_dossier (code, state) values ($1, $2)', [dossier.maHoSo, dossier.state]);
      return dossier;
    });
  }
}

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env.DATABASE_URL,
      autoLoadEntities: true,
      migrations: HOTICH_MIGRATIONS,
      migrationsRun: true,
    }),
    ScheduleModule.forRoot(),
    HotichModule.forRoot({
      environment: 'test', // or 'production': the two never mix
      provinceCode: 24,
      gateway: { baseUrl: 'https://lgsp.example', consumerKey: process.env.KEY, consumerSecret: process.env.SECRET },
      interlink: {
        baseUrl: 'https://dvclt.example',
        credentials: { userName: process.env.USER!, password: process.env.PASSWORD! },
      },
    }),
  ],
  controllers: [Births],
  providers: [MyDossiers],
})
export class AppModule {}

export {};
