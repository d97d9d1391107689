import { inspect } from 'node:util';
import {
  HotichContent,
  HotichDossier,
  HotichError,
  HotichFile,
  HotichTask,
  HotichTimelineEntry,
  type SubmitInput,
} from '@hotich/nestjs';
import { byDatabase } from './support/database';
import { birthInput, nextCode } from './support/samples';
import { scene, type Scene } from './support/scene';

describe('bad input', () => {
  let s: Scene;
  beforeAll(async () => {
    s = await scene({ limits: { attachmentBytes: 1_000 } });
    await s.host.catalog.ready();
  });
  afterAll(() => s.close());

  const cases: [string, () => SubmitInput, { path: string; rule: string }][] = [
    [
      'a field that is missing',
      () => birthInput(nextCode(), { nksHoTen: undefined }),
      { path: 'data.nksHoTen', rule: 'required' },
    ],
    [
      'a field that is too long',
      () => birthInput(nextCode(), { nksHoTen: 'A'.repeat(5_000) }),
      { path: 'data.nksHoTen', rule: 'maxLength' },
    ],
    [
      'a number where a text code belongs',
      () => birthInput(nextCode(), { nksGioiTinh: 1 }),
      { path: 'data.nksGioiTinh', rule: 'type' },
    ],
    [
      'a code that is not on the list',
      () => birthInput(nextCode(), { nksGioiTinh: '9' }),
      { path: 'data.nksGioiTinh', rule: 'codeList' },
    ],
    [
      'a day that does not exist',
      () => birthInput(nextCode(), { nksNgaySinh: '31.02.2026' }),
      { path: 'data.nksNgaySinh', rule: 'date' },
    ],
    [
      'a field nobody knows',
      () => birthInput(nextCode(), { nksHoten: 'X' }),
      { path: 'data.nksHoten', rule: 'unknownField' },
    ],
    [
      'a unit code that lost its zero',
      () => birthInput(nextCode(), {}, { maDonVi: '7210' }),
      { path: 'maDonVi', rule: 'unitCode.lostZero' },
    ],
    [
      'a unit code as a number',
      () => birthInput(nextCode(), {}, { maDonVi: 7210 as never }),
      { path: 'maDonVi', rule: 'unitCode.type' },
    ],
    [
      'an unknown module',
      () => birthInput(nextCode(), {}, { module: 'XX' as never }),
      { path: 'module', rule: 'enum' },
    ],
    ['a broken dossier code', () => birthInput('khong phai ma'), { path: 'maHoSo', rule: 'dossierCode.format' }],
    [
      'an attachment whose base64 is broken',
      () =>
        birthInput(
          nextCode(),
          {},
          {
            fileDinhKem: [
              { tenGiayTo: 'Giấy', tenTepDinhKem: 'a.pdf', duLieuTepDinhKem: 'data:application/pdf;base64,AAAA' },
            ],
          },
        ),
      { path: 'fileDinhKem[0].duLieuTepDinhKem', rule: 'base64' },
    ],
    [
      'an attachment that is too large',
      () =>
        birthInput(
          nextCode(),
          {},
          { fileDinhKem: [{ tenGiayTo: 'Giấy', tenTepDinhKem: 'a.pdf', duLieuTepDinhKem: Buffer.alloc(1_001, 65) }] },
        ),
      { path: 'fileDinhKem[0].duLieuTepDinhKem', rule: 'maxBytes' },
    ],
    [
      'an interlinked dossier without an interlink code',
      () => birthInput(nextCode(), {}, { module: 'LTKS' }),
      { path: 'maHoSoLT', rule: 'required' },
    ],
    [
      'an interlink code without its procedure',
      () => birthInput(nextCode(), {}, { module: 'LTKS', maHoSoLT: 'G22.99.08-261124-9999' }),
      { path: 'maTTHC', rule: 'required' },
    ],
    ...(['KS', 'LTKH'] as const).map((module): (typeof cases)[number] => [
      `an interlink code with ${module}, of which nothing is reported`,
      () => birthInput(nextCode(), {}, { module, maHoSoLT: 'G22.99.08-261124-9999', maTTHC: '2.000986' }),
      { path: 'module', rule: 'module.notInterlinked' },
    ]),
    [
      'a procedure code that is too long',
      () => birthInput(nextCode(), {}, { maTTHC: `2.000986.${'0'.repeat(40)}` }),
      { path: 'maTTHC', rule: 'procedureCode.format' },
    ],
    [
      'a procedure code as a number',
      () => birthInput(nextCode(), {}, { maTTHC: 2.000986 as never }),
      { path: 'maTTHC', rule: 'procedureCode.type' },
    ],
    ['no input at all', () => undefined as never, { path: '', rule: 'type' }],
    ['a list in the place of a dossier', () => [birthInput(nextCode())] as never, { path: '', rule: 'type' }],
    ['a dossier without a code', () => birthInput(undefined as never), { path: 'maHoSo', rule: 'dossierCode.type' }],
    [
      'a moment that is none',
      () => birthInput(nextCode(), {}, { ngayTiepNhan: '24/11/2026 08:15' }),
      { path: 'ngayTiepNhan', rule: 'moment' },
    ],
    [
      'files that are no list',
      () => birthInput(nextCode(), {}, { fileDinhKem: {} as never }),
      { path: 'fileDinhKem', rule: 'type' },
    ],
    [
      'a file that is none',
      () => birthInput(nextCode(), {}, { fileDinhKem: [null] as never }),
      { path: 'fileDinhKem[0]', rule: 'type' },
    ],
    [
      'a module that is a number',
      () => birthInput(nextCode(), {}, { module: 1 as never }),
      { path: 'module', rule: 'enum' },
    ],
    ['no payload', () => birthInput(nextCode(), {}, { data: null as never }), { path: 'data', rule: 'type' }],
  ];

  it.each(cases)('%s is refused before anything is stored or sent', async (_name, input, expected) => {
    const before = await s.host.db.manager.count(HotichDossier);
    const error: unknown = await s.host.sync.submit(input()).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(HotichError);
    const { code, kind, problems } = error as HotichError;
    expect({ code, kind }).toEqual({ code: 'HT-2001', kind: 'input' });
    const problem = problems.find((p) => p.path === expected.path);
    expect(problem).toMatchObject(expected);
    for (const text of [problem!.message, problem!.remedy]) {
      expect(text.vi).toMatch(/\S/);
      expect(text.en).toMatch(/\S/);
    }
    expect(await s.host.db.manager.count(HotichDossier)).toBe(before);
    expect(s.remotes.calls.count('register.submit')).toBe(0);
  });

  it('of JSON, where a moment is text, a dossier is taken as of a Date', async () => {
    const input = birthInput(nextCode(), {}, { ngayTiepNhan: new Date('2026-11-24T01:15:00Z'), fileDinhKem: [] });
    await s.host.sync.submit(JSON.parse(JSON.stringify(input)) as SubmitInput);
    const { maHoSo } = input;
    expect(await s.host.db.manager.findOneBy(HotichDossier, { maHoSo })).toMatchObject({
      ngayTiepNhan: input.ngayTiepNhan,
    });
    await s.host.sync.withdraw(maHoSo, 'Ghi nhầm');
  });

  it.each([
    ['no object', null, ''],
    ['no list', { fileDinhKem: 'x' }, 'fileDinhKem'],
    ['no payload', { data: 7 }, 'data'],
    ['of another unit', { data: birthInput('', { noiDangKy: '07228' }).data }, 'data.noiDangKy'],
  ])('what is sent again and is %s is refused as well', async (_name, change, path) => {
    const code = nextCode();
    await s.host.sync.submit(birthInput(code, {}, { fileDinhKem: [] }));
    await s.host.db.manager.update(HotichDossier, { maHoSo: code }, { state: 'held', heldFrom: 'queued' });
    await expect(s.host.sync.resubmit(code, change as never)).rejects.toMatchObject({ code: 'HT-2001', path });
    await s.host.sync.withdraw(code, 'Ghi nhầm');
  });

  it("lists every problem at once and repeats nobody's name", async () => {
    const error = (await s.host.sync
      .submit(
        birthInput(
          nextCode(),
          { nksGioiTinh: '9', nksNgaySinh: 'hôm qua', meSoGiayToTuyThan: '00109900000912345678' },
          { maDonVi: '19' },
        ),
      )
      .catch((e: unknown) => e)) as HotichError;
    expect(error.problems.length).toBeGreaterThanOrEqual(3);
    const printed = `${error.message} ${JSON.stringify(error)} ${JSON.stringify(error.problems)}`;
    for (const secret of ['NGUYỄN THỊ MẪU', '00109900000912345678', 'TRẦN THỊ MẸ MẪU', 'hôm qua'])
      expect(printed).not.toContain(secret);
  });

  it.each([
    ['with files', {}],
    ['without', { fileDinhKem: [] }],
  ])('a code already submitted, %s: the same content is fine, other content is a conflict', async (_name, more) => {
    const stored = () =>
      Promise.all(
        [HotichContent, HotichFile, HotichTimelineEntry, HotichTask].map((of) => s.host.db.manager.count(of)),
      );
    const input = birthInput(nextCode(), {}, more);
    const first = await s.host.sync.submit(input);
    const rows = await stored();
    expect(await s.host.sync.submit(input)).toEqual(first);
    const other = birthInput(input.maHoSo, { nksHoTen: 'NGƯỜI KHÁC MẪU' }, more);
    await expect(s.host.sync.submit(other)).rejects.toMatchObject({ code: 'HT-2002', path: 'maHoSo' });
    expect(await stored()).toEqual(rows);
    await s.host.sync.runOnce();
    expect(s.remotes.ledger.submissions(input.maHoSo)).toHaveLength(1);
    // Forty at once, in one moment: one dossier.
    const again = birthInput(nextCode(), {}, more);
    await Promise.all(Array.from({ length: 40 }, () => s.host.sync.submit(again)));
    await s.host.sync.runOnce();
    expect(s.remotes.ledger.submissions(again.maHoSo)).toHaveLength(1);
  });

  it.each([
    ['a unit by its name', { fields: { noiDangKy: 'Phường Bắc Giang' } }, { path: 'maDonVi', rule: 'unitCode.format' }],
    ['a unit code of six digits', { fields: { noiDangKy: '072100' } }, { path: 'maDonVi', rule: 'unitCode.format' }],
    [
      'a procedure code that is too long',
      { maTTHC: `2.000986.${'0'.repeat(40)}` },
      { path: 'maTTHC', rule: 'procedureCode.format' },
    ],
  ])('of DVCLT: %s is held with its reason', async (_name, filing, expected) => {
    const { maHoSo } = s.remotes.citizen.fileBirth(filing);
    await s.host.interlink.runIntakeOnce();
    const held = (await s.host.interlink.heldDeliveries()).find((one) => one.maHoSoLT === maHoSo);
    expect(held?.diagnosis).toMatchObject({ code: 'HT-2001', problems: [expected] });
  });

  it('what the database itself refuses is told without what was to be written', async () => {
    await s.host.db.query(`alter table hotich_content add constraint host_rule check (data not like '%O NHA MAU%')`);
    const submitted = s.host.sync.submit(birthInput(nextCode(), { nksNoiSinhNuocNgoai: 'O NHA MAU' }));
    const error: unknown = await submitted.catch((e: unknown) => e);
    await s.host.db.query('alter table hotich_content drop constraint host_rule');
    expect(error).toMatchObject({
      driverError: byDatabase<object>({
        postgres: { code: '23514', table: 'hotich_content', constraint: 'host_rule' },
        // MySQL's driver has another name for the number that MariaDB gives.
        mariadb: { errno: 4025 },
      }),
    });
    const printed = inspect(error, { depth: 9, showHidden: true });
    for (const personal of ['MẪU', 'O NHA MAU', '001099000009']) expect(printed).not.toContain(personal);
  });

  it('an unknown dossier is named as such', async () => {
    for (const none of [undefined, null, 7, {}])
      await expect(s.host.sync.withdraw(none as never, 'nhầm')).rejects.toMatchObject({ code: 'HT-2003' });
    await expect(s.host.sync.find('H24.37.80-261124-9999')).rejects.toMatchObject({ code: 'HT-2003', kind: 'input' });
  });
});
