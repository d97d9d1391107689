import fc from 'fast-check';
import { HotichParseError, HotichValidationError } from '../../errors';
import { examplePayload } from '../payload/examples';
import { DEFAULT_ROUTES, routeFor, VERSION_MODULES, type Route } from '../routes';
import { nfc } from '../text';
import { readXmlFields } from '../xml/xml-fields';
import {
  decodeResultAnswerV1,
  decodeStatusAnswerV1,
  encodeResultQueryV1,
  encodeStatusQueryV1,
  encodeSubmissionV1,
} from './register-v1';
import type { RegisterSubmission } from './register.types';

const route = (module: Route['module']) => routeFor(DEFAULT_ROUTES, module, new Date('2020-01-01T00:00:00+07:00'));
const maHoSo = 'H99.01.02-250101-0001';
const submission: RegisterSubmission = {
  maDonVi: '23926',
  module: 'KH',
  maHoSo,
  ngayTiepNhan: new Date('2024-12-31T17:30:00Z'),
  data: { loaiDangKy: 1, chongHoTen: 'PHẠM & <MẪU>' },
  fileDinhKem: [],
};
const asked = { maHoSo: [maHoSo], module: 'KH' } as const;
const body = (text: string) => JSON.parse(text) as Record<string, unknown>;
const status = (answer: object) => decodeStatusAnswerV1(JSON.stringify(answer), asked);
const result = (answer: object) => decodeResultAnswerV1(JSON.stringify(answer));
const nothing = { ok: true, items: [], foreign: [], unreadable: 0 };

const NASTY = [...'aăâđêôơưẠẾỮ&<>"\'\\/\n\t{}[]', '\u0301', '\u0302', '😀', '𠮷', ']]>', '&amp;', '\u2028'];
const text = fc.string({ unit: fc.constantFrom(...NASTY), maxLength: 2000 });

describe('encodeSubmissionV1', () => {
  it('writes the envelope of the wire contract, the day in Vietnam, XML as data and no files', () => {
    const file = {
      id: 1,
      loaiGiayTo: 1,
      tenGiayTo: 'x',
      tenTepDinhKem: 'x.pdf',
      huyGiayTo: 0,
      duLieuTepDinhKem: 'QQ==',
    };
    expect(body(encodeSubmissionV1({ ...submission, fileDinhKem: [file] }, route('KH')))).toEqual({
      maDonVi: 23926,
      module: 'KH',
      maHoSo,
      ngayTiepNhan: '2025-01-01',
      data: '<hotich><hoso><loaiDangKy>1</loaiDangKy><chongHoTen>PHẠM &amp; &lt;MẪU&gt;</chongHoTen></hoso></hotich>',
    });
  });

  it.each([
    ['23926', 'number', 23926],
    ['00019', 'number', '00019'],
    ['213', 'number', 213],
    ['23926', 'text', '23926'],
  ] as const)('writes unit %s as %s without losing a zero', (maDonVi, as, written) => {
    expect(body(encodeSubmissionV1({ ...submission, maDonVi }, route('KH'), as)).maDonVi).toBe(written);
  });

  it('refuses the route of another module or version', () => {
    const v3 = routeFor(DEFAULT_ROUTES, 'KS', new Date('2026-01-01T00:00:00+07:00'));
    for (const call of [
      () => encodeSubmissionV1(submission, route('HN')),
      () => encodeSubmissionV1({ ...submission, module: 'KS' }, v3),
    ]) {
      expect(call).toThrow(HotichValidationError);
    }
  });

  it.each(VERSION_MODULES['1.0'])('carries the example of %s whole', (module) => {
    const data = examplePayload(module, 'register');
    const xml = body(encodeSubmissionV1({ ...submission, module, data }, route(module))).data as string;
    const expected = Object.entries(data).filter(([, value]) => typeof value !== 'object');
    expect(readXmlFields(xml, 'hoso', 'data')).toMatchObject(
      Object.fromEntries(expected.map(([name, value]) => [name, String(value)])),
    );
  });

  it('carries any text through both encodings, in NFC', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), text, { maxKeys: 5 }), (data) => {
        const xml = body(encodeSubmissionV1({ ...submission, data }, route('KH'))).data as string;
        const expected = Object.entries(data).map(([key, value]) => [key, nfc(value).trim()]);
        expect(readXmlFields(xml, 'hoso', 'data')).toEqual(Object.fromEntries(expected));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the queries of version 1.0', () => {
  it('ask about one dossier by unit and code', () => {
    const query = { ...asked, maTinh: '52', maDonVi: '00019' };
    expect(body(encodeStatusQueryV1(query, route('KH')))).toEqual({ maDonVi: '00019', maHoSo });
    expect(body(encodeResultQueryV1({ maHoSo, maDonVi: '23926', module: 'KH' }, route('KH')))).toEqual({
      maDonVi: 23926,
      maHoSo,
    });
  });

  it.each([[[]], [[maHoSo, `${maHoSo}1`]]])('refuse %p', (codes) => {
    const query = { maHoSo: codes, maTinh: '52', module: 'KH', maDonVi: '23926' } as const;
    expect(() => encodeStatusQueryV1(query, route('KH'))).toThrow(HotichValidationError);
  });
});

describe('decodeStatusAnswerV1', () => {
  it.each([1, '2', 3, '4'])('reads status %p as the status of the dossier', (value) => {
    expect(status({ status: value, statusDescription: '', value: null })).toEqual({
      ...nothing,
      items: [{ maHoSo, trangThai: Number(value) }],
    });
  });

  it.each(['statusDescription', 'errorDescription', 'description', 'message', 'value'])(
    'finds the words of a supplement under %s',
    (name) => {
      expect(status({ status: 2, [name]: 'Bổ sung giấy tờ' })).toMatchObject({
        items: [{ trangThai: 2, noiDungXuLy: 'Bổ sung giấy tờ' }],
      });
    },
  );

  it('takes 201 for "no such dossier" and no other error for it', () => {
    expect(status({ status: 0, errorCode: 201 })).toEqual(nothing);
    expect(status({ status: '0', errorCode: '101', errorDescription: 'IP' })).toEqual({
      ok: false,
      status: '0',
      errorCode: '101',
      errorDescription: 'IP',
      errorClass: 'configuration',
    });
    expect(status({ status: 0 })).toEqual({ ok: false, status: '0' });
    expect(status({ status: -1 })).toEqual({ ok: false, status: '-1' });
  });

  it('reads the error under the names that the deployment gives', () => {
    const fields = { code: ['maLoi'], description: ['moTa'] };
    const raw = JSON.stringify({ status: 0, maLoi: '106', moTa: 'Sai đơn vị' });
    expect(decodeStatusAnswerV1(raw, asked, fields)).toMatchObject({ ok: false, errorCode: '106', errorClass: 'data' });
  });

  it.each([
    { type: 'x', title: 'Not Found', status: 404, traceId: '00-1' },
    { title: 'One or more validation errors occurred.', status: 400, errors: { '$.maDonVi': ['x'] } },
    { status: 415, title: 'Unsupported Media Type' },
    { status: 500, message: 'Internal server error' },
    { status: '201', message: 'RECORD_NOT_FOUND' },
    { status: 100 },
  ])('takes no HTTP code for the status of a dossier: %j', (answer) => {
    expect(status(answer)).toMatchObject({ ok: false, status: String(answer.status) });
  });

  it('keeps a status that nobody knows, and counts one that is no number', () => {
    for (const trangThai of [9, 99]) expect(status({ status: trangThai })).toMatchObject({ items: [{ trangThai }] });
    expect(status({ status: 'OK' })).toEqual({ ...nothing, unreadable: 1 });
  });

  it('cannot read a page', () => {
    expect(() => decodeStatusAnswerV1('<html/>', asked)).toThrow(HotichParseError);
  });
});

describe('decodeResultAnswerV1', () => {
  const record = { id: 1, so: '12', quyenSo: '01/2020' };

  it.each([
    ['an object', record],
    ['a list', [record]],
    ['JSON text', JSON.stringify(record)],
    ['a list as JSON text', JSON.stringify([record])],
  ])('reads %s', (_what, value) => {
    expect(result({ status: '1', value })).toEqual({ ok: true, record });
  });

  it('reads a record that came as XML', () => {
    expect(result({ status: 1, value: '<hotich><hoso><so>012</so></hoso></hotich>' })).toEqual({
      ok: true,
      record: { so: '012' },
    });
  });

  it.each([{ status: 1 }, { status: 0 }, { status: 0, errorCode: 200 }, { status: '0', errorCode: '201' }])(
    'finds no record yet in %p',
    (answer) => expect(result(answer)).toEqual({ ok: true }),
  );

  it('says when the call failed, so that nobody waits for what cannot come', () => {
    expect(result({ status: 0, errorCode: 100 })).toMatchObject({ ok: false, errorClass: 'configuration' });
    expect(result({ status: 7 })).toEqual({ ok: false, status: '7' });
  });

  it('cannot read a value that is no record', () => {
    expect(() => result({ status: 1, value: 'xong' })).toThrow(HotichParseError);
    expect(() => result({ status: 1, value: '[1' })).toThrow(HotichParseError);
  });
});
