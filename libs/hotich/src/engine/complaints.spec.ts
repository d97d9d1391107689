import { Complaints } from './complaints';

describe('Complaints', () => {
  afterEach(() => jest.restoreAllMocks());

  it('says the same once, until it changes, is over, or a minute has passed', () => {
    const said: string[] = [];
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    const complaints = new Complaints((line) => said.push(line));
    const made = (about: string, line: string) => {
      said.length = 0;
      complaints.made(about, line);
      return said.length;
    };
    expect(['one', 'one', 'other', 'one'].map((line) => made('a', line))).toEqual([1, 0, 1, 1]);
    expect(made('b', 'one')).toBe(1);
    complaints.over('a');
    expect([made('a', 'one'), made('b', 'one')]).toEqual([1, 0]);
    clock.mockReturnValue(60_000);
    expect(made('b', 'one')).toBe(1);
  });
});
