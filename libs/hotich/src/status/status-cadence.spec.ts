import { WorkingCalendar } from '../catalog';
import type { HotichModuleOptions } from '../hotich.options';
import { resolveOptions } from '../hotich.options.resolve';
import { nextQuestion } from './status-cadence';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const calendar = new WorkingCalendar();

function cadenceOf(cadence: NonNullable<HotichModuleOptions['register']>['cadence'] = {}) {
  return resolveOptions({
    environment: 'test',
    provinceCode: '24',
    gateway: { baseUrl: 'http://127.0.0.1:1', auth: 'none' },
    register: { cadence },
  }).register.cadence;
}

const CADENCE = cadenceOf();
const at = (text: string) => new Date(`${text}+07:00`);
const next = (now: Date, ageMs: number, { dueAt, group = 'KS v3' }: { dueAt?: Date; group?: string } = {}) =>
  nextQuestion({ now, ageMs, group, dueAt: () => dueAt }, CADENCE, calendar);
const pauseAt = (now: Date, ageMs: number, more = {}) => next(now, ageMs, more).getTime() - now.getTime();

describe('nextQuestion', () => {
  it('asks about fresh dossiers often and about old ones rarely', () => {
    const noon = at('2026-11-25T10:00:00');
    expect(pauseAt(noon, 10_000)).toBeLessThanOrEqual(2 * MINUTE);
    const pauses = [MINUTE, 30 * MINUTE, 3 * HOUR, 12 * HOUR].map((age) => pauseAt(noon, age));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    for (const age of [0, MINUTE, HOUR, 10 * HOUR, 24 * HOUR]) {
      const pause = Math.min(4 * HOUR, Math.max(MINUTE, 0.15 * age));
      expect(pauseAt(noon, age)).toBeGreaterThanOrEqual(pause);
      expect(pauseAt(noon, age)).toBeLessThanOrEqual(pause + Math.max(MINUTE, pause / 8));
    }
  });

  it('asks at least every quarter of an hour on the day a dossier is due, whenever answers come', () => {
    const dueAt = at('2026-11-25T17:00:00');
    const opening = at('2026-11-25T07:30:00').getTime();
    for (const group of ['KS v3', 'KT v1', 'KH v2']) {
      for (const ageMs of [100 * MINUTE, 5 * HOUR, 72 * HOUR]) {
        let asked = opening;
        for (let i = 0; asked < dueAt.getTime() - 16 * MINUTE; i++) {
          const answered = new Date(asked + ((i * 7_919) % (3 * MINUTE)));
          const pause = pauseAt(answered, ageMs, { dueAt, group });
          expect(pause).toBeLessThanOrEqual(15 * MINUTE);
          expect(pause).toBeGreaterThan(14 * MINUTE);
          asked = answered.getTime() + pause;
        }
      }
    }
    const now = at('2026-11-25T10:00:00');
    expect(pauseAt(now, 72 * HOUR, { dueAt: at('2026-11-26T17:00:00') })).toBeGreaterThanOrEqual(4 * HOUR);
    expect(pauseAt(now, 10_000, { dueAt })).toBeLessThanOrEqual(2 * MINUTE);
  });

  it('asks about what is due on one day together', () => {
    const dueAt = at('2026-11-25T17:00:00');
    const instants = [0, 10, 20, 30].map((s) =>
      next(new Date(at('2026-11-25T10:00:01').getTime() + s), 72 * HOUR, { dueAt }),
    );
    expect(new Set(instants.map((instant) => instant.getTime())).size).toBe(1);
  });

  it.each([
    [10 * MINUTE, 15 * MINUTE],
    [MINUTE, MINUTE],
    [30 * MINUTE, 5 * MINUTE],
  ])('goes on where the shortest pause is %d ms and the longest of a day that it is due %d ms', (minMs, dueMs) => {
    const now = at('2026-11-25T10:00:00');
    const asked = { now, ageMs: 72 * HOUR, group: 'KS v3', dueAt: () => at('2026-11-25T17:00:00') };
    const when = nextQuestion(asked, cadenceOf({ minMs, workingHours: { dueMs } }), calendar);
    expect(when.getTime()).toBeGreaterThan(now.getTime());
    expect(when.getTime() - now.getTime()).toBeLessThanOrEqual(Math.max(minMs, dueMs));
  });

  it('asks nobody at night who is due that day either', () => {
    const cadence = cadenceOf({ workingHours: { nightFrom: '16:00' } });
    const dueAt = () => at('2026-11-25T17:00:00');
    const asked = { now: at('2026-11-25T15:55:00'), ageMs: 72 * HOUR, group: 'KS v3', dueAt };
    expect(nextQuestion(asked, cadence, calendar).getTime()).toBeGreaterThanOrEqual(
      at('2026-11-26T07:30:00').getTime(),
    );
  });

  it('asks more slowly while offices are closed: in the evening, on a Sunday, on a holiday', () => {
    for (const closed of ['2026-11-25T18:00:00', '2026-11-29T10:00:00', '2026-09-02T10:00:00']) {
      const pause = pauseAt(at(closed), HOUR);
      expect(pause).toBeGreaterThanOrEqual(4 * 9 * MINUTE);
      expect(pause).toBeLessThanOrEqual(4 * 9 * MINUTE + 2 * MINUTE);
    }
    // A Saturday worked in exchange is a working day like any other.
    const swapped = new WorkingCalendar({
      days: [
        {
          day: '2026-11-28',
          kind: 'working',
          name: { vi: 'Làm bù', en: 'Swap day' },
          source: 'test',
          confidence: 'certain',
        },
      ],
    });
    const asked = { now: at('2026-11-28T10:00:00'), ageMs: HOUR, group: 'KS v3', dueAt: () => undefined };
    expect(nextQuestion(asked, CADENCE, swapped).getTime()).toBeLessThanOrEqual(asked.now.getTime() + 11 * MINUTE);
    expect(nextQuestion(asked, CADENCE, calendar).getTime()).toBeGreaterThan(asked.now.getTime() + 35 * MINUTE);
  });

  it('a slow pause ends when offices open', () => {
    const morning = next(at('2026-11-26T06:30:00'), 48 * HOUR);
    expect(morning.getTime()).toBeGreaterThanOrEqual(at('2026-11-26T07:30:00').getTime());
    expect(morning.getTime()).toBeLessThanOrEqual(at('2026-11-26T08:30:00').getTime());
  });

  it('puts the night after opening, in its order, without a herd at half past seven', () => {
    const opening = at('2026-11-26T07:30:00').getTime();
    const asked = Array.from({ length: 400 }, (_, i) => {
      const age = (i % 20) * HOUR;
      return next(new Date(at('2026-11-25T19:00:00').getTime() + i * 60_000), age, { group: `module ${i % 12}` });
    }).filter((one) => one.getTime() >= opening);
    expect(asked.length).toBeGreaterThan(200);
    const perMinute = new Map<number, number>();
    for (const one of asked) {
      const minute = Math.floor((one.getTime() - opening) / MINUTE);
      expect(minute).toBeLessThan(30 + 32);
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
    }
    expect(Math.max(...perMinute.values())).toBeLessThan(asked.length / 8);
  });

  it('never asks at night, whatever the age and the hour', () => {
    for (let hour = 0; hour < 24 * 8; hour++) {
      for (const age of [0, HOUR, 10 * HOUR, 300 * HOUR]) {
        const now = new Date(at('2026-11-25T00:30:00').getTime() + hour * HOUR);
        const when = next(now, age);
        const time = new Date(when.getTime() + 7 * HOUR).toISOString().slice(11, 16);
        // The last instant of the evening may lie a little beyond its end.
        expect(time >= '07:30' && time < '22:32').toBe(true);
        expect(when.getTime()).toBeGreaterThan(now.getTime());
      }
    }
  });

  it('workingHours: false asks day and night alike', () => {
    const cadence = cadenceOf({ workingHours: false });
    const now = at('2026-11-25T23:00:00');
    const when = nextQuestion({ now, ageMs: HOUR, group: 'KS v3', dueAt: () => undefined }, cadence, calendar);
    expect(when.getTime() - now.getTime()).toBeLessThanOrEqual(11 * MINUTE);
  });

  it('fills queries where there is enough to ask: the more dossiers, the fuller', () => {
    const [few, many] = [monday(300, 3), monday(4_500, 3)];
    expect(few.fill).toBeGreaterThan(0.45);
    expect(many.questions).toBeGreaterThan(10_000);
    expect(many.fill).toBeGreaterThanOrEqual(0.8);
  });
});

/**
 * A working day of a province: dossiers of twelve modules come from half past seven to five, each stays open between minutes and
 * days, and what falls due in the same second is asked about together.
 */
function monday(dossiers: number, size: number): { fill: number; questions: number } {
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const start = at('2026-11-23T07:30:00').getTime();
  const perInstant = new Map<string, number>();
  for (let i = 0; i < dossiers; i++) {
    const sent = start - 1.5 * 24 * HOUR * random() + 9.5 * HOUR * random();
    const group = `module ${Math.floor(12 * random() ** 2)}`;
    const done = sent + 2 * 24 * HOUR * -Math.log(random());
    for (let when = sent + 15_000; when < Math.min(done, start + 24 * HOUR);) {
      if (when >= start) {
        const key = `${group} ${Math.ceil(when / 1_000)}`;
        perInstant.set(key, (perInstant.get(key) ?? 0) + 1);
      }
      when = next(new Date(when), when - sent, { group }).getTime();
    }
  }
  const counts = [...perInstant.values()];
  const questions = counts.reduce((sum, n) => sum + n, 0);
  const queries = counts.reduce((sum, n) => sum + Math.ceil(n / size), 0);
  return { fill: questions / (queries * size), questions };
}
