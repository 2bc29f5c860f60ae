'use strict';

const ES_MODULES = 'd3-[a-z]+|internmap';

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
    // Published as ES modules alone, which Jest does not load.
    [`/node_modules/(${ES_MODULES})/.+\\.js$`]: ['@swc/jest', { jsc: { target: 'es2023' } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES})/)`],
};

/** @type {import('jest').Config} */
module.exports = {
  // Two cores run PostgreSQL, Temporal and the receivers too: more workers only add noise to timings.
  maxWorkers: 2,
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/test/**/*.unit.test.ts'] },
    {
      ...common,
      displayName: 'stack',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.unit\\.test\\.ts$', '/node_modules/'],
      globalSetup: '<rootDir>/test/helpers/global-setup.ts',
      globalTeardown: '<rootDir>/test/helpers/global-teardown.ts',
    },
  ],
};
