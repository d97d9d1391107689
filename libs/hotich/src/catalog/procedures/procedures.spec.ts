import { HotichValidationError } from '../../errors';
import { findProcedure, nationalCode, procedure } from './procedures';
import { PROCEDURES } from './procedures.data';

const ruleOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    if (error instanceof HotichValidationError) return error.problems[0]?.rule;
    throw error;
  }
  return undefined;
};

describe('procedure', () => {
  it.each([
    ['1.001193', 'KS', 'KQ.G15.000031'],
    ['2.002621', 'LTKS', 'KQ.G15.000031'],
    ['2.002622', 'LTKT', 'KQ.G15.000034'],
    ['1.000656', 'KT', 'KQ.G15.000034'],
    ['1.000894', 'KH', 'KQ.G15.000032'],
    ['1.004873', 'HN', undefined],
  ])('%s is %s', (code, module, document) => {
    const found = procedure(code);
    expect([found.module, found.maGiayToKetQua]).toEqual([module, document]);
  });

  it('takes the national part of a code with a local suffix', () => {
    expect(procedure('1.000894.000.00.00.H21').module).toBe('KH');
    expect(nationalCode(' 2.000986.000.00.00.H08 ')).toBe('2.000986');
    expect(nationalCode('NOI-BO-01')).toBe('NOI-BO-01');
  });

  it('has each code once, of the national shape', () => {
    const codes = PROCEDURES.map(({ maTTHC }) => maTTHC);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => /^\d\.\d{6}$/.test(code))).toBe(true);
  });

  it.each([
    ['9.999999', 'procedure.unmapped'],
    ['', 'procedure.unmapped'],
    ['1.006714', 'procedure.contradictory'],
    ['1.004859', 'procedure.noModule'],
  ])('refuses %p: %s, with the row to add', (code, rule) => {
    expect(ruleOf(() => procedure(code))).toBe(rule);
    expect(() => procedure(code)).toThrow(
      expect.objectContaining({
        remedy: expect.objectContaining({ en: expect.stringContaining(`maTTHC: '${code}'`) as string }) as object,
      }) as Error,
    );
  });

  it('lets the most specific row of the host win', () => {
    const overrides = [
      { maTTHC: '1.006714', module: 'LTKS' },
      { maTTHC: '1.006714', module: 'LTKT', province: '52' },
      { maTTHC: '1.006714.000.00.00.H21', module: 'KS', province: '52', level: 'commune', effectiveFrom: '2025-07-01' },
      {
        maTTHC: '1.006714',
        module: 'KT',
        province: '52',
        level: 'commune',
        effectiveFrom: '2026-09-01',
        maGiayToKetQua: 'KQ.MAU',
      },
    ] as const;
    const module = (query: object): string => procedure('1.006714', { overrides, at: '2026-01-01', ...query }).module;
    expect(module({})).toBe('LTKS');
    expect(module({ province: '24' })).toBe('LTKS');
    expect(module({ province: '52' })).toBe('LTKT');
    expect(module({ province: '52', level: 'commune' })).toBe('KS');
    expect(module({ province: '52', level: 'commune', at: '2025-06-30' })).toBe('LTKT');
    expect(procedure('1.006714', { overrides, province: '52', level: 'commune', at: '2026-09-01' })).toMatchObject({
      module: 'KT',
      maGiayToKetQua: 'KQ.MAU',
      confidence: 'configured',
    });
  });

  it('gives an overridden procedure the result document of its new module', () => {
    const overrides = [{ maTTHC: '1.000894', module: 'LTKH' }] as const;
    expect(procedure('1.000894', { overrides })).toMatchObject({
      title: 'Đăng ký kết hôn',
      maGiayToKetQua: 'KQ.G15.000032',
    });
  });

  it('shows what is known of a refused code', () => {
    expect(findProcedure('1.004859')).toMatchObject({ title: 'Thay đổi, cải chính, bổ sung thông tin hộ tịch' });
    expect(findProcedure('9.999999')).toBeUndefined();
  });
});
