import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { CarrierService } from '../carrier';
import { HotichValidationError } from '../errors';
import type { ResolvedOptions } from '../hotich.options.resolve';
import type { EnvironmentFence } from '../persistence';
import { type CatalogOptions, resolveCatalogOptions } from './catalog.options';
import { CatalogService } from './catalog.service';

/** A database that is away: the catalog must answer all the same. */
const AWAY = {
  get manager(): never {
    throw new Error('the database is away');
  },
} as unknown as DataSource;

function serviceOf(catalog?: CatalogOptions): CatalogService {
  const options = {
    environment: 'test',
    provinceCode: '24',
    engine: { drainMs: 1_000 },
    procedures: [{ maTTHC: '9.999999', module: 'HN' }],
    ...(catalog ? { catalog: resolveCatalogOptions(catalog) } : {}),
  };
  return new CatalogService(options as unknown as ResolvedOptions, AWAY, {} as CarrierService, {} as EnvironmentFence);
}

describe('CatalogService', () => {
  const received = new Date('2026-11-24T02:00:00Z');
  let warned: jest.SpyInstance;
  beforeEach(() => (warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation()));
  afterEach(() => warned.mockRestore());

  it('answers from what ships while the database is away, and says so once', async () => {
    const catalog = serviceOf();
    expect(catalog.find('gioiTinh', '2')?.name.vi).toBe('Nữ');
    expect(catalog.entries('gioiTinh')).toHaveLength(3);
    expect(catalog.checkUnit('0019', '2024-07-15')).toMatchObject([{ path: 'maDonVi', rule: 'unitCode.lostZero' }]);
    await catalog.beforeApplicationShutdown();
    expect(warned).toHaveBeenCalledTimes(1);
    await expect(catalog.ready()).rejects.toThrow('away');
  });

  it('finds the deadline of a module and of a procedure, with the rule and the calendar of the options', () => {
    const sample = { name: { vi: 'Ngày nghỉ mẫu', en: 'Sample' }, source: 'host', confidence: 'certain' } as const;
    const catalog = serviceOf({
      calendar: { days: [{ day: '2026-11-25', kind: 'off', ...sample }], closing: '16:30' },
      supplementDays: 3,
    });
    expect(catalog.deadline('HN', received)).toMatchObject({ day: '2026-11-30', certain: true });
    expect(catalog.dueDate('9.999999.000.00.00.H05', received)).toEqual(new Date('2026-11-30T09:30:00Z'));
    expect(catalog.arrivalDue(received)).toEqual(new Date('2026-11-24T09:30:00Z'));
    expect(catalog.supplementDeadline(received)).toEqual(new Date('2026-11-30T09:30:00Z'));
    expect(() => catalog.dueDate('8.888888', received)).toThrow(HotichValidationError);
  });

  it('maps codes by the pairs of the options', () => {
    const pair = { kind: 'danToc', from: 'form', to: 'register', code: '05', becomes: '1518', source: 'host' } as const;
    expect(serviceOf({ pairs: [pair] }).mapCode('danToc', '05', 'form', 'register')).toMatchObject({ code: '1518' });
    expect(serviceOf({ dvcltSpeaks: 'form' }).mapCode('danToc', '01', 'dvclt', 'register')).toMatchObject({
      code: '63001',
    });
  });

  it('reads, writes and converts addresses', () => {
    const catalog = serviceOf();
    const { parts } = catalog.parseAddress('Số 1, phường Điện Biên, quận Ba Đình, Hà Nội', 'threeTier');
    if (!parts) throw new Error('the address is plain');
    expect(catalog.formatAddress(parts, 'threeTier').text).toBe(
      'Số 1, phường Điện Biên, quận Ba Đình, thành phố Hà Nội',
    );
    expect(catalog.convertAddress(parts, 'threeTier', 'twoTier').status).toBe('ambiguous');
  });
});
