import fc from 'fast-check';
import { HotichError, HotichParseError, HotichValidationError } from '../../errors';
import { DEFAULT_ROUTES, routeFor, type Route } from '../routes';
import { nfcDeep } from '../text';
import { decodeSubmissionAnswer, encodeStatusQuery, encodeSubmission } from './register-v3';
import type { RegisterSubmission, WireAttachment } from './register.types';

const at = new Date('2025-01-01T08:15:00+07:00');
const route = (module: Route['module']) => routeFor(DEFAULT_ROUTES, module, new Date('2026-01-01T00:00:00+07:00'));
const file: WireAttachment = {
  id: 7,
  loaiGiayTo: 1,
  tenGiayTo: 'Giấy chứng sinh',
  tenTepDinhKem: 'gcs.pdf',
  huyGiayTo: 0,
  duLieuTepDinhKem: 'JVBERi0x',
};
const submission: RegisterSubmission = {
  maDonVi: '23926',
  module: 'LTKT',
  maHoSoLT: 'G22.99.08-250101-0001',
  maHoSo: 'H99.01.02-250101-0001',
  ngayTiepNhan: at,
  data: { loaiDangKy: '1', nktHoTen: 'NGUYỄN VĂN MẪU' },
  fileDinhKem: [],
};

const NASTY = [...'aăâđêôơưẠẾỮ&<>"\'\\/\n\t{}[]', '\u0301', '\u0302', '😀', '𠮷', ']]>', '&amp;', '\u2028'];
const text = fc.string({ unit: fc.constantFrom(...NASTY), maxLength: 2000 });

function refusal(
  call: () => unknown,
  kind: abstract new (...args: never[]) => HotichError = HotichValidationError,
): HotichError {
  try {
    call();
  } catch (error) {
    if (error instanceof kind) return error;
  }
  throw new Error(`expected a ${kind.name}`);
}

describe('encodeSubmission', () => {
  it('writes the envelope of the wire contract, data encoded twice', () => {
    expect(JSON.parse(encodeSubmission({ ...submission, fileDinhKem: [file] }, route('LTKT')))).toEqual({
      maDonVi: '23926',
      module: 'LTKT',
      maHoSoLT: 'G22.99.08-250101-0001',
      maHoSoMCDT: 'H99.01.02-250101-0001',
      ngayTiepNhan: '01/01/2025 08:15:00',
      data: '{"loaiDangKy":"1","nktHoTen":"NGUYỄN VĂN MẪU"}',
      fileDinhKem: [file],
    });
  });

  it('leaves withdrawn files out and keeps placeholders untouched', () => {
    const files = [
      { ...file, huyGiayTo: 1 },
      { ...file, id: 8, duLieuTepDinhKem: '@@placeholder-8@@' },
    ];
    const body = encodeSubmission({ ...submission, fileDinhKem: files }, route('LTKT'));
    expect(JSON.parse(body)).toMatchObject({ fileDinhKem: [{ id: 8, duLieuTepDinhKem: '@@placeholder-8@@' }] });
  });

  it.each([
    ['LTKH', 'H99.01.02-250101-0001', '01/01/2025 08:15:00'],
    ['KS', '', '01/01/2025 08:15:00'],
    ['BS', 'BS', '01/01/2025'],
  ] as const)('fills maHoSoLT and ngayTiepNhan of %s as public clients do', (module, maHoSoLT, ngayTiepNhan) => {
    const body = encodeSubmission({ ...submission, module, maHoSoLT: undefined }, route(module));
    expect(JSON.parse(body)).toMatchObject({ maHoSoLT, ngayTiepNhan });
  });

  it('refuses an interlinked dossier without its DVCLT code', () => {
    const { problems } = refusal(() => encodeSubmission({ ...submission, maHoSoLT: undefined }, route('LTKT')));
    expect(problems).toMatchObject([{ path: 'maHoSoLT', rule: 'required' }]);
  });

  it('refuses the route of another module or of version 1.0', () => {
    for (const call of [
      () => encodeSubmission(submission, route('LTKS')),
      () => encodeSubmission({ ...submission, module: 'KH' }, route('KH')),
    ]) {
      expect(refusal(call).problems).toMatchObject([{ path: 'module', rule: 'route.mismatch' }]);
    }
  });

  it('carries any text through the double encoding, in NFC', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), text, { maxKeys: 5 }), (data) => {
        const body = JSON.parse(encodeSubmission({ ...submission, data }, route('LTKT'))) as { data: string };
        expect(JSON.parse(body.data)).toEqual(nfcDeep(data));
      }),
      { numRuns: 200 },
    );
  });
});

describe('decodeSubmissionAnswer', () => {
  const answer = (body: object) => decodeSubmissionAnswer(JSON.stringify(body));

  it.each(['1', 1])('takes status %p as accepted', (status) => {
    expect(answer({ status, statusDescription: 'OK', errorCode: null })).toEqual({
      outcome: 'accepted',
      status: '1',
      statusDescription: 'OK',
      problems: [],
    });
  });

  it.each(['Hồ sơ đã được tiếp nhận', 'HỒ SƠ ĐÃ ĐƯỢC TIẾP NHẬN trước đó', 'hồ sơ đã được  tiếp nhận'.normalize('NFD')])(
    'reads %p as already received',
    (errorDescription) => {
      expect(answer({ status: '0', errorCode: 500, errorDescription })).toMatchObject({
        outcome: 'alreadyReceived',
        status: '0',
        errorCode: '500',
      });
    },
  );

  it('does not take "chưa được tiếp nhận" for it', () => {
    expect(answer({ status: 0, errorDescription: 'Hồ sơ chưa được tiếp nhận' }).outcome).toBe('refused');
  });

  it('takes a refusal apart and says when it is no fault of the dossier', () => {
    expect(
      answer({
        status: '0',
        errorCode: '500',
        errorDescription: 'meSoDDCN có độ dài vượt quá số lượng cho phép. Kiểm tra lại.',
      }),
    ).toMatchObject({
      outcome: 'refused',
      errorClass: 'data',
      problems: [{ path: 'data.meSoDDCN', rule: 'maxLength' }],
    });
    expect(answer({ status: '0', errorCode: 101 })).toMatchObject({ outcome: 'refused', errorClass: 'configuration' });
  });

  it('takes a text under errors for the words where there are no others', () => {
    const errors = 'cbsSoDDCN có độ dài vượt quá số lượng cho phép. Kiểm tra lại.';
    expect(answer({ title: 'x', errors, status: 500, inputSend: {} })).toMatchObject({
      outcome: 'refused',
      errorDescription: errors,
      problems: [{ path: 'data.cbsSoDDCN', rule: 'maxLength' }],
    });
    expect(answer({ status: 0, errors, errorDescription: 'x' })).toMatchObject({ errorDescription: 'x' });
  });

  it.each([
    { title: 'x', status: 500, errors: 'Read timed out' },
    { title: 'One or more validation errors occurred.', status: 400, errors: { 'data.nksHoTen': ['x'] } },
    { type: 'about:blank', title: 'An error occurred while processing your request.', status: 500, traceId: '00-1' },
    { status: 500, message: 'Internal server error' },
    { status: '0', errorDescription: ' ', statusDescription: null, errorCode: '' },
  ])('does not take %j for a refusal: nothing is said against the dossier', (body) => {
    expect(refusal(() => answer(body), HotichParseError).problems).toMatchObject([
      { path: 'status', rule: 'answer.unexplained' },
    ]);
  });

  it('accepts rules of a deployment', () => {
    const rule = { id: 'x', when: { contains: 'trùng mã hồ sơ' }, outcome: 'alreadyReceived', source: 'test' } as const;
    const raw = JSON.stringify({ status: '0', errorDescription: 'Trùng mã hồ sơ' });
    expect(decodeSubmissionAnswer(raw).outcome).toBe('refused');
    expect(decodeSubmissionAnswer(raw, [rule]).outcome).toBe('alreadyReceived');
  });

  it.each(['', '<html/>', '[]', '{}', '{"status":null}', '{"status":{}}', '{"status":true}', 'null'])(
    'cannot read %p',
    (raw) => expect(() => decodeSubmissionAnswer(raw)).toThrow(HotichParseError),
  );

  it('gives a typed error or an answer for any body', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (raw) => {
        try {
          expect(['accepted', 'alreadyReceived', 'refused']).toContain(decodeSubmissionAnswer(raw).outcome);
        } catch (error) {
          expect(error).toBeInstanceOf(HotichParseError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('encodeStatusQuery', () => {
  it('writes the three fields of the wire contract', () => {
    const query = { maHoSo: ['H08.37.80-240705-0015'], maTinh: '52', module: 'LTKT' } as const;
    expect(JSON.parse(encodeStatusQuery(query, route('LTKT')))).toEqual({
      maDinhDanhHoSo: ['H08.37.80-240705-0015'],
      maTinh: '52',
      module: 'LTKT',
    });
  });
});
