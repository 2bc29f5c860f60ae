import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import importX from 'eslint-plugin-import-x';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/**
 * Imports go one way (docs/architecture.md): each layer may import the layers named for it and
 * itself. A new folder under src/ must be entered here.
 */
const LAYERS = {
  domain: [],
  webhooks: ['domain'],
  db: ['domain'],
  'event-schemas': ['domain'],
  mail: [],
  workflows: ['domain'],
  activities: ['domain', 'webhooks', 'db', 'event-schemas', 'mail'],
  temporal: ['domain', 'workflows'],
  service: ['domain', 'webhooks', 'db', 'event-schemas', 'mail', 'workflows', 'temporal'],
  api: ['domain', 'webhooks', 'db', 'temporal', 'service'],
  dashboard: ['domain', 'webhooks', 'db', 'temporal', 'service', 'api'],
};

const layerZones = Object.entries(LAYERS)
  // Workflows may import types of the activities, which zones cannot say: they have a rule below.
  .filter(([layer]) => layer !== 'workflows')
  .map(([layer, allowed]) => ({
    // The API's process puts the dashboard, which stands on the API, beside it.
    target: layer === 'api' ? ['./src/api/!(server).ts', './src/api/*/**/*'] : `./src/${layer}`,
    from: './src',
    except: [layer, ...allowed]
      .map((name) => `./${name}`)
      // Configuration, errors and the log stand beside the layers; the pure ones do without.
      .concat(
        ['domain', 'webhooks', 'workflows'].includes(layer)
          ? []
          : [
              './config.ts',
              './errors.ts',
              './log.ts',
              './package-root.ts',
              './process-lifetime.ts',
              './room.ts',
            ],
      ),
    message: `src/${layer} may import only: ${[layer, ...allowed].join(', ')}`,
  }));

export default defineConfig(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '.signalpost/',
      'coverage/',
      'clients/typescript/src/generated/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        importX.createNodeResolver({ extensions: ['.ts', '.tsx', '.js', '.json'] }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...layerZones,
            { target: './src', from: './dev', message: 'src never imports dev' },
            { target: './src', from: './test', message: 'src never imports test' },
            { target: './src', from: './bench', message: 'src never imports bench' },
            { target: './src', from: './clients', message: 'src never imports clients' },
            ...['src', 'dev', 'test', 'bench'].map((folder) => ({
              target: './clients',
              from: `./${folder}`,
              message: `clients never import ${folder}: they are published without it`,
            })),
          ],
        },
      ],
      'import-x/no-cycle': 'error',
      // The first row of `insert … returning` is there; a cast says so without hiding undefined elsewhere.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    // The workflow sandbox: nothing but the domain, the SDK, and types of the activities.
    files: ['src/workflows/**/*.ts'],
    ignores: ['src/workflows/bundle.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\.{1,2}/|@temporalio/(workflow|common)$)',
              message: 'not in workflow code',
            },
            { regex: '^\\.\\./(?!domain/|activities)', message: 'workflows import domain alone' },
            { regex: '^\\.\\./activities', allowTypeImports: true, message: 'types only' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      // By its name the client is no file of this repository, so that zones do not see it.
      'no-restricted-imports': [
        'error',
        { name: 'signalpost', message: 'src never imports clients' },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'src/config.ts alone reads the environment',
        },
      ],
    },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Answers of the API are looked into as they come, not through our own types.
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { module: 'writable', require: 'readonly', process: 'readonly' } },
  },
  prettier,
);
