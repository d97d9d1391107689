import { interlinkedModule, isModuleCode, MODULE_CODES, MODULES } from './modules';

describe('modules', () => {
  it('turn the codes DVCLT uses into the codes the register demands', () => {
    expect(interlinkedModule('KS')).toBe('LTKS');
    expect(interlinkedModule('KT')).toBe('LTKT');
  });

  it('name siblings that exist and name each other back', () => {
    for (const code of MODULE_CODES) {
      expect(MODULES[code].code).toBe(code);
      for (const sibling of MODULES[code].siblings) expect(MODULES[sibling].siblings).toContain(code);
    }
  });

  it('call interlinked only what comes from DVCLT', () => {
    expect(MODULE_CODES.filter((code) => MODULES[code].interlinked)).toEqual(['LTKS', 'LTKT']);
  });

  it.each(['ltks', 'KS ', '', 'constructor', undefined, 1])('do not know %p', (text) => {
    expect(isModuleCode(text)).toBe(false);
  });
});
