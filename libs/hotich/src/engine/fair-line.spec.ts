import { FairLine } from './fair-line';

const NOW = Date.UTC(2026, 10, 24);

describe('FairLine', () => {
  it('lets a single dossier pass a bulk that came before it, and takes the first come first without one', () => {
    const line = new FairLine();
    const bulk = Array.from({ length: 5_000 }, (_, i) => line.place('a', NOW + i));
    const single = line.place('b', NOW + 60_000);
    expect(bulk.filter((place) => place < single).length).toBeLessThanOrEqual(6);
    expect(line.place('c', NOW + 60_001)).toBeGreaterThan(single);
  });

  it('lets two bulks take turns', () => {
    const line = new FairLine();
    const all = ['a', 'b'].flatMap((flow) =>
      Array.from({ length: 100 }, () => ({ flow, place: line.place(flow, NOW) })),
    );
    const order = all.sort((x, y) => x.place - y.place).map(({ flow }) => flow);
    for (let i = 2; i <= 200; i += 2) expect(order.slice(0, i).filter((flow) => flow === 'a')).toHaveLength(i / 2);
  });

  it('nobody waits for ever: who comes later than the steps of a bulk stands behind it', () => {
    const line = new FairLine();
    const bulk = Array.from({ length: 10 }, () => line.place('a', NOW));
    expect(line.place('b', NOW + 100_001)).toBeGreaterThan(bulk.at(-1)!);
  });

  it('is below zero for the next centuries, and keeps no more flows than there are', () => {
    const line = new FairLine();
    for (let i = 0; i < 25_000; i++) expect(line.place(`flow ${i}`, NOW + i * 1_000)).toBeLessThan(0);
    expect(line['last'].size).toBeLessThanOrEqual(10_000);
  });
});
