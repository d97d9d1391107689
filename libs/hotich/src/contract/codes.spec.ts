import { validateDossierCode, validateProcedureCode } from './codes';

describe('dossier codes', () => {
  it.each(['H08.37.80-240705-0015', 'H21.129-250812-0001', '000.00.19.H26-210520-0001', 'BN-24-240705-0015', 'x'])(
    '%s can be a key, whatever its shape',
    (code) => expect(validateDossierCode(code)).toEqual([]),
  );

  it.each(['', ' H08.37.80-240705-0015', 'H08 37', 'HỒ.1', 'a'.repeat(51), 'a\n'])('%p cannot be a key', (code) => {
    expect(validateDossierCode(code, 'maHoSoLT')).toEqual([
      expect.objectContaining({ path: 'maHoSoLT', rule: 'dossierCode.format' }),
    ]);
  });

  it.each([1, null, undefined, {}])('%p is not text', (code) => {
    expect(validateDossierCode(code)).toEqual([expect.objectContaining({ rule: 'dossierCode.type' })]);
  });
});

describe('validateProcedureCode', () => {
  it.each(['1.006714', '1.000894.000.00.00.H21', '9'.repeat(40)])('accepts %s', (code) =>
    expect(validateProcedureCode(code)).toEqual([]),
  );

  it.each([
    ['', 'procedureCode.format'],
    ['9'.repeat(41), 'procedureCode.format'],
    ['1.006714\0', 'procedureCode.format'],
    [1.006714, 'procedureCode.type'],
  ])('refuses %p by %s', (code, rule) => {
    expect(validateProcedureCode(code)).toEqual([expect.objectContaining({ path: 'maTTHC', rule })]);
  });
});
