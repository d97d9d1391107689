import { Turns } from './turns';

const settled = () => new Promise(setImmediate);

describe('Turns', () => {
  it('has as many as may be in flight, and says when one is free again', () => {
    const freed = jest.fn();
    const turns = new Turns(2, freed);
    const first = turns.take(() => true);
    turns.take(() => true);
    expect(turns.free).toBe(false);
    first.passes();
    expect(turns.free).toBe(true);
    expect(freed).toHaveBeenCalledTimes(1);
  });

  it('gives a turn back once, however often it is said to have passed', () => {
    const turns = new Turns(1, () => undefined);
    const first = turns.take(() => true);
    first.passes();
    turns.take(() => true);
    first.passes();
    expect(turns.free).toBe(false);
  });

  it('comes at once for the first request, and for the next when another has its answer', async () => {
    const turns = new Turns(1, () => undefined);
    const asking = turns.take(() => true);
    expect(asking.comes()).toBeUndefined();
    asking.passes();
    const other = turns.take(() => true);
    const again = jest.fn();
    void asking.comes()?.then(again);
    await settled();
    expect(again).not.toHaveBeenCalled();
    other.passes();
    await settled();
    expect(again).toHaveBeenCalled();
    expect(turns.free).toBe(false);
  });

  it('has each request but the first paid for, also one that is made again without an answer in between', async () => {
    const pay = jest.fn(() => Promise.resolve());
    const turn = new Turns(1, () => undefined, pay).take(() => true);
    await turn.comes();
    expect(pay).not.toHaveBeenCalled();
    await turn.comes();
    turn.passes();
    await turn.comes();
    expect(pay).toHaveBeenCalledTimes(2);
  });

  it('puts those who have begun before those who have not', async () => {
    const freed = jest.fn();
    const turns = new Turns(1, freed);
    const begun = turns.take(() => true);
    begun.passes();
    const other = turns.take(() => true);
    const next = begun.comes();
    freed.mockClear();
    other.passes();
    await next;
    expect(freed).not.toHaveBeenCalled();
    begun.passes();
    expect(freed).toHaveBeenCalledTimes(1);
  });

  it('knows whether its claim holds', () => {
    let held = true;
    const turn = new Turns(1, () => undefined).take(() => held);
    expect(turn.holds()).toBe(true);
    held = false;
    expect(turn.holds()).toBe(false);
  });
});
