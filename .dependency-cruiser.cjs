/** The downhill rule: every folder of the library may import only from the folders below it. */
const FOLDERS = [
  ['errors', []],
  ['contract', ['errors']],
  ['persistence', ['errors', 'contract']],
  ['carrier', ['errors', 'contract', 'persistence']],
  ['catalog', ['errors', 'contract', 'persistence', 'carrier']],
  ['register', ['errors', 'contract', 'persistence', 'catalog', 'carrier']],

  ['engine', ['errors', 'contract', 'persistence', 'carrier']],
  ['dossier', ['errors', 'contract', 'persistence', 'catalog', 'carrier', 'register', 'engine']],
  ['status', ['errors', 'contract', 'persistence', 'catalog', 'carrier', 'register', 'engine', 'dossier']],
  ['interlink', ['errors', 'contract', 'persistence', 'catalog', 'carrier', 'register', 'engine', 'dossier']],
];
const LIB = '^libs/hotich/src/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^(libs|apps)/[^/]+/src/', pathNot: '(main|index)\\.ts$|\\.spec\\.ts$' },
      to: {},
    },
    ...FOLDERS.map(([folder, below]) => ({
      name: `downhill-${folder}`,
      severity: 'error',
      from: { path: `${LIB}${folder}/` },
      to: {
        path: LIB,
        pathNot: `${LIB}(${[folder, ...below].join('|')})/|${LIB}hotich\\.(constants|internal-constants|logger|options|options\\.resolve)\\.ts$`,
      },
    })),
    {
      name: 'contract-is-pure',
      comment: 'contract/ is functions and data: no Nest, no TypeORM, no HTTP, no file system',
      severity: 'error',
      from: { path: `${LIB}contract/`, pathNot: '\\.spec\\.ts$' },
      to: { path: 'node_modules/(@nestjs|typeorm|axios|undici)|^(fs|net|http|https)$' },
    },
    {
      name: 'simulator-shares-nothing-with-the-library',
      comment: 'the simulator is written from the wire contract, so that neither side can hide a mistake of the other',
      severity: 'error',
      from: { path: '^(libs|apps)/simulator/' },
      to: { path: '^libs/hotich/|@hotich/nestjs' },
    },
    {
      name: 'library-never-imports-apps-or-the-simulator',
      severity: 'error',
      from: { path: '^libs/hotich/' },
      to: { path: '^(apps|libs/simulator|test)/' },
    },
    {
      name: 'strangers-use-the-front-door',
      comment: 'apps and tests import what a stranger imports',
      severity: 'error',
      from: { path: '^(apps|test)/' },
      to: { path: '^libs/[^/]+/src/(?!index\\.ts$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.test.json' },
    tsPreCompilationDeps: true,
  },
};
