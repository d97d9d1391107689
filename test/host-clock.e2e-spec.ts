import { HotichDossier } from '@hotich/nestjs';
import { birthInput, nextCode } from './support/samples';
import { scene, type Scene } from './support/scene';

/** The wall clock alone. */
function setClock(now: string): void {
  jest.useFakeTimers({
    now: new Date(now),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}

describe('a host whose clock is wrong by years', () => {
  let s: Scene;
  beforeAll(async () => (s = await scene()));
  afterEach(() => jest.useRealTimers());
  afterAll(() => s.close());

  it('takes a dossier by the units of the day that is stored with it', async () => {
    setClock('2024-06-01T08:00:00+07:00');
    const code = nextCode();
    const abolished = s.host.sync.submit(birthInput(nextCode(), {}, { maDonVi: '07213' }));
    await expect(abolished).rejects.toMatchObject({ problems: [{ path: 'maDonVi' }] });
    await s.host.sync.submit(birthInput(code));
    const { ngayTiepNhan } = await s.host.db.manager.findOneByOrFail(HotichDossier, { maHoSo: code });
    expect(ngayTiepNhan!.getFullYear()).toBeGreaterThan(2024);
  });
});
