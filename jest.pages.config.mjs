import base from './jest.config.mjs';

/** Pages in a real browser: needs Debian's chromium, which `.ci/run` installs. */
const [unit] = base.projects;
export default {
  ...unit,
  displayName: 'pages',
  testMatch: ['<rootDir>/test/pages/**/*.page-spec.ts'],
  testTimeout: 60_000,
};
