import { examplePayload } from '@hotich/nestjs';
import { citizenNameOf } from './content';

describe('citizenNameOf', () => {
  it.each([
    ['LTKS', '2024', 'NGUYỄN VĂN MẪU'],
    ['LTKS', '2025', 'NGUYỄN VĂN MẪU'],
    ['LTKT', '2024', 'LÊ VĂN MẪU'],
    ['LTKT', '2025', 'LÊ VĂN MẪU'],
  ] as const)('%s in style %s: whom it is about', (module, profile, name) => {
    expect(citizenNameOf(examplePayload(module, profile))).toBe(name);
  });

  it.each([[{}], [{ nksHoTen: null }], [{ nksHoTen: '  ' }], [{ nksHoTen: 1 }], [{ nksHoTen: { Ten: null } }]])(
    '%j names nobody',
    (data) => expect(citizenNameOf(data)).toBe(''),
  );

  it('fits its column', () => {
    expect(citizenNameOf({ nktHoTen: 'MẪU '.repeat(100) })).toHaveLength(255);
  });
});
