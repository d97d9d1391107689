import { HotichConfigurationError } from '../errors';
import { type CatalogOptions, catalogProblems, resolveCatalogOptions } from './catalog.options';

const PAIR = { kind: 'danToc', from: 'form', to: 'register', code: '9', becomes: '4', source: 'x' };
const DEADLINE = { module: 'KS', days: 0, unit: 'working', source: 'x', confidence: 'law' };

describe('catalog options', () => {
  it('have a default for everything', () => {
    expect(catalogProblems()).toEqual([]);
    expect(resolveCatalogOptions()).toMatchObject({
      sources: [],
      paths: {
        register: '/apiHoTichTuPhap/danhMuc',
        category: '/dmdc/Category/{name}',
        metadata: '/dmdc/Metadata/{name}',
      },
      categories: { danToc: 'madantoc' },
      dvcltSpeaks: 'register',
      supplementDays: 7,
      calendar: { cutOff: '15:00', closing: '17:00' },
    });
  });

  it('lay the host’s categories over the default, and leave out what it does not want', () => {
    const { categories } = resolveCatalogOptions({ categories: { danToc: false, quanHe: 'maquanhe' } });
    expect(categories).toMatchObject({ gioiTinh: 'magioitinh', quanHe: 'maquanhe' });
    expect(categories).not.toHaveProperty('danToc');
    expect(resolveCatalogOptions({ paths: { metadata: false } }).paths.metadata).toBe(false);
  });

  it('list every problem at once, with its path', () => {
    const wrong = {
      sources: ['register', 'nope'],
      paths: { register: 'danhMuc', category: '/dmdc', metadata: '/m/{name}' },
      supplementDays: 0,
      calendar: { cutOff: '25:00' },
    } as unknown as CatalogOptions;
    expect(catalogProblems(wrong).map(({ path, rule }) => `${path}: ${rule}`)).toEqual([
      'catalog.sources[1]: catalog.source',
      'catalog.paths.register: catalog.path',
      'catalog.paths.category: catalog.path',
      'catalog.supplementDays: workingDays.range',
      'catalog.calendar.cutOff: time.format',
    ]);
    expect(() => resolveCatalogOptions(wrong)).toThrow(HotichConfigurationError);
  });

  it('take rows that are well made', () =>
    expect(catalogProblems({ pairs: [PAIR], deadlines: [DEADLINE], dvcltSpeaks: 'form' } as CatalogOptions)).toEqual(
      [],
    ));

  it.each([
    [null, 'catalog: catalog.shape'],
    ['register', 'catalog: catalog.shape'],
    [{ sources: 'register' }, 'catalog.sources: catalog.source'],
    [{ source: ['register'] }, 'catalog.source: unknown'],
    [{ dvcltSpeaks: 'x' }, 'catalog.dvcltSpeaks: oneOf'],
    [{ pairs: 'y' }, 'catalog.pairs: catalog.rows'],
    [{ pairs: [PAIR, null] }, 'catalog.pairs: catalog.rows'],
    [{ pairs: [PAIR, { ...PAIR, kind: 'x' }] }, 'catalog.pairs[1].kind: oneOf'],
    [{ pairs: [{ ...PAIR, to: 'x' }] }, 'catalog.pairs[0].to: oneOf'],
    [{ pairs: [{ ...PAIR, becomes: 4 }] }, 'catalog.pairs[0].becomes: required'],
    [{ paths: { categories: '/dmdc/{name}' } }, 'catalog.paths.categories: unknown'],
    [{ calendar: 'x' }, 'catalog.calendar: catalog.shape'],
    [{ calendar: { cutoff: '14:00' } }, 'catalog.calendar.cutoff: unknown'],
    [{ calendar: { days: 5 } }, 'catalog.calendar.days: catalog.rows'],
    [{ calendar: { days: [null] } }, 'catalog.calendar.days: catalog.rows'],
    [{ calendar: { days: [{ kind: 'off' }] } }, 'catalog.calendar.days[0].day: day.format'],
    [{ calendar: { days: [{ day: '2027-01-01', kind: 'rest' }] } }, 'catalog.calendar.days[0].kind: oneOf'],
    [{ calendar: { weekend: 6 } }, 'catalog.calendar.weekend: catalog.numbers'],
    [{ calendar: { weekend: [6, 7] } }, 'catalog.calendar.weekend: catalog.numbers'],
    [{ calendar: { years: 2027 } }, 'catalog.calendar.years: catalog.numbers'],
    [{ deadlines: 3 }, 'catalog.deadlines: catalog.rows'],
    [{ deadlines: [{ ...DEADLINE, module: 'x' }] }, 'catalog.deadlines[0].module: oneOf'],
    [{ deadlines: [{ ...DEADLINE, days: -1 }] }, 'catalog.deadlines[0].days: workingDays.range'],
    [{ deadlines: [DEADLINE, { ...DEADLINE, unit: 'x' }] }, 'catalog.deadlines[1].unit: oneOf'],
  ])('refuse %j', (raw, problem) => {
    expect(catalogProblems(raw as CatalogOptions).map(({ path, rule }) => `${path}: ${rule}`)).toEqual([problem]);
  });
});
