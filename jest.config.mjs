/** The server of the end-to-end tests; MariaDB is Debian's, and brings tests of its own. */
const mariadb = process.env.HOTICH_TEST_DATABASE === 'mariadb';
const server = (what) => `<rootDir>/test/support/${mariadb ? `mariadb.${what}.ts` : `postgres.${what}.mjs`}`;

const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleNameMapper: {
    '^@hotich/nestjs$': '<rootDir>/libs/hotich/src/index.ts',
    '^@hotich/simulator$': '<rootDir>/libs/simulator/src/index.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/libs/[^/]+/dist'],
};

export default {
  // Whole processes on real servers: on a busy machine the usual five seconds say nothing.
  testTimeout: 30_000,
  // Each suite has servers and databases that work beside it: jest's own choice is one worker where there are two cores, and as many as
  // there are cores where the servers would be the bottleneck.
  maxWorkers: 2,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{libs,apps}/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'],
      testPathIgnorePatterns: mariadb ? ['/node_modules/'] : ['/node_modules/', '<rootDir>/test/mariadb/'],
      globalSetup: server('setup'),
      globalTeardown: server('teardown'),
    },
  ],
};
