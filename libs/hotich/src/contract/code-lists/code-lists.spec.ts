import { CODE_LIST_KINDS, CODE_LISTS, codeList } from './index';

describe('code lists', () => {
  it.each(CODE_LISTS.map((list) => [list.kind, list.system, list] as const))(
    '%s of %s holds each code once',
    (_k, _s, list) => {
      const codes = list.entries.map(({ code }) => code);
      expect(codes.length).toBeGreaterThan(0);
      expect(new Set(codes).size).toBe(codes.length);
      for (const { code, name } of list.entries) {
        expect(code).toMatch(/^[0-9A-Z]+$/);
        expect(name.vi && name.en).toBeTruthy();
      }
      expect(list.source).toMatch(/attested/);
    },
  );

  it('exist in some system for every kind, once per system', () => {
    for (const kind of CODE_LIST_KINDS) expect(CODE_LISTS.some((list) => list.kind === kind)).toBe(true);
    const keys = CODE_LISTS.map(({ kind, system }) => `${kind} ${system}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('keep the register and the forms apart: the same number is another paper', () => {
    const name = (system: 'register' | 'form', code: string) =>
      codeList('loaiGiayToTuyThan', system)?.entries.find((entry) => entry.code === code)?.name.vi;
    expect(name('register', '4')).toBe('Căn cước công dân');
    expect(name('form', '5')).toBe('Căn cước công dân');
    expect(name('register', '10')).toBeUndefined();
  });

  it('know the 54 peoples, the 34 provinces and the nationalities', () => {
    expect(codeList('danToc', 'form')?.entries).toHaveLength(56);
    expect(codeList('danToc', 'form')?.entries[53]).toMatchObject({ code: '54', name: { vi: 'Rơ-măm' } });
    expect(codeList('tinhThanh')?.entries).toHaveLength(34);
    expect(codeList('quocTich')?.entries.find(({ code }) => code === 'VN')?.name).toEqual({
      vi: 'Việt Nam',
      en: 'Vietnam',
    });
    expect(codeList('quocTich')?.entries).toHaveLength(249 + 3);
  });

  it('have no list where none is public', () => expect(codeList('gioiTinh', 'dvclt')).toBeUndefined());
});
