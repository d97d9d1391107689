import { randomUUID } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import {
  DossierSyncService,
  HotichDossier,
  type HotichModuleOptions,
  InterlinkService,
  StatusPollerService,
} from '@hotich/nestjs';
import { fault, HotichSimulator } from '@hotich/simulator';
import { DataSource } from 'typeorm';
import { AppModule } from '../apps/host/src/app.module';
import { HOST_CONFIG, type HostConfig } from '../apps/host/src/config/host.config';
import { HoSo } from '../apps/host/src/ho-so/ho-so.entity';
import { HoSoListener } from '../apps/host/src/ho-so/ho-so.listener';
import { HotichErrorFilter } from '../apps/host/src/http/hotich-error.filter';
import { validationPipe } from '../apps/host/src/http/validation.pipe';
import { freshDatabase } from './support/database';
import { optionsFor } from './support/host';
import { issued } from './support/issued';
import { birthInput } from './support/samples';
import type { Scene } from './support/scene';

const PAPER = Buffer.from('%PDF-1.4\n% ban mau\n%%EOF\n');

describe('the example host', () => {
  let remotes: HotichSimulator;
  let app: INestApplication;
  let url: string;
  beforeEach(async () => {
    remotes = await HotichSimulator.start();
    await start();
  });

  async function start(more: Partial<HotichModuleOptions> = {}): Promise<void> {
    const config: HostConfig = {
      port: 0,
      address: '127.0.0.1',
      databaseUrl: await freshDatabase({ migrate: false }),
      codePrefix: 'H24.37.80',
      environment: 'test',
      hotich: { ...optionsFor(remotes, { engine: { retryMs: 60_000, retryMaxMs: 60_000 } }), ...more },
    };
    const built = await Test.createTestingModule({ imports: [AppModule] })
      .overrideProvider(HOST_CONFIG)
      .useValue(config)
      .compile();
    app = built.createNestApplication({ logger: false });
    app.useGlobalPipes(validationPipe());
    app.useGlobalFilters(new HotichErrorFilter());
    await app.listen(0, config.address);
    url = await app.getUrl();
  }
  afterEach(async () => {
    await app.close();
    await remotes.stop();
  });

  const stored = () => app.get(DataSource).manager;

  async function post(path: string, body: object): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-can-bo': 'can.bo.mau' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  const birth = (more: Record<string, unknown> = {}) => {
    const { maDonVi, data } = birthInput('');
    const paper = { tenGiayTo: 'Giấy chứng sinh', tenTepDinhKem: 'giay-chung-sinh.pdf' };
    const fileDinhKem = [{ ...paper, duLieuTepDinhKem: PAPER.toString('base64') }];
    return { maLanNop: randomUUID(), maDonVi, data, fileDinhKem, ...more };
  };
  const file = (body: object) => post('/ho-so/khai-sinh', body);

  describe('a birth at the counter', () => {
    const counts = async () => [await stored().count(HoSo), await stored().count(HotichDossier)];

    it('sent again because the answer was lost, is the dossier that is there', async () => {
      const body = birth();
      const first = await file(body);
      expect(first.status).toBe(201);
      expect(await file(body)).toEqual(first);
      expect(await counts()).toEqual([1, 1]);
      expect((await file(birth())).body.maHoSo).not.toBe(first.body.maHoSo);
    });

    it('sent twice at once, is one dossier, and leaves no gap in the numbers of the day', async () => {
      const body = birth();
      const [one, other] = await Promise.all([file(body), file(body)]);
      expect([one.status, other]).toEqual([201, one]);
      expect(await counts()).toEqual([1, 1]);
      const number = ({ body }: typeof one) => Number(String(body.maHoSo).slice(-4));
      expect(number(await file(birth()))).toBe(number(one) + 1);
    });

    it('that is another one under a key that was used before, is refused rather than taken for the first', async () => {
      const body = birth();
      await file(body);
      const refused = await file({ ...body, data: { ...body.data, nksHoTen: 'NGUYỄN VĂN MẪU' } });
      expect([refused.status, refused.body.code]).toEqual([409, 'HT-2002']);
      expect(await counts()).toEqual([1, 1]);
    });

    it.each([
      ['no key', undefined],
      ['a key that others may make too', '1'],
    ])('with %s, is refused by name', async (_what, maLanNop) => {
      const { status, body } = await file(birth({ maLanNop }));
      expect([status, body.problems]).toEqual([422, [expect.objectContaining({ path: 'maLanNop' })]]);
    });
  });

  describe('what came from DVCLT', () => {
    it('is not tried again under a code that nobody knows', async () => {
      expect(await post('/giao-nhan/G22.99.99-261124-9999/thu-lai', {})).toMatchObject({
        status: 404,
        body: { code: 'HT-2003' },
      });
    });

    it('is nothing without a conversation with it: the desk shows the rest, and a button says why', async () => {
      await app.close();
      await start({ interlink: undefined });
      expect((await fetch(url)).status).toBe(200);
      expect(await post('/giao-nhan/G22.99.99-261124-9999/thu-lai', {})).toMatchObject({
        status: 503,
        body: { code: 'HT-1002' },
      });
    });
  });

  describe('its own row', () => {
    const row = (maHoSo: unknown) => stored().findOneByOrFail(HoSo, { maHoSo: maHoSo as string });
    /** A birth that has come from DVCLT. */
    async function arrived(): Promise<{ maHoSo: string; maHoSoLT: string }> {
      const { maHoSo: maHoSoLT } = remotes.citizen.fileBirth();
      await app.get(InterlinkService).runIntakeOnce();
      const { maHoSo } = await stored().findOneByOrFail(HoSo, { maHoSoLT });
      return { maHoSo, maHoSoLT };
    }

    it('says the name as the officer corrected it while accepting', async () => {
      const { maHoSo } = await arrived();
      const answer = await post(`/ho-so/${maHoSo}/tiep-nhan`, { data: { nksHoTen: 'NGUYỄN VĂN MẪU HAI' } });
      expect([answer.status, answer.body.tenCongDan]).toEqual([200, 'NGUYỄN VĂN MẪU HAI']);
      expect((await row(maHoSo)).tenCongDan).toBe('NGUYỄN VĂN MẪU HAI');
    });

    it('says the name as it was corrected when it was sent again', async () => {
      const body = birth();
      const { maHoSo } = (await file(body)).body as { maHoSo: string };
      remotes.faults.next('register.submit', fault.registerError('ERR_VALIDATE'), 1, { dossier: maHoSo });
      await app.get(DossierSyncService).runOnce();
      const data = { ...body.data, nksHoTen: 'NGUYỄN THỊ MẪU HAI' };
      const answer = await post(`/ho-so/${maHoSo}/gui-lai`, { data });
      expect([answer.status, answer.body.tenCongDan]).toEqual([200, 'NGUYỄN THỊ MẪU HAI']);
    });

    it('has the number in the register, also where it came as a number, and keeps it', async () => {
      const { maHoSo } = (await file(birth())).body as { maHoSo: string };
      await app.get(DossierSyncService).runOnce();
      const poller = app.get(StatusPollerService);
      await issued({ remotes, host: { poller } } as Scene, maHoSo, '001099000009', { giayKhaiSinh: PAPER });
      const registered = await row(maHoSo);
      expect(registered).toMatchObject({ soDangKy: '125', ketQuaFileId: expect.stringMatching(/\S/) as unknown });
      const dossier = await app.get(DossierSyncService).find(maHoSo);
      await app.get(HoSoListener).onResult({ dossier, data: {} }, stored());
      expect(await row(maHoSo)).toMatchObject({ soDangKy: '125', ketQuaFileId: registered.ketQuaFileId });
    });

    it('a deadline that is a day alone, is told to DVCLT as the closing time of that day', async () => {
      const { maHoSo, maHoSoLT } = await arrived();
      const [hanBoSungHoSo] = new Date(Date.now() + 30 * 86_400_000).toISOString().split('T');
      const { status } = await post(`/ho-so/${maHoSo}/bo-sung`, { lyDo: 'Thiếu giấy tờ mẫu', hanBoSungHoSo });
      expect(status).toBe(200);
      await app.get(InterlinkService).runReportOnce();
      const [year, month, day] = hanBoSungHoSo!.split('-');
      expect(remotes.interlink.dossier(maHoSoLT)!.reports.at(-1)!.body).toMatchObject({
        hanBoSungHoSo: `${day}/${month}/${year} 17:00:00`,
      });
    });
  });
});
