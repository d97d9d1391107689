import { HotichSimulator } from '@hotich/simulator';
import { freshDatabase } from './support/database';
import { optionsFor, startHost, type TestHost } from './support/host';

describe('a birth from DVCLT to the register and back', () => {
  let remotes: HotichSimulator;
  let host: TestHost;

  beforeAll(async () => {
    remotes = await HotichSimulator.start();
    host = await startHost(await freshDatabase(), optionsFor(remotes));
  });
  afterAll(async () => {
    await host?.close();
    await remotes?.stop();
  });

  it('travels the whole way', async () => {
    const { maHoSo } = remotes.citizen.fileBirth();
    expect(await host.interlink.runIntakeOnce()).toMatchObject({ listed: 1, fresh: 1 });
    expect(await host.sync.find(maHoSo)).toMatchObject({ state: 'received', module: 'LTKS' });
    await host.interlink.runReportOnce();
    expect(remotes.interlink.dossier(maHoSo)?.statuses).toEqual([1]);
    await host.interlink.accept(maHoSo, 'can.bo.mau');
    await host.sync.runOnce();
    expect(await host.sync.find(maHoSo)).toMatchObject({ state: 'sent' });
    await host.interlink.runReportOnce();
    expect(remotes.interlink.dossier(maHoSo)?.statuses).toEqual([1, 3, 7]);
    remotes.register.registerAndIssue(maHoSo);
    await host.poller.refresh([maHoSo]);
    expect(await host.sync.find(maHoSo)).toMatchObject({ state: 'registered' });
    await host.interlink.complete(maHoSo, 'can.bo.mau');
    await host.interlink.runReportOnce();
    expect(remotes.interlink.dossier(maHoSo)?.statuses).toEqual([1, 3, 7, 4, 5]);
    expect((await host.sync.timeline(maHoSo)).map((entry) => entry.event)).toMatchInlineSnapshot(`
      [
        "receive",
        "report.delivered",
        "accept",
        "queue",
        "send",
        "report.delivered",
        "report.delivered",
        "register",
        "complete",
        "report.delivered",
        "report.delivered",
      ]
    `);
  });
});
