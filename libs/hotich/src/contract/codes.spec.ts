import {
  dossierCodeDoubts,
  findDossierCodes,
  parseDossierCode,
  validateDossierCode,
  validateProcedureCode,
  validateProvinceCode,
} from './codes';

describe('dossier codes', () => {
  it.each([
    ['H08.37.80-240705-0015', 'province', 'H08', 'old', '2024-07-05', '0015'],
    ['H21.129-250812-0001', 'province', 'H21', 'new', '2025-08-12', '0001'],
    ['G22.99.08-240713-0004', 'interlink', 'G22', 'old', '2024-07-13', '0004'],
    ['G15.01.02.03-240713-12345', 'agency', 'G15', 'other', '2024-07-13', '12345'],
    ['H08-240705-0015', 'province', 'H08', 'other', '2024-07-05', '0015'],
    ['000.00.19.H26-210520-0001', 'province', 'H26', 'other', '2021-05-20', '0001'],
  ])('%s is taken apart', (code, kind, agency, shape, day, sequence) => {
    expect(parseDossierCode(code)).toEqual({ kind, agency, shape, day, sequence });
  });

  it.each(['H08.37.80-240230-0015', 'BN-24-240705-0015', 'H08.37.80-240705-001', 'x'])(
    '%s has no known shape',
    (code) => {
      expect(parseDossierCode(code)).toBeUndefined();
      expect(validateDossierCode(code)).toEqual([]);
      expect(dossierCodeDoubts(code)).toEqual([expect.objectContaining({ path: 'maHoSo', rule: 'dossierCode.shape' })]);
    },
  );

  it.each(['', ' H08.37.80-240705-0015', 'H08 37', 'HỒ.1', 'a'.repeat(51), 'a\n'])('%p cannot be a key', (code) => {
    expect(validateDossierCode(code, 'maHoSoLT')).toEqual([
      expect.objectContaining({ path: 'maHoSoLT', rule: 'dossierCode.format' }),
    ]);
  });

  it.each([1, null, undefined, {}])('%p is not text', (code) => {
    expect(validateDossierCode(code)).toEqual([expect.objectContaining({ rule: 'dossierCode.type' })]);
  });

  it('are found inside pasted text, each once, in order', () => {
    expect(findDossierCodes('hồ sơ h21.129-250812-0001, G22.99.08-240713-0004; lại H21.129-250812-0001.')).toEqual([
      'H21.129-250812-0001',
      'G22.99.08-240713-0004',
    ]);
    expect(findDossierCodes('000.00.19.H26-210520-0001 (H26-210520-0002)')).toEqual([
      '000.00.19.H26-210520-0001',
      'H26-210520-0002',
    ]);
    expect(findDossierCodes('không có mã nào')).toEqual([]);
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

describe('validateProvinceCode', () => {
  it('accepts two digits as text', () => expect(validateProvinceCode('01')).toEqual([]));

  it.each([
    ['1', 'provinceCode.lostZero'],
    ['H08', 'provinceCode.format'],
    ['001', 'provinceCode.format'],
    [24, 'provinceCode.type'],
  ])('refuses %p by %s', (code, rule) => {
    expect(validateProvinceCode(code)).toEqual([expect.objectContaining({ path: 'provinceCode', rule })]);
  });
});
