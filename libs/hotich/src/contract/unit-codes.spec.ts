import fc from 'fast-check';
import { padUnitCode, validateUnitCode } from './unit-codes';

const BEFORE = new Date('2024-07-15T00:00:00+07:00');
const AFTER = new Date('2025-07-01T00:00:00+07:00');

describe('validateUnitCode', () => {
  it.each(['00019', '07219', '213', '019'])('accepts %s', (code) => expect(validateUnitCode(code)).toEqual([]));

  it.each([
    ['0019', 'unitCode.lostZero', ["'00019'"]],
    ['7219', 'unitCode.lostZero', ["'07219'"]],
    ['19', 'unitCode.lostZero', ["'00019'", "'019'"]],
    ['9', 'unitCode.lostZero', ["'00009'", "'009'"]],
    [7219, 'unitCode.type', ["'07219'"]],
    [19, 'unitCode.type', ["'00019'", "'019'"]],
  ])('refuses %p by %s and names the candidates', (code, rule, candidates) => {
    const [problem] = validateUnitCode(code, 'data.noiDangKy');
    expect(problem).toMatchObject({ path: 'data.noiDangKy', rule });
    for (const candidate of candidates) expect(problem?.remedy.vi).toContain(candidate);
  });

  it.each(['', '123456', '00000', '000', 'abcde', '1.2', ' 00019'])('refuses %p as no code at all', (code) => {
    expect(validateUnitCode(code)).toEqual([expect.objectContaining({ path: 'maDonVi', rule: 'unitCode.format' })]);
  });

  it.each([null, undefined, {}, true])('refuses %p as no text', (code) => {
    expect(validateUnitCode(code)).toEqual([expect.objectContaining({ rule: 'unitCode.type' })]);
  });
});

describe('padUnitCode', () => {
  it.each([
    [7219, '07219', 'commune', true],
    [23926, '23926', 'commune', true],
    [213, '213', 'district', false],
    [19, '00019', 'commune', false],
    ['019', '019', 'district', true],
  ])('reads %p as %s', (value, code, level, certain) => {
    expect(padUnitCode(value, BEFORE)).toMatchObject({ code, level, certain });
  });

  it('knows only communes from 1/7/2025 on', () => {
    expect(padUnitCode(213, AFTER)).toEqual({ code: '00213', level: 'commune', certain: true, candidates: ['00213'] });
  });

  it.each([0, -1, 1.5, 123456, 'x', '', NaN])('gives nothing for %p', (value) => {
    expect(padUnitCode(value)).toBeUndefined();
  });

  it('always finds the code that lost its zeros among the candidates, and is certain only of the truth', () => {
    const codes = fc.integer({ min: 1, max: 99_999 }).map((n) => String(n).padStart(5, '0'));
    const districts = fc.integer({ min: 1, max: 999 }).map((n) => String(n).padStart(3, '0'));
    fc.assert(
      fc.property(fc.oneof(codes, districts), (code) => {
        const padded = padUnitCode(Number(code), BEFORE);
        expect(padded?.candidates).toContain(code);
        if (padded?.certain) expect(padded.code).toBe(code);
        expect(validateUnitCode(padded?.code)).toEqual([]);
      }),
    );
  });
});
