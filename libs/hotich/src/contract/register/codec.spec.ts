import { HotichParseError } from '../../errors';
import { examplePayload } from '../payload/examples';
import { wirePayload } from '../payload/form-mapping';
import { DEFAULT_ROUTES, type Route } from '../routes';
import { nfcDeep } from '../text';
import { readXmlFields } from '../xml/xml-fields';
import { carriesAttachments, codecFor } from './codec';
import type { RegisterSubmission } from './register.types';

const file = { id: 1, loaiGiayTo: 1, tenGiayTo: 'x', tenTepDinhKem: 'x.pdf', huyGiayTo: 0, duLieuTepDinhKem: 'QQ==' };
const submission = ({ module, profile }: Route): RegisterSubmission => ({
  maDonVi: '23926',
  module,
  maHoSoLT: 'G22.99.08-250101-0001',
  maHoSo: 'H99.01.02-250101-0001',
  ngayTiepNhan: new Date('2025-01-01T08:15:00+07:00'),
  data: examplePayload(module, profile),
  fileDinhKem: [file],
});
const query = ({ module }: Route) => ({ maHoSo: ['H99.01.02-250101-0001'], maTinh: '52', module, maDonVi: '23926' });
const titled = DEFAULT_ROUTES.map((route) => [`${route.module} ${route.version}`, route] as const);
const routeOf = (title: string) => titled.find(([known]) => known === title)![1];

describe('codecFor', () => {
  it.each(titled)(
    'speaks %s: the example goes out whole, the question is asked, the answers are read',
    (_title, route) => {
      const codec = codecFor(route);
      const sent = JSON.parse(codec.encodeSubmission(submission(route), route)) as Record<string, unknown>;
      expect(sent).toMatchObject({ module: route.module });
      expect('fileDinhKem' in sent).toBe(codec.carriesAttachments);
      expect(carriesAttachments(route)).toBe(codec.carriesAttachments);

      const wire = wirePayload(route.module, submission(route).data);
      const data = sent.data as string;
      if (route.version === '1.0') {
        const texts = Object.entries(wire).filter(([, value]) => typeof value !== 'object');
        const expected = Object.fromEntries(texts.map(([name, value]) => [name, String(value)]));
        expect(readXmlFields(data, 'hoso', 'data')).toMatchObject(expected);
      } else {
        expect(JSON.parse(data)).toEqual(nfcDeep(wire));
      }

      expect(JSON.parse(codec.encodeStatusQuery(query(route), route))).toMatchObject(
        route.version === '1.0'
          ? { maHoSo: 'H99.01.02-250101-0001' }
          : { maDinhDanhHoSo: ['H99.01.02-250101-0001'], maTinh: '52', module: route.module },
      );
      expect(codec.maxCodesPerQuery).toBe(route.version === '1.0' ? 1 : Infinity);
      expect(codec.decodeSubmissionAnswer('{"status":"1"}').outcome).toBe('accepted');
      expect(codec.decodeSubmissionAnswer('{"status":0,"errorDescription":"Hồ sơ đã được tiếp nhận"}').outcome).toBe(
        'alreadyReceived',
      );
      const answer = codec.decodeStatusAnswer(
        route.version === '1.0'
          ? '{"status":"4"}'
          : '{"status":1,"value":[{"maHoSoMCDT":"H99.01.02-250101-0001","trangThai":"4"}]}',
        query(route),
      );
      expect(answer).toMatchObject({ ok: true, items: [{ maHoSo: 'H99.01.02-250101-0001', trangThai: 4 }] });
      expect(codec.encodeResultQuery === undefined).toBe(route.paths.result === undefined);
      expect(codec.decodeResultAnswer === undefined).toBe(route.paths.result === undefined);
    },
  );

  it.each(['KH 1.0', 'LTKS 3.0'])(
    '%s takes the failure of a framework for no refusal: it may have been taken',
    (name) => {
      const codec = codecFor(routeOf(name));
      const failed = '{"status":500,"code":500,"message":"Internal server error","description":"x"}';
      expect(() => codec.decodeSubmissionAnswer(failed)).toThrow(HotichParseError);
      const refused = '{"status":500,"errorCode":500,"errorDescription":"nksHoTen không tồn tại"}';
      expect(codec.decodeSubmissionAnswer(refused)).toMatchObject({ outcome: 'refused', errorCode: '500' });
    },
  );

  it('but believes the names that a deployment gives', () => {
    const errorFields = { code: ['code'], description: ['message'] };
    const codec = codecFor(routeOf('KH 1.0'), { errorFields });
    const said = '{"status":500,"code":106,"message":"Sai mã đơn vị"}';
    expect(codec.decodeSubmissionAnswer(said)).toMatchObject({ outcome: 'refused', errorDescription: 'Sai mã đơn vị' });
  });

  it('writes the forms nobody has published by the mapping of the deployment', () => {
    const route = routeOf('GH 1.0');
    const data = { noiDangKy: '23926', nycHoTen: 'BÙI VĂN MẪU', fields: { ward: 'BÙI THỊ & MẪU' } };
    const codec = codecFor(route, { formMappings: [{ module: 'GH', rename: { ward: 'tenA' }, order: ['tenA'] }] });
    expect(JSON.parse(codec.encodeSubmission({ ...submission(route), data }, route))).toMatchObject({
      data: '<hotich><hoso><tenA>BÙI THỊ &amp; MẪU</tenA><noiDangKy>23926</noiDangKy><nycHoTen>BÙI VĂN MẪU</nycHoTen></hoso></hotich>',
    });
  });

  it('passes the choices of a deployment on', () => {
    const route = routeOf('KH 1.0');
    const codec = codecFor(route, { unitCodeAs: 'text', errorFields: { code: ['ma'], description: ['loi'] } });
    for (const sent of [
      codec.encodeSubmission(submission(route), route),
      codec.encodeStatusQuery(query(route), route),
      codec.encodeResultQuery?.({ maDonVi: '23926', maHoSo: 'x', module: 'KH' }, route) ?? '',
    ]) {
      expect(JSON.parse(sent)).toMatchObject({ maDonVi: '23926' });
    }
    const raw = '{"status":0,"ma":101,"loi":"nksHoTen không tồn tại"}';
    const failed = { errorCode: '101', errorDescription: 'nksHoTen không tồn tại', errorClass: 'configuration' };
    expect(codec.decodeSubmissionAnswer(raw)).toMatchObject({ outcome: 'refused', ...failed });
    expect(codec.decodeStatusAnswer(raw, query(route))).toMatchObject({ ok: false, ...failed });
    expect(codec.decodeResultAnswer?.(raw)).toMatchObject({ ok: false, ...failed });
  });
});
