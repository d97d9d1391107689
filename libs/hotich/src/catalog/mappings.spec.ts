import { codeList } from '../contract';
import { CodeLists } from './code-list';
import type { CatalogSystem } from './catalog-kinds';
import { CODE_PAIRS, type CodePair, mapCode, MAPPED_KINDS, type CodeMapping, type MappedKind } from './mappings';

const become = (mapping: CodeMapping): string =>
  mapping.ok ? `${mapping.code} ${mapping.basis}` : mapping.problem.rule;

describe('mapCode', () => {
  it.each<[MappedKind, string, string]>([
    ['loaiGiayToTuyThan', '2', '1 name'],
    ['loaiGiayToTuyThan', '3', '6 name'],
    ['loaiGiayToTuyThan', '4', '7 name'],
    ['loaiGiayToTuyThan', '5', '4 name'],
    ['loaiGiayToTuyThan', '6', '2 name'],
    ['loaiGiayToTuyThan', '8', '8 name'],
    ['loaiGiayToTuyThan', '9', '4 pair'],
    ['loaiGiayToTuyThan', '1', '8 other'],
    ['loaiGiayToTuyThan', '99', 'code.unknown'],
    ['loaiCuTru', '1', '1 name'],
    ['loaiCuTru', '3', '0 name'],
    ['danToc', '01', '63001 name'],
    ['danToc', '08', '1530 name'],
    ['danToc', '13', '1495 name'],
    ['danToc', '55', '63430 name'],
    ['danToc', '05', 'code.unmapped'],
    ['danToc', '1', 'code.unknown'],
  ])('%s %s of the forms is %s in the register', (kind, code, expected) => {
    expect(become(mapCode(kind, code, 'form', 'register'))).toBe(expected);
  });

  it.each<[MappedKind, string, string]>([
    ['loaiGiayToTuyThan', '4', '5 name'],
    ['loaiCuTru', '0', '3 name'],
    ['danToc', '63001', '01 name'],
    ['danToc', '1387', '08 name'],
    ['danToc', '63432', 'code.unmapped'],
  ])('%s %s of the register is %s in the forms', (kind, code, expected) => {
    expect(become(mapCode(kind, code, 'register', 'form'))).toBe(expected);
  });

  it('gives the text for "other"', () => {
    expect(mapCode('loaiGiayToTuyThan', '7', 'form', 'register')).toMatchObject({
      ok: true,
      code: '8',
      otherText: 'Sổ hộ khẩu',
    });
  });

  it('takes what DVCLT sends for codes of the register, unless told that they are those of the forms', () => {
    expect(become(mapCode('danToc', '63001', 'dvclt', 'register'))).toBe('63001 same');
    expect(become(mapCode('danToc', '77777', 'dvclt', 'register'))).toBe('77777 same');
    expect(become(mapCode('loaiGiayToTuyThan', '10', 'dvclt', 'register'))).toBe('code.unknown');
    expect(become(mapCode('danToc', '01', 'dvclt', 'register', { dvcltSpeaks: 'form' }))).toBe('63001 name');
  });

  it('lets a pair of the host win, but not one that leads nowhere', () => {
    const pair = { kind: 'danToc', from: 'form', to: 'register', code: '05', source: 'host' } as const;
    expect(become(mapCode('danToc', '05', 'form', 'register', { pairs: [{ ...pair, becomes: '1518' }] }))).toBe(
      '1518 pair',
    );
    const paper = { ...pair, kind: 'loaiGiayToTuyThan', code: '9', becomes: '77' } as const;
    expect(become(mapCode('loaiGiayToTuyThan', '9', 'form', 'register', { pairs: [paper] }))).toBe('code.unmapped');
  });

  it('takes a pair for what it says, and not for its reverse', () => {
    const pair = {
      kind: 'loaiGiayToTuyThan',
      from: 'dvclt',
      to: 'register',
      code: '9',
      becomes: '4',
      source: 'host',
    } as const;
    const map = (from: CatalogSystem, to: CatalogSystem, options = {}) =>
      become(mapCode('loaiGiayToTuyThan', '9', from, to, { pairs: [pair], ...options }));
    expect(map('dvclt', 'register')).toBe('4 pair');
    expect(map('register', 'dvclt')).toBe('code.unknown');
    expect(map('register', 'register')).toBe('code.unknown');
  });

  it('takes a pair of the system that DVCLT speaks for its own, unless one names DVCLT', () => {
    const spoken = {
      kind: 'danToc',
      from: 'form',
      to: 'register',
      code: '05',
      becomes: '1518',
      source: 'host',
    } as const;
    const map = (pairs: readonly CodePair[]) =>
      become(mapCode('danToc', '05', 'dvclt', 'register', { pairs, dvcltSpeaks: 'form' }));
    expect(map([spoken])).toBe('1518 pair');
    expect(map([{ ...spoken, from: 'dvclt', becomes: '1519' }, spoken])).toBe('1519 pair');
  });

  it('lets the shipped pair give way to an entry of the same name, and no pair of the host', () => {
    const list = codeList('loaiGiayToTuyThan', 'register');
    if (!list) throw new Error('the list is shipped');
    const card = { code: '9', name: { vi: 'Thẻ căn cước', en: 'Citizen card' } };
    const lists = new CodeLists([{ ...list, version: 'mới', entries: [...list.entries, card] }]);
    const map = (pairs: readonly CodePair[] = []) =>
      become(mapCode('loaiGiayToTuyThan', '9', 'form', 'register', { lists, pairs }));
    expect(map()).toBe('9 name');
    expect(map([...CODE_PAIRS])).toBe('4 pair');
  });

  it('refuses to choose between entries of one name', () => {
    const list = codeList('danToc', 'register');
    if (!list) throw new Error('the list is shipped');
    const lists = new CodeLists([
      { ...list, version: 'mới', entries: [...list.entries, { code: '2', name: { vi: 'Kinh', en: 'Kinh' } }] },
    ]);
    expect(become(mapCode('danToc', '01', 'form', 'register', { lists }))).toBe('code.ambiguous');
  });

  it('never passes a code through because it looks alike', () => {
    for (const kind of MAPPED_KINDS) {
      for (const { code, name } of codeList(kind, 'form')?.entries ?? []) {
        const mapping = mapCode(kind, code, 'form', 'register');
        const target = codeList(kind, 'register')?.entries.find((entry) => entry.code === code);
        if (mapping.ok && mapping.code === code) expect(target?.name.vi).toBe(name.vi);
      }
    }
  });
});
