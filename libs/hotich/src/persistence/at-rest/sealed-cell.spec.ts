import { putSealed, untouched } from './sealed-cell';

describe('a sealed value in a loaded row', () => {
  const TEXT = 'hotich:2:k1:…';
  let opened: number;
  let row: { id: string; data?: Record<string, unknown> };
  beforeEach(() => {
    opened = 0;
    row = { id: 'r1' };
    putSealed(row, 'data', TEXT, () => ({ count: ++opened }));
  });

  it('is opened once, by the first who looks', () => {
    expect(opened).toBe(0);
    expect([row.data, row.data, { ...row }.data]).toEqual([{ count: 1 }, { count: 1 }, { count: 1 }]);
    expect(JSON.parse(JSON.stringify(row))).toEqual({ id: 'r1', data: { count: 1 } });
    expect(opened).toBe(1);
  });

  it('can be written back as it is until somebody has looked: what was handed out may have been changed', () => {
    expect(untouched(row, 'data')).toBe(TEXT);
    row.data!.more = true;
    expect(untouched(row, 'data')).toBeUndefined();
    expect(row.data).toEqual({ count: 1, more: true });
  });

  it('gives way to a new value without being opened', () => {
    row.data = { fresh: true };
    expect([row.data, untouched(row, 'data'), opened]).toEqual([{ fresh: true }, undefined, 0]);
  });

  it('that cannot be opened fails whoever looks, every time, and stays as it was', () => {
    putSealed(row, 'data', TEXT, () => {
      throw new Error('no key');
    });
    expect(() => row.data).toThrow('no key');
    expect(() => row.data).toThrow('no key');
    expect(untouched(row, 'data')).toBe(TEXT);
  });
});
