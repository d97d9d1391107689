import { randomUUID } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { HotichDossier } from '@hotich/nestjs';
import { HotichSimulator } from '@hotich/simulator';
import { DataSource } from 'typeorm';
import { AppModule } from '../apps/host/src/app.module';
import { HOST_CONFIG, type HostConfig } from '../apps/host/src/config/host.config';
import { HoSo } from '../apps/host/src/ho-so/ho-so.entity';
import { HotichErrorFilter } from '../apps/host/src/http/hotich-error.filter';
import { validationPipe } from '../apps/host/src/http/validation.pipe';
import { freshDatabase } from './support/database';
import { optionsFor } from './support/host';
import { birthInput } from './support/samples';

describe('the example host', () => {
  let remotes: HotichSimulator;
  let app: INestApplication;
  let url: string;
  beforeAll(async () => {
    remotes = await HotichSimulator.start();
    const config: HostConfig = {
      port: 0,
      address: '127.0.0.1',
      databaseUrl: await freshDatabase({ migrate: false }),
      codePrefix: 'H24.37.80',
      environment: 'test',
      hotich: optionsFor(remotes),
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
  });
  afterAll(async () => {
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

  describe('a birth at the counter', () => {
    const birth = (more: Record<string, unknown> = {}) => {
      const { maDonVi, data } = birthInput('');
      const duLieuTepDinhKem = Buffer.from('%PDF-1.4\n% ban mau\n%%EOF\n').toString('base64');
      const paper = { tenGiayTo: 'Giấy chứng sinh', tenTepDinhKem: 'giay-chung-sinh.pdf', duLieuTepDinhKem };
      return { maLanNop: randomUUID(), maDonVi, data, fileDinhKem: [paper], ...more };
    };
    const file = (body: object) => post('/ho-so/khai-sinh', body);
    const counts = async () => [await stored().count(HoSo), await stored().count(HotichDossier)];

    it('sent again because the answer was lost, is the dossier that is there', async () => {
      const [rows, dossiers] = await counts();
      const body = birth();
      const first = await file(body);
      expect(first.status).toBe(201);
      expect(await file(body)).toEqual(first);
      expect(await counts()).toEqual([rows! + 1, dossiers! + 1]);
      expect((await file(birth())).body.maHoSo).not.toBe(first.body.maHoSo);
    });

    it('sent twice at once, is one dossier, and leaves no gap in the numbers of the day', async () => {
      const [rows, dossiers] = await counts();
      const body = birth();
      const [one, other] = await Promise.all([file(body), file(body)]);
      expect([one.status, other]).toEqual([201, one]);
      expect(await counts()).toEqual([rows! + 1, dossiers! + 1]);
      const number = ({ body }: typeof one) => Number(String(body.maHoSo).slice(-4));
      expect(number(await file(birth()))).toBe(number(one) + 1);
    });

    it('that is another one under a key that was used before, is refused rather than taken for the first', async () => {
      const body = birth();
      await file(body);
      const before = await counts();
      const refused = await file({ ...body, data: { ...body.data, nksHoTen: 'NGUYỄN VĂN MẪU' } });
      expect([refused.status, refused.body.code]).toEqual([409, 'HT-2002']);
      expect(await counts()).toEqual(before);
    });

    it.each([
      ['no key', undefined],
      ['a key that others may make too', '1'],
    ])('with %s, is refused by name', async (_what, maLanNop) => {
      const { status, body } = await file(birth({ maLanNop }));
      expect([status, body.problems]).toEqual([422, [expect.objectContaining({ path: 'maLanNop' })]]);
    });
  });
});
