import { uuid } from './uuid';

describe('ids', () => {
  afterEach(() => jest.useRealTimers());

  it('are UUIDs of version 7, of now', () => {
    const before = Date.now();
    const id = uuid();
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    const made = parseInt(id.slice(0, 13).replace('-', ''), 16);
    expect(made).toBeGreaterThanOrEqual(before);
    expect(made).toBeLessThanOrEqual(Date.now());
  });

  it.each([
    ['while the clock goes on', () => undefined],
    ['of a single millisecond, more than it has numbers', () => jest.useFakeTimers({ now: Date.now() })],
    ['of a clock that is set back', () => jest.useFakeTimers({ now: Date.now() - 60_000 })],
  ])('grow in the order they are made in: %s', (_name, setClock) => {
    const first = uuid();
    setClock();
    const ids = [first, ...Array.from({ length: 10_000 }, uuid)];
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });
});
