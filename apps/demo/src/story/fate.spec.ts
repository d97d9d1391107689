import { fateOf } from './fate';

const codes = Array.from({ length: 2_000 }, (_, index) => `H24.37.80-261124-${String(index).padStart(4, '0')}`);

describe('fate', () => {
  it('is fixed by the code', () => {
    for (const code of codes.slice(0, 50)) expect(fateOf(code, true)).toBe(fateOf(code, true));
  });

  it('lets a watcher see every way within a few dozen dossiers, most of them plain', () => {
    const share = (fate: string): number => codes.filter((code) => fateOf(code, true) === fate).length / codes.length;
    expect(share('plain')).toBeGreaterThan(0.65);
    for (const fate of ['supplemented', 'refusedByRegister', 'refusedAtCounter']) {
      expect(share(fate)).toBeGreaterThan(0.02);
    }
  });

  it('never sends a dossier of the province itself to a citizen at DVCLT', () => {
    const fates = new Set(codes.map((code) => fateOf(code, false)));
    expect([...fates].sort()).toEqual(['plain', 'refusedByRegister']);
  });
});
