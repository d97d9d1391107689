import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  DossierListener,
  type DossierView,
  HotichContent,
  HotichDossier,
  HotichSetupError,
  HotichTask,
  HotichTimelineEntry,
  type StatusChange,
} from '@hotich/nestjs';
import { birthInput, nextCode } from './support/samples';
import { expectSentOnce, scene, type Scene } from './support/scene';

/** Does in the transaction what the test says. */
@Injectable()
class Nesting extends DossierListener {
  static step: ((change: StatusChange, manager: EntityManager) => Promise<unknown>) | undefined;

  override async onStatusChanged(change: StatusChange, manager: EntityManager) {
    const { step } = Nesting;
    Nesting.step = undefined;
    await step?.(change, manager);
  }
}

/** Does the job when nobody else holds it. */
type Lock = (job: () => Promise<unknown>) => Promise<unknown>;

const MIND_CHANGED = new Error('the host changes its mind');

describe('the end of a host transaction beside a call that nobody waits for', () => {
  let s: Scene;
  beforeAll(async () => {
    s = await scene({}, [Nesting]);
    // What is read, asked or prepared only once has been by then.
    await s.host.sync.submit(withoutFiles());
    await s.host.sync.withdraw((await s.host.sync.submit(birthInput(nextCode()))).maHoSo, 'Nhập nhầm');
  });
  afterAll(() => s.close());
  beforeEach(() => (Nesting.step = undefined));

  const withoutFiles = () => birthInput(nextCode(), {}, { fileDinhKem: [] });
  const counts = async () => {
    const { manager } = s.host.db;
    const tables = [HotichDossier, HotichContent, HotichTimelineEntry, HotichTask];
    const rows = await Promise.all(tables.map((table) => manager.count<object>(table)));
    const files = await s.host.db.query<unknown[]>('select 1 from hotich_file_chunk');
    const terms = await s.host.db.query<unknown[]>('select 1 from hotich_search');
    return [...rows, files.length, terms.length];
  };
  const stored = (maHoSo: string) => s.host.db.manager.existsBy(HotichDossier, { maHoSo });
  /** How it ended; it is never unhandled. */
  const ended = (call: Promise<DossierView>) =>
    call.then(
      () => 'done',
      (error: unknown) => error,
    );

  const turns = Array.from({ length: 51 }, (_, n) => n);
  const micro = async (n: number) => {
    for (let turn = 0; turn < n; turn++) await Promise.resolve();
  };
  const macro = async (n: number) => {
    for (let turn = 0; turn < n; turn++) await setImmediate();
  };

  it.each(turns)('rolled back after %d turns: nothing of the call remains', async (n) => {
    const before = await counts();
    for (const wait of [micro, macro]) {
      for (const input of [withoutFiles(), birthInput(nextCode())]) {
        let call: Promise<unknown> | undefined;
        const failed = s.host.db.transaction(async (manager) => {
          call = ended(s.host.sync.submit(input, manager));
          await wait(n);
          throw MIND_CHANGED;
        });
        await expect(failed).rejects.toBe(MIND_CHANGED);
        await call;
      }
    }
    expect(await counts()).toEqual(before);
  });

  it.each(turns)(
    'on a connection that goes on with another transaction after %d turns: it is not in that',
    async (n) => {
      const runner = s.host.db.createQueryRunner();
      const input = birthInput(nextCode());
      await runner.startTransaction();
      const call = ended(s.host.sync.submit(input, runner.manager));
      await micro(n);
      await runner.rollbackTransaction();
      await runner.startTransaction();
      await call;
      await runner.commitTransaction();
      await runner.release();
      expect(await stored(input.maHoSo)).toBe(false);
    },
  );

  it.each(turns)('rolled back %d turns after withdraw(): the dossier is queued, and has its task', async (n) => {
    const { maHoSo } = await s.host.sync.submit(withoutFiles());
    const before = await counts();
    const runner = s.host.db.createQueryRunner();
    await runner.startTransaction();
    const call = ended(s.host.sync.withdraw(maHoSo, 'Nhập nhầm', runner.manager));
    await macro(n);
    await runner.rollbackTransaction();
    await call;
    await runner.release();
    expect((await s.host.sync.find(maHoSo)).state).toBe('queued');
    expect(await counts()).toEqual(before);
  });

  it.each([
    ['committed', () => Promise.resolve()],
    ['committed a moment later', () => macro(5)],
  ])('%s: the call is in it, whole', async (_, wait) => {
    const inputs = [withoutFiles(), birthInput(nextCode())];
    const calls: Promise<unknown>[] = [];
    await s.host.db.transaction(async (manager) => {
      for (const input of inputs) calls.push(ended(s.host.sync.submit(input, manager)));
      await wait();
    });
    for (const { maHoSo } of inputs) expect(await stored(maHoSo)).toBe(true);
    expect(await Promise.all(calls)).toEqual(['done', 'done']);
    await s.host.sync.runOnce();
    expectSentOnce(s.remotes, ...inputs.map(({ maHoSo }) => maHoSo));
  });

  it('committed beside a call that fails: what the host wrote is kept, and the failure is the caller’s', async () => {
    const [kept, unknown] = [withoutFiles(), nextCode()];
    let call: Promise<unknown> | undefined;
    await s.host.db.transaction(async (manager) => {
      await s.host.sync.submit(kept, manager);
      call = ended(s.host.sync.withdraw(unknown, 'Nhập nhầm', manager));
    });
    await expect(call).resolves.toMatchObject({ code: 'HT-2003' });
    expect(await stored(kept.maHoSo)).toBe(true);
  });

  it('takes no call once its end is on its way, nor after it, but in the next transaction', async () => {
    const [early, late, next] = [withoutFiles(), withoutFiles(), withoutFiles()];
    const runner = s.host.db.createQueryRunner();
    for (const end of ['rollbackTransaction', 'commitTransaction'] as const) {
      await runner.startTransaction();
      const ending = runner[end]();
      await expect(s.host.sync.submit(early, runner.manager)).rejects.toThrow(HotichSetupError);
      await ending;
      await expect(s.host.sync.submit(late, runner.manager)).rejects.toThrow(HotichSetupError);
    }
    await runner.startTransaction();
    await s.host.sync.submit(next, runner.manager);
    await runner.commitTransaction();
    await runner.release();
    await expect(s.host.sync.submit(late, runner.manager)).rejects.toThrow(HotichSetupError);
    expect(await Promise.all([early, late, next].map(({ maHoSo }) => stored(maHoSo)))).toEqual([false, false, true]);
  });

  it.each(turns)('rolled back to a savepoint after %d turns: the rest goes on without the call', async (n) => {
    const [kept, dropped] = [withoutFiles(), birthInput(nextCode())];
    await s.host.db.transaction(async (manager) => {
      const outer = s.host.sync.submit(kept, manager);
      await manager
        .transaction(async (inner) => {
          void ended(s.host.sync.submit(dropped, inner));
          await micro(n);
          throw MIND_CHANGED;
        })
        .catch(() => undefined);
      await outer;
    });
    expect(await stored(kept.maHoSo)).toBe(true);
    expect(await stored(dropped.maHoSo)).toBe(false);
  });

  /** A savepoint in which something happens and that is rolled back. */
  const mindChangedIn = (manager: EntityManager, step: (inner: EntityManager) => Promise<unknown>) =>
    manager
      .transaction(async (inner) => {
        await step(inner);
        throw MIND_CHANGED;
      })
      .catch((error: unknown) => expect(error).toBe(MIND_CHANGED));

  it('made at the same moment as a savepoint, before it or after, or awaited in it, a call is none of its', async () => {
    const [first, last, within] = [withoutFiles(), birthInput(nextCode()), withoutFiles()];
    await s.host.db.transaction(async (manager) => {
      const call = s.host.sync.submit(within, manager);
      await Promise.all([
        s.host.sync.submit(first, manager),
        mindChangedIn(manager, (inner) => mindChangedIn(inner, () => call)),
        s.host.sync.submit(last, manager),
      ]);
    });
    await s.host.sync.runOnce();
    for (const { maHoSo } of [first, last, within]) expect(s.remotes.ledger.submissions(maHoSo)).toHaveLength(1);
  });

  it('made while a savepoint is open it is in that, and is refused when that is rolled back before its end', async () => {
    const [beside, kept] = [withoutFiles(), withoutFiles()];
    await s.host.db.transaction(async (manager) => {
      let call: Promise<unknown> | undefined;
      await mindChangedIn(manager, async (inner) => {
        await inner.query('select 1');
        call = ended(s.host.sync.submit(beside, manager));
      });
      await expect(call).resolves.toBeInstanceOf(HotichSetupError);
      await s.host.sync.submit(kept, manager);
    });
    expect(await Promise.all([beside, kept].map(({ maHoSo }) => stored(maHoSo)))).toEqual([false, true]);
  });

  it.each(turns)(
    'beside a listener that rolls back to savepoints, after %d turns: none of them takes it back',
    async (n) => {
      const [one, other, beside] = [withoutFiles(), withoutFiles(), birthInput(nextCode())];
      for (const input of [one, other]) await s.host.sync.submit(input);
      const saving: typeof Nesting.step = (_change, manager) => {
        Nesting.step = saving;
        return mindChangedIn(manager, (inner) => mindChangedIn(inner, () => inner.query('select 1')));
      };
      Nesting.step = saving;
      await s.host.db.transaction(async (manager) => {
        await Promise.all([
          s.host.sync.withdraw(one.maHoSo, 'Nhập nhầm', manager),
          s.host.sync.withdraw(other.maHoSo, 'Nhập nhầm', manager),
          macro(n).then(() => s.host.sync.submit(beside, manager)),
        ]);
      });
      for (const { maHoSo } of [one, other]) expect((await s.host.sync.find(maHoSo)).state).toBe('withdrawn');
      expect(await stored(beside.maHoSo)).toBe(true);
    },
  );

  it('waits for no call that itself waits: a listener may use savepoints, and call in turn', async () => {
    const [mine, inner, failing, beside] = [withoutFiles(), withoutFiles(), withoutFiles(), withoutFiles()];
    await s.host.sync.submit(mine);
    Nesting.step = async (_change, manager) => {
      await manager.transaction((nested) => s.host.sync.submit(inner, nested));
      await manager
        .transaction(async (nested) => {
          void ended(s.host.sync.submit(failing, nested));
          await Promise.reject(MIND_CHANGED);
        })
        .catch(() => undefined);
      void ended(s.host.sync.submit(beside, manager));
    };
    await s.host.db.transaction(async (manager) => {
      void ended(s.host.sync.withdraw(mine.maHoSo, 'Nhập nhầm', manager));
      await Promise.resolve();
    });
    expect((await s.host.sync.find(mine.maHoSo)).state).toBe('withdrawn');
    expect(await Promise.all([inner, failing, beside].map(({ maHoSo }) => stored(maHoSo)))).toEqual([
      true,
      false,
      true,
    ]);
  });

  /** A lock that somebody else holds, who begins the job when done: in its own asynchronous context, and not in that of who asks for it. */
  const heldLock = (): Lock => {
    let free!: (job: () => Promise<unknown>) => void;
    const done = new Promise<() => Promise<unknown>>((resolve) => (free = resolve)).then((job) => job());
    return (job) => {
      free(job);
      return done;
    };
  };

  const waiting: [string, (manager: EntityManager, lock: Lock, call: () => Promise<unknown>) => Promise<unknown>][] = [
    ['a call', (_manager, lock, call) => lock(call)],
    ['a call in its savepoint', (manager, lock, call) => manager.transaction(() => lock(call))],
    ['a savepoint', (manager, lock, call) => lock(() => manager.transaction(call))],
  ];
  it.each(waiting)(
    'a listener that waits for %s which somebody else begins, outside its asynchronous context, does not hang',
    async (_, step) => {
      const [mine, inner, next] = [withoutFiles(), withoutFiles(), withoutFiles()];
      await s.host.sync.submit(mine);
      const lock = heldLock();
      Nesting.step = (_change, manager) => step(manager, lock, () => s.host.sync.submit(inner, manager));
      await s.host.db.transaction(async (manager) => {
        await Promise.all([s.host.sync.withdraw(mine.maHoSo, 'Nhập nhầm', manager), s.host.sync.submit(next, manager)]);
      });
      expect((await s.host.sync.find(mine.maHoSo)).state).toBe('withdrawn');
      expect(await Promise.all([inner, next].map(({ maHoSo }) => stored(maHoSo)))).toEqual([true, true]);
    },
    20_000,
  );

  it('holds for a transaction of the library’s own as well, in which a listener calls and does not wait', async () => {
    const [mine, beside] = [withoutFiles(), birthInput(nextCode())];
    await s.host.sync.submit(mine);
    Nesting.step = async (_change, manager) => {
      void ended(s.host.sync.submit(beside, manager));
      await Promise.resolve();
    };
    await s.host.sync.runOnce();
    expect((await s.host.sync.find(mine.maHoSo)).state).toBe('sent');
    expect(await stored(beside.maHoSo)).toBe(true);
  });
});
