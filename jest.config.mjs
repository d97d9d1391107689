/** The server of the end-to-end tests. */
const server = process.env.HOTICH_TEST_DATABASE === 'mariadb' ? ['mariadb', 'ts'] : ['postgres', 'mjs'];

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
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{libs,apps}/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'],
      globalSetup: `<rootDir>/test/support/${server[0]}.setup.${server[1]}`,
      globalTeardown: `<rootDir>/test/support/${server[0]}.teardown.${server[1]}`,
    },
  ],
};
