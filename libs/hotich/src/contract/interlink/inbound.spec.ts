import fc from 'fast-check';
import { HotichParseError } from '../../errors';
import { validateAttachments } from '../register/attachments';
import { decodeInterlinkDetail, decodeInterlinkList, decodePushedDossier } from './inbound';

const file = {
  id: 5,
  loaiGiayTo: 1,
  tenGiayTo: 'Giấy chứng sinh',
  tenTepDinhKem: 'gcs.pdf',
  huyGiayTo: 0,
  duLieuTepDinhKem: 'JVBERi0x',
};
const xml = '<root><hoTich><noiDangKy>00019</noiDangKy><nksHoTen>NGUYỄN VĂN MẪU</nksHoTen></hoTich></root>';
const inner = {
  maDonVi: 19,
  maTTHC: '2.000986',
  module: 'KS',
  maHoSo: 'G22.99.08-250101-0001',
  ngayTiepNhan: '01/01/2025 08:00:00',
  techId: 'T-1',
  data: xml,
  fileDinhKem: [file],
};
const envelope = (change: object = {}, around: object = {}) =>
  JSON.stringify({ data: { ...inner, fileDinhKem: null, ...around, data: JSON.stringify({ ...inner, ...change }) } });

function problemOf(call: () => unknown): { path: string; rule: string } | undefined {
  try {
    call();
  } catch (error) {
    if (error instanceof HotichParseError) return error.problems[0];
    throw error;
  }
  return undefined;
}

describe('decodeInterlinkDetail', () => {
  it('unwraps the doubly encoded body down to the fields', () => {
    expect(decodeInterlinkDetail(envelope())).toEqual({
      maHoSo: 'G22.99.08-250101-0001',
      maTTHC: '2.000986',
      module: 'KS',
      maDonVi: '00019',
      maDonViCertain: false,
      ngayTiepNhan: new Date('2025-01-01T08:00:00+07:00'),
      techId: 'T-1',
      fields: { noiDangKy: '00019', nksHoTen: 'NGUYỄN VĂN MẪU' },
      attachments: [file],
    });
  });

  it('is certain of the unit when the digits or the day leave one reading', () => {
    expect(decodeInterlinkDetail(envelope({ maDonVi: 7219 }))).toMatchObject({
      maDonVi: '07219',
      maDonViCertain: true,
    });
    expect(decodeInterlinkDetail(envelope({ ngayTiepNhan: '01/07/2025 08:00:00' }))).toMatchObject({
      maDonVi: '00019',
      maDonViCertain: true,
    });
  });

  it.each([0, 'H21.129', ''])('goes by the unit of the form where the envelope says %p', (maDonVi) =>
    expect(decodeInterlinkDetail(envelope({ maDonVi, ngayTiepNhan: '01/07/2025 08:00:00' })).maDonVi).toBe('00019'),
  );

  it('reads the same object pushed, as JSON or as text', () => {
    const detail = decodeInterlinkDetail(envelope());
    expect(decodePushedDossier(inner)).toEqual(detail);
    expect(decodePushedDossier(JSON.stringify(inner))).toEqual(detail);
  });

  it('gives files without a usable id the same free ids each time', () => {
    const files = [
      { ...file, id: null },
      { ...file, id: 1 },
      { ...file, id: 'x', duLieuTepDinhKem: 'JVBE\nRi0x' },
      'junk',
    ];
    const { attachments } = decodePushedDossier({ ...inner, fileDinhKem: files });
    expect(attachments.map(({ id }) => id)).toEqual([2, 1, 3]);
    expect(attachments[2]?.duLieuTepDinhKem).toBe('JVBERi0x');
  });

  it('gives a file an id of its own where another has it already; a withdrawn one keeps it from nobody', () => {
    const files = [{ ...file, huyGiayTo: 1 }, file, { ...file, id: '5' }, { ...file, id: 1 }];
    const { attachments } = decodePushedDossier({ ...inner, fileDinhKem: files });
    expect(attachments.map(({ id }) => id)).toEqual([5, 5, 2, 1]);
  });

  it('cuts names that are too long, and never through a character', () => {
    const name = `${'𠀀'.repeat(2_500)}b.pdf`;
    const files = [{ ...file, tenGiayTo: `x${name}`, tenTepDinhKem: name }];
    const [cut] = decodePushedDossier({ ...inner, fileDinhKem: files }).attachments;
    expect([cut?.tenGiayTo.length, cut?.tenTepDinhKem]).toEqual([4_000, `${'𠀀'.repeat(125)}b.pdf`]);
    expect(cut?.tenGiayTo.isWellFormed()).toBe(true);
    expect(validateAttachments([cut!], { content: 'anything' })).toEqual([]);
  });

  it.each([
    ['encoded twice', JSON.stringify([file])],
    ['one alone', file],
  ])('takes files that come %s', (_how, fileDinhKem) => {
    const { attachments } = decodePushedDossier({ ...inner, fileDinhKem });
    expect(attachments).toEqual(decodePushedDossier({ ...inner, fileDinhKem: [file] }).attachments);
    expect(attachments).toHaveLength(1);
  });

  it.each(['xem tệp', '[', 7, true])(
    'refuses files that are no list, lest a dossier go on without them: %p',
    (fileDinhKem) => {
      expect(() => decodePushedDossier({ ...inner, fileDinhKem })).toThrow(HotichParseError);
    },
  );

  it('takes control characters out of the names of files', () => {
    const files = [
      { ...file, tenGiayTo: 'Giấy\0 chứng\u0007 sinh', tenTepDinhKem: '\0' },
      { ...file, id: 2, tenGiayTo: '\u0001', tenTepDinhKem: 'g\0cs.pdf' },
    ];
    const { attachments } = decodePushedDossier({ ...inner, fileDinhKem: files });
    expect(attachments.map(({ tenGiayTo, tenTepDinhKem }) => [tenGiayTo, tenTepDinhKem])).toEqual([
      ['Giấy chứng sinh', 'tep-dinh-kem'],
      ['gcs.pdf', 'gcs.pdf'],
    ]);
  });

  it.each([[[]], ['[]'], [' [ ] '], [[null]], ['  '], [null]])(
    'takes the files of the layer around one whose list is %j',
    (fileDinhKem) => {
      const papers = { fileDinhKem: [file] };
      const detail = decodeInterlinkDetail(envelope({ fileDinhKem }, papers));
      expect(detail.attachments).toMatchObject([{ tenGiayTo: 'Giấy chứng sinh' }]);
    },
  );

  it('takes the files of the inner layer where both have some', () => {
    const detail = decodeInterlinkDetail(
      envelope({ fileDinhKem: [{ ...file, tenGiayTo: 'Bản trong' }] }, { fileDinhKem: [file] }),
    );
    expect(detail.attachments).toMatchObject([{ tenGiayTo: 'Bản trong' }]);
  });

  it('lets blanks inside hide nothing of what the layer around them says', () =>
    expect(decodeInterlinkDetail(envelope({ maTTHC: ' ' }, { maTTHC: '2.000986' })).maTTHC).toBe('2.000986'));

  it.each([
    [{ data: '<!DOCTYPE a><root><hoTich/></root>' }, 'data', 'xml.dtd'],
    [{ data: '<root><hoTich>' }, 'data', 'xml.malformed'],
    [{ data: 'plain text' }, 'data', 'body.notJson'],
    [{ data: '' }, 'data', 'required'],
    [{ module: 'KH' }, 'module', 'module.unknown'],
    [{ maDonVi: 'abc', data: '<root><hoTich><nksHoTen>A</nksHoTen></hoTich></root>' }, 'maDonVi', 'unitCode'],
    [{ maHoSo: 'G22.99.08-250101-0002' }, 'maHoSo', 'maHoSo.mismatch'],
  ])('refuses %p at %s by %s', (change, path, rule) => {
    expect(problemOf(() => decodeInterlinkDetail(envelope(change)))).toMatchObject({ path, rule });
  });

  it('refuses a code that stands nowhere', () => {
    expect(problemOf(() => decodePushedDossier({ ...inner, maHoSo: null }))).toMatchObject({
      path: 'maHoSo',
      rule: 'required',
    });
  });

  it('refuses a code that is no key', () => {
    const problem = { path: 'maHoSo', rule: 'dossierCode.format' };
    expect(problemOf(() => decodePushedDossier({ ...inner, maHoSo: 'G'.repeat(65) }))).toMatchObject(problem);
    expect(problemOf(() => decodeInterlinkDetail(envelope({ maHoSo: 'G22\0' })))).toMatchObject(problem);
  });

  it('does not follow envelopes without end', () => {
    let body: object = inner;
    for (let i = 0; i < 10; i++) body = { data: JSON.stringify(body) };
    expect(problemOf(() => decodePushedDossier(body))).toMatchObject({ path: 'data', rule: 'required' });
  });

  it('obeys the limit on the XML', () => {
    expect(problemOf(() => decodeInterlinkDetail(envelope(), { maxXmlLength: 10 }))).toMatchObject({
      rule: 'xml.tooLong',
    });
  });

  it.each(['', 'null', '[]', '<html/>', '{}'])('refuses the body %p', (raw) => {
    expect(problemOf(() => decodeInterlinkDetail(raw))).toBeDefined();
    expect(problemOf(() => decodePushedDossier(raw === 'null' ? null : raw))).toBeDefined();
  });

  it('gives a typed error or a dossier for any mutated body', () => {
    const good = envelope();
    const cut = fc.tuple(
      fc.nat(good.length),
      fc.nat(12),
      fc.string({ unit: fc.constantFrom(...'{}[]",:\\<>&0a'), maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (cuts) => {
        const raw = cuts.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), good);
        try {
          expect(decodeInterlinkDetail(raw).maDonVi).toMatch(/^(\d{3}|\d{5})$/);
        } catch (error) {
          expect(error).toBeInstanceOf(HotichParseError);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('decodeInterlinkList', () => {
  const line = { id: 1, maDonVi: 19, maTTHC: '2.000986', module: 'KS', maHoSo: 'G22.99.08-250101-0001', techId: null };

  it('reads every line and lets a bad one spoil no other', () => {
    const [first, second, third, fourth] = decodeInterlinkList(
      JSON.stringify({
        data: [line, { ...line, id: 2, module: '' }, null, { ...line, id: '3', ngayTiepNhan: '2025-01-01T08:00:00' }],
      }),
    );
    expect(first).toEqual({
      item: { id: '1', maDonVi: '19', maTTHC: '2.000986', module: 'KS', maHoSo: 'G22.99.08-250101-0001' },
    });
    expect(second).toMatchObject({ id: '2', maHoSo: 'G22.99.08-250101-0001' });
    expect(second?.error?.problems).toMatchObject([{ path: 'data[1].module', rule: 'required' }]);
    expect(third?.error?.problems).toMatchObject([{ path: 'data[2].id', rule: 'required' }]);
    expect(fourth?.item).toMatchObject({ id: '3', ngayTiepNhan: new Date('2025-01-01T08:00:00+07:00') });
  });

  it.each([
    ['maHoSo', 'G'.repeat(65), 'dossierCode.format', { id: '1' }],
    ['maHoSo', 'G22\0', 'dossierCode.format', { id: '1' }],
    ['id', '9'.repeat(65), 'id.format', { maHoSo: line.maHoSo }],
    ['id', '1\0', 'id.format', { maHoSo: line.maHoSo }],
  ])('does not name a dossier by the %s %p', (name, value, rule, rest) => {
    const [entry] = decodeInterlinkList(JSON.stringify({ data: [{ ...line, [name]: value }] }));
    expect(entry).toEqual({ error: expect.any(HotichParseError) as unknown, ...rest });
    expect(entry?.error?.problems).toMatchObject([{ path: `data[0].${name}`, rule }]);
  });

  it('reads no dossiers as an empty list', () => {
    expect(decodeInterlinkList('{"data":[]}')).toEqual([]);
    expect(decodeInterlinkList('{"data":null}')).toEqual([]);
  });

  it.each([
    ['one dossier alone', line],
    ['one dossier alone as JSON text', JSON.stringify(line)],
    ['a list as JSON text', JSON.stringify([line])],
  ])('reads %s', (_how, data) => {
    expect(decodeInterlinkList(JSON.stringify({ data }))).toEqual(
      decodeInterlinkList(JSON.stringify({ data: [line] })),
    );
  });

  it.each(['{}', '{"data":{}}', '{"data":{"items":[]}}', '{"data":"x"}', '', '[]', '<a/>'])(
    'refuses %p as a whole',
    (raw) => {
      expect(problemOf(() => decodeInterlinkList(raw))).toBeDefined();
    },
  );
});
