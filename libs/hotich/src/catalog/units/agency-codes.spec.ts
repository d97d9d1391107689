import { AdministrativeUnits } from './administrative-units';
import { AgencyCodes } from './agency-codes';

const agencies = new AgencyCodes(AdministrativeUnits.shared);

describe('AgencyCodes', () => {
  it('has 63 provinces, each with its own old province code', () => {
    const provinces = agencies.all.filter(({ code }) => code.startsWith('H'));
    expect(provinces).toHaveLength(63);
    expect(new Set(provinces.map(({ threeTier }) => threeTier)).size).toBe(63);
    expect(provinces.every(({ threeTier }) => threeTier !== undefined)).toBe(true);
  });

  it('gives each of the 34 provinces of today one identifier', () => {
    const today = agencies.all.flatMap(({ twoTier }) => twoTier ?? []);
    expect(today).toHaveLength(34);
    expect(new Set(today).size).toBe(34);
  });

  it('follows Gia Lai through the reform', () => {
    expect(agencies.find('H21')).toMatchObject({
      name: 'Gia Lai',
      threeTier: '64',
      twoTier: '52',
      confidence: 'attested',
    });
    expect(agencies.ofProvince('52', '2024-07-15')?.code).toBe('H08');
    expect(agencies.ofProvince('52', '2025-08-12')?.code).toBe('H21');
  });

  it('knows the ministries of dossier codes and refuses to guess others', () => {
    expect(agencies.find('g22')?.name).toBe('Văn phòng Chính phủ');
    expect(agencies.find('G99')).toBeUndefined();
    expect(agencies.ofProvince('99')).toBeUndefined();
  });
});
