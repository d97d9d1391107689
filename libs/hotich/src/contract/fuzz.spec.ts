import { inspect } from 'node:util';
import { HotichParseError } from '../errors';
import { decodeInterlinkDetail } from './interlink/inbound';
import { examplePayload } from './payload/examples';
import { decodeResultAnswerV1, decodeStatusAnswerV1 } from './register/register-v1';
import { decodeSubmissionAnswer } from './register/register-v3';
import { readResult } from './register/result';
import { decodeStatusAnswer } from './register/status-answer';
import { splitValidationText } from './register/validation-text';
import { readXmlFields } from './xml/xml-fields';
import { writeXml } from './xml/write-xml';

/** Mutated bodies per parser; `HOTICH_FUZZ=100000` for the long run. */
const RUNS = Number(process.env.HOTICH_FUZZ ?? 300);
const SEED = Number(process.env.HOTICH_FUZZ_SEED ?? 20250705);
/** No body of these sizes may take longer, whatever is in it; generous because machines are shared. */
const MAX_MS = 2_000;
const MAX_HEAP_GROWTH = 150 * 1024 * 1024;

const CODE = 'H99.01.02-250101-0001';
const asked = { maHoSo: [CODE], module: 'LTKS' } as const;
const json = (value: unknown) => JSON.stringify(value);

const xml = `<root>${writeXml('hoTich', examplePayload('KS', 'register'))}</root>`;
const inner = { maDonVi: 23926, maTTHC: '2.000986', module: 'KS', maHoSo: 'G22.99.08-250101-0001', data: xml };
const result = { soDinhDanh: '', soDangKy: '12', nksQueQuan: { dcChiTiet: 'x' }, giayKhaiSinh: 'JVBERi0xLjcgdmk=' };
const item = { maHoSoMCDT: CODE, trangThai: '4', thoiGianThucHien: '02/01/2025 09:00:00', ketQuaXuLy: result };
const refusal =
  'nksHoTen có độ dài vượt quá số lượng cho phép. Nhập lại.nmeSoDDCN có định dạng không đúng.\\nmeLoaiGiayToTuyThan không tồn tại.';
const failed = json({ status: 0, errorCode: 201, errorDescription: refusal });

/** Each parser with bodies that it reads, and what it may answer. */
const PARSERS: readonly (readonly [name: string, seeds: readonly string[], parse: (raw: string) => unknown])[] = [
  [
    'detail of DVCLT',
    [json({ data: { ...inner, data: json(inner) } }), json({ data: inner })],
    (raw) => decodeInterlinkDetail(raw),
  ],
  [
    'XML',
    [xml, '<a><hoTich><b>&#272;<![CDATA[x]]></b></hoTich></a>'],
    (raw) => readXmlFields(raw, 'hoTich', 'data', 10_000),
  ],
  ['status answer', [json({ status: 1, value: [item] }), failed], (raw) => readItems(raw)],
  ['submission answer', [json({ status: '1' }), failed], (raw) => decodeSubmissionAnswer(raw)],
  ['error text', [refusal, refusal.replaceAll('. ', '.n')], (raw) => splitValidationText(raw)],
  [
    'status answer 1.0',
    [json({ status: 2, statusDescription: 'x' }), failed],
    (raw) => decodeStatusAnswerV1(raw, asked),
  ],
  [
    'result answer 1.0',
    [json({ status: 1, value: [result] }), json({ status: 1, value: '<hotich><hoso/></hotich>' })],
    (raw) => decodeResultAnswerV1(raw),
  ],
];

function readItems(raw: string): unknown {
  const answer = decodeStatusAnswer(raw, asked);
  if (!answer.ok) return answer;
  expect(answer.items.length).toBeLessThanOrEqual(1);
  return answer.items.map(({ result: found }) => found && readResult('LTKS', found));
}

/** Mulberry32: a run can be repeated from its seed. */
function random(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const SPLINTERS = [
  ...[
    '',
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '<',
    '>',
    '&',
    '&amp;',
    '&x;',
    '&#0;',
    '&#x110000;',
    ']]>',
    '<![CDATA[',
    '<!--',
  ],
  ...[
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '<?x',
    '</hoTich>',
    '<hoTich>',
    '<__proto__>',
    '</a></a>',
    ' xmlns:a="b"',
    '\u0000',
    '\ufeff',
  ],
  ...[
    '"__proto__":{"polluted":1},',
    '"constructor":{"prototype":{"polluted":1}},',
    'null',
    'true',
    '-1',
    '1e999',
    '00019',
  ],
  ...[
    '9007199254740993',
    '\ud800',
    '\u0301',
    '😀',
    '\\n',
    '\n',
    'n',
    'nksHoTen ',
    'data.',
    '.',
    '""',
    '{}',
    '[]',
    '"status":1,',
  ],
];

type Random = (below: number) => number;

const ODD = [null, true, -1, 1e21, 0.5, '', '0', '4', [], {}, [null], ['x'], { status: 1 }, '{"a":1}', '<a/>', '[1]'];

/** Half of the bodies of JSON stay JSON, with odd values inside: what is broken outright is refused at the door. */
function mutate(seed: string, next: Random): string {
  if (!seed.startsWith('{') || next(2) === 0) return mutateText(seed, next);
  return JSON.stringify(mutateValue(JSON.parse(seed), next));
}

function mutateValue(value: unknown, next: Random): unknown {
  if (next(8) === 0) return ODD[next(ODD.length)];
  if (Array.isArray(value)) return [...value, ...value].slice(next(2)).map((inner) => mutateValue(inner, next));
  if (typeof value === 'string') return next(3) === 0 ? mutate(value, next) : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mutateValue(inner, next)]));
}

function mutateText(seed: string, next: Random): string {
  let text = seed;
  for (let count = 1 + next(6); count > 0; count--) {
    const [from, length] = [next(text.length + 1), next(12)];
    const to = Math.min(text.length, from + length);
    const splinter = SPLINTERS[next(SPLINTERS.length)] ?? '';
    switch (next(5)) {
      case 0:
        text = text.slice(0, from) + splinter + text.slice(from);
        break;
      case 1:
        text = text.slice(0, from) + text.slice(to);
        break;
      case 2:
        text = text.slice(0, from) + splinter + text.slice(to);
        break;
      case 3:
        text = text.slice(0, from);
        break;
      default:
        text = text.slice(0, to) + text.slice(from, to).repeat(1 + next(40)) + text.slice(to);
    }
  }
  return text;
}

describe('mutated bodies', () => {
  it.each(PARSERS)(
    '%s: an answer or a typed error, in time and without a trace',
    (_name, seeds, parse) => {
      const next = random(SEED);
      let [read, refused, slowest] = [0, 0, 0];
      const before = process.memoryUsage().heapUsed;
      for (let run = 0; run < RUNS; run++) {
        const raw = mutate(seeds[run % seeds.length] ?? '', next);
        const started = performance.now();
        try {
          parse(raw);
          read++;
        } catch (error) {
          if (!(error instanceof HotichParseError)) throw new Error(`run ${run} of seed ${SEED}`, { cause: error });
          refused++;
        }
        slowest = Math.max(slowest, performance.now() - started);
      }
      // Without both outcomes the mutations would prove nothing; the error text is always read.
      expect(read).toBeGreaterThan(0);
      if (!seeds.includes(refusal)) expect(refused).toBeGreaterThan(0);
      expect(slowest).toBeLessThan(MAX_MS);
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(MAX_HEAP_GROWTH);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
    600_000,
  );

  it.each(PARSERS.filter(([, seeds]) => !seeds.includes(refusal)))(
    '%s: keeps the raw body out of the error',
    (_name, seeds, parse) => {
      let thrown: unknown;
      try {
        parse(`${seeds[0]}<BÍ MẬT{`);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(HotichParseError);
      expect(inspect(thrown, { depth: 10 })).not.toContain('BÍ MẬT');
    },
  );
});
