import { HotichTask } from '@hotich/nestjs';
import { birthInput, nextCode } from './support/samples';
import { scene, type Scene } from './support/scene';

const HOUR = 3_600_000;
const cadence = { firstMs: 1, minMs: 50 };

describe('when the register is asked again', () => {
  let s: Scene;
  afterEach(() => s.close());

  async function askedOnce(): Promise<HotichTask[]> {
    const codes = Array.from({ length: 5 }, nextCode);
    for (const code of codes) await s.host.sync.submit(birthInput(code));
    await s.host.sync.runOnce();
    await s.host.poller.refresh(codes);
    return s.host.db.manager.findBy(HotichTask, { lane: 'status' });
  }

  it('dossiers of one module that were asked about together fall due together', async () => {
    s = await scene({ register: { cadence: { ...cadence, minMs: HOUR, workingHours: false } } });
    const tasks = await askedOnce();
    expect(tasks).toHaveLength(5);
    const instants = tasks.map((task) => task.dueAt.getTime());
    // Two queries are stored by two statements, each counting from its own beginning.
    expect(Math.max(...instants) - Math.min(...instants)).toBeLessThan(500);
  });

  it('at night it is not asked before the offices of the province open', async () => {
    // Offices that open for a minute before midnight, and a night that begins at noon: it is always night.
    s = await scene({
      register: { cadence: { ...cadence, workingHours: { nightFrom: '12:00', spreadMs: 60_000 } } },
      catalog: { calendar: { opening: '23:58', closing: '23:59' } },
    });
    const now = Date.now();
    const openings = [0, 24].map((hours) => {
      const day = new Date(now + (7 + hours) * HOUR).toISOString().slice(0, 10);
      return Date.parse(`${day}T23:58:00+07:00`);
    });
    for (const task of await askedOnce()) {
      const since = openings.map((opening) => task.dueAt.getTime() - opening);
      expect(since.some((ms) => ms >= 0 && ms <= 61_000)).toBe(true);
    }
  });
});
