import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import type { Digests, HotichTimelineEntry } from '../persistence';
import { chainHash } from './timeline-chain';
import { timelineFaults } from './timeline-faults';

const plain = (purpose: string, text: string) => createHash('sha256').update(`${purpose}\0${text}`).digest('hex');
const keyed = (purpose: string, text: string) =>
  createHmac('sha256', 'k').update(`${purpose}\0${text}`).digest('base64url');

const entry = fc.record({
  event: fc.constantFrom('submit', 'send', 'register.status', 'refuse'),
  actor: fc.constantFrom('hotich', 'can.bo.mau'),
  reason: fc.option(fc.string({ unit: 'grapheme', maxLength: 40 })),
  detail: fc.option(
    fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.integer(), fc.string()), { maxKeys: 4 }),
  ),
  at: fc.integer({ min: 0, max: 2e12 }),
});

type Said = Pick<HotichTimelineEntry, 'event' | 'actor' | 'reason' | 'detail'> & { readonly at: number };
type Written = { rows: HotichTimelineEntry[]; head: { timelineLength: number; timelineHash: string | null } };

function written(said: readonly Said[], digest = plain): Written {
  const rows: HotichTimelineEntry[] = [];
  for (const one of said) {
    const row = {
      dossierId: '00000000-0000-7000-8000-000000000001',
      seq: rows.length + 1,
      fromState: null,
      toState: 'queued' as const,
      exchangeId: null,
      ...one,
      at: new Date(one.at),
    };
    rows.push({ ...row, hash: chainHash(rows.at(-1)?.hash ?? null, row, digest) });
  }
  return { rows, head: { timelineLength: rows.length, timelineHash: rows.at(-1)!.hash } };
}

const timelines = (minLength = 1) => fc.array(entry, { minLength, maxLength: 12 });
const find = ({ rows, head }: Written, digests: Digests = { plain }) => timelineFaults(head, rows, digests);

describe('timelineFaults', () => {
  it('finds nothing wrong with what was written, however the database orders the keys of its JSON', () => {
    fc.assert(
      fc.property(timelines(), (said) => {
        const it = written(said);
        const stored = it.rows.map((row) => ({
          ...row,
          detail: row.detail && Object.fromEntries(Object.entries(row.detail).reverse()),
        }));
        expect(find({ ...it, rows: stored })).toEqual([]);
      }),
    );
  });

  it('hashes the keys of a detail in the order of their text, of numbers too', () => {
    const digest = jest.fn(plain);
    written([{ event: 'send', actor: 'hotich', reason: null, detail: { b: 1, 9: 2, 10: 3, a: 4 }, at: 0 }], digest);
    expect(digest.mock.calls[0]![1]).toContain('[["10",3],["9",2],["a",4],["b",1]]');
  });

  it('finds a row that says something else, and that row only', () => {
    const changes: ((row: HotichTimelineEntry) => void)[] = [
      (row) => (row.actor += 'x'),
      (row) => (row.reason = row.reason === null ? '' : null),
      (row) => (row.at = new Date(row.at.getTime() + 1)),
      (row) => (row.toState = row.toState === 'held' ? 'sent' : 'held'),
      (row) => (row.detail = { ...row.detail, zzzzzzzzz: 1 }),
      (row) => (row.exchangeId = '00000000-0000-7000-8000-000000000009'),
    ];
    fc.assert(
      fc.property(timelines(), fc.nat(), fc.constantFrom(...changes), (said, at, change) => {
        const it = written(said);
        const row = it.rows[at % it.rows.length]!;
        change(row);
        expect(find(it)).toEqual([{ seq: row.seq, why: 'changed' }]);
      }),
    );
  });

  it('finds a detail that was made the list of its pairs, whole or in part', () => {
    const pairs = (value: object) => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    const detail = { how: 'correct', moved: { from: '07210', to: '07213' }, names: ['a', 'b'] };
    const said = [{ event: 'correct', actor: 'can.bo.mau', reason: null, detail, at: 1 }];
    expect(find(written(said))).toEqual([]);
    for (const other of [pairs(detail), { ...detail, moved: pairs(detail.moved) }]) {
      const it = written(said);
      it.rows[0]!.detail = other as unknown as Record<string, unknown>;
      expect(find(it)).toEqual([{ seq: 1, why: 'changed' }]);
    }
  });

  it('finds a row that was taken out, from the middle, the beginning or the end', () => {
    fc.assert(
      fc.property(timelines(2), fc.nat(), (said, at) => {
        const it = written(said);
        const [gone] = it.rows.splice(at % it.rows.length, 1);
        expect(find(it)).toContainEqual({ seq: gone!.seq, why: 'removed' });
      }),
    );
  });

  it('finds it also when the rest was numbered anew to hide it', () => {
    fc.assert(
      fc.property(timelines(2), fc.nat(), (said, at) => {
        const it = written(said);
        it.rows.splice(at % it.rows.length, 1);
        it.rows.forEach((row, i) => (row.seq = i + 1));
        expect(find(it)).not.toEqual([]);
      }),
    );
  });

  it('finds a shortened tail though the dossier was told of its new length', () => {
    fc.assert(
      fc.property(timelines(2), (said) => {
        const it = written(said);
        it.rows.pop();
        expect(find(it)).toEqual([{ seq: it.rows.length + 1, why: 'removed' }]);
        it.head.timelineLength--;
        expect(find(it)).toEqual([{ seq: it.rows.length, why: 'changed' }]);
      }),
    );
  });

  it('finds two rows that changed places, and one that was put in between or after', () => {
    fc.assert(
      fc.property(timelines(2), fc.nat(), (said, at) => {
        const swapped = written(said);
        const i = at % (said.length - 1);
        const [a, b] = [swapped.rows[i]!, swapped.rows[i + 1]!];
        swapped.rows[i] = { ...b, seq: a.seq };
        swapped.rows[i + 1] = { ...a, seq: b.seq };
        expect(find(swapped)).not.toEqual([]);

        const grown = written(said);
        const last = grown.rows.at(-1)!;
        const more = { ...last, seq: last.seq + 1 };
        grown.rows.push({ ...more, hash: chainHash(last.hash, more, plain) });
        expect(find(grown)).toEqual([{ seq: more.seq, why: 'added' }]);
        grown.head.timelineLength++;
        expect(find(grown)).toEqual([{ seq: more.seq, why: 'changed' }]);
      }),
    );
  });

  it('with a key: whoever writes the whole timeline anew without it is found', () => {
    fc.assert(
      fc.property(timelines(2), (said) => {
        expect(find(written(said, keyed), { keyed, plain })).toEqual([]);
        const forged = written(said.map((one, i) => (i === said.length - 1 ? { ...one, actor: 'ai.do' } : one)));
        const first = written(said.slice(0, 1), keyed);
        forged.rows[0] = first.rows[0]!;
        expect(find(forged, { keyed, plain })).toContainEqual({ seq: 2, why: 'changed' });
      }),
    );
  });

  it('says so when the key is not given any more', () => {
    const it = written([{ event: 'submit', actor: 'hotich', reason: null, detail: null, at: 1 }], keyed);
    expect(find(it)).toEqual([{ seq: 1, why: 'keyMissing' }]);
  });

  it('leaves rows from before the chain alone, and only those', () => {
    fc.assert(
      fc.property(timelines(2), (said) => {
        const it = written(said);
        for (const row of it.rows) row.hash = null;
        expect(find({ ...it, head: { ...it.head, timelineHash: null } })).toEqual([]);
        const late = written(said);
        late.rows.at(-1)!.hash = null;
        expect(find(late)).toEqual([{ seq: said.length, why: 'changed' }]);
      }),
    );
  });
});
