'use strict';

const typescript = { syntax: 'typescript' };
const react = { runtime: 'automatic', importSource: 'preact' };

/** @type {import('jest').Config} */
const common = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: typescript } }],
    '^.+\\.tsx$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { ...typescript, tsx: true }, transform: { react } } },
    ],
  },
  // Node.js takes their ES modules, which Jest does not load; they have the same for scripts.
  moduleNameMapper: { '^(d3-[a-z-]+|internmap)$': '<rootDir>/node_modules/$1/dist/$1.js' },
};

/** @type {import('jest').Config} */
module.exports = {
  // Two cores run PostgreSQL, Temporal and the receivers too: more workers only add noise to timings.
  maxWorkers: 2,
  // Jest's 5 s are less than a busy machine may take to start the servers of a file, and than `eventually`
  // waits before it says what did not happen. (Of a project Jest takes no such value.)
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/test/helpers/second-tries-reporter.js'],
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/test/**/*.unit.test.ts'] },
    {
      ...common,
      displayName: 'stack',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      setupFiles: ['<rootDir>/test/helpers/closed-channels.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/helpers/second-tries.ts'],
      testPathIgnorePatterns: ['\\.unit\\.test\\.ts$', '/node_modules/'],
      globalSetup: '<rootDir>/test/helpers/global-setup.ts',
      globalTeardown: '<rootDir>/test/helpers/global-teardown.ts',
    },
  ],
};
