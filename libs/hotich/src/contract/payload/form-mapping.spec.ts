import { HotichValidationError } from '../../errors';
import { examplePayload } from './examples';
import { checkFormMappings, wirePayload, type RegisterFormMapping } from './form-mapping';

const guardianship = {
  noiDangKy: '23926',
  nycHoTen: 'BÙI VĂN MẪU',
  fields: { wardName: 'BÙI THỊ MẪU', lyDo: 'Mồ côi' },
};
const mapping: RegisterFormMapping = {
  module: 'GH',
  rename: { wardName: 'tenA' },
  defaults: { loaiDangKy: '1', lyDo: 'x' },
  order: ['lyDo', 'tenA', 'khongCo'],
};

describe('wirePayload', () => {
  it('lays the free map among the other fields', () => {
    expect(wirePayload('GH', guardianship)).toEqual({
      noiDangKy: '23926',
      nycHoTen: 'BÙI VĂN MẪU',
      wardName: 'BÙI THỊ MẪU',
      lyDo: 'Mồ côi',
    });
    expect(wirePayload('GH', { noiDangKy: '23926', fields: null })).toEqual({ noiDangKy: '23926' });
  });

  it('renames, fills and orders as the deployment says', () => {
    expect(Object.entries(wirePayload('GH', guardianship, [mapping]))).toEqual([
      ['lyDo', 'Mồ côi'],
      ['tenA', 'BÙI THỊ MẪU'],
      ['noiDangKy', '23926'],
      ['nycHoTen', 'BÙI VĂN MẪU'],
      ['loaiDangKy', '1'],
    ]);
  });

  it('leaves other modules alone', () => {
    const birth = examplePayload('KS', '2024');
    expect(wirePayload('KS', birth, [mapping])).toEqual(birth);
    expect(wirePayload('KS', { fields: { a: 1 } })).toEqual({ fields: { a: 1 } });
  });

  it.each([
    ['a field of the map that the form has', { ...guardianship, fields: { nycHoTen: 'x' } }, [], 'data.nycHoTen'],
    [
      'two names renamed into one',
      guardianship,
      [{ module: 'GH', rename: { wardName: 'lyDo' } } as const],
      'data.lyDo',
    ],
  ])('refuses %s', (_what, data, mappings, path) => {
    expect(() => wirePayload('GH', data, mappings)).toThrow(HotichValidationError);
    try {
      wirePayload('GH', data, mappings);
    } catch (error) {
      expect((error as HotichValidationError).problems).toMatchObject([{ path, rule: 'form.collision' }]);
    }
  });

  it('is not led astray by names that mean something to JavaScript', () => {
    const hostile = JSON.parse('{"fields":{"__proto__":{"polluted":"1"},"constructor":"x"}}') as object;
    const wire = wirePayload('GH', hostile, [{ module: 'GH', rename: {} }]);
    expect(Object.keys(wire)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('checkFormMappings', () => {
  it('finds nothing wrong with a good table and everything with a bad one', () => {
    expect(checkFormMappings([mapping], 'register.forms')).toEqual([]);
    const wrong = [
      { module: 'XX', rename: { a: 'có dấu' } },
      { module: 'GH', defaults: { 'a b': '1' }, order: ['<'] },
      { module: 'GH' },
    ] as unknown as RegisterFormMapping[];
    expect(checkFormMappings(wrong, 'register.forms').map(({ path, rule }) => [path, rule])).toEqual([
      ['register.forms[0].rename', 'fieldName'],
      ['register.forms[0].module', 'oneOf'],
      ['register.forms[1].defaults', 'fieldName'],
      ['register.forms[1].order', 'fieldName'],
      ['register.forms[2].module', 'unique'],
    ]);
  });
});
