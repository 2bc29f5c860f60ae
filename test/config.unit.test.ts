import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CONFIG_VARIABLES, ConfigError, loadConfig } from '../src/config';

const KEY = Buffer.alloc(32, 7).toString('base64');
const REQUIRED = {
  DATABASE_URL: 'postgres://user:pass@localhost:5432/signalpost',
  ADMIN_TOKEN: 'sixteen-or-more-characters',
  SECRETS_KEYS: `k1:${KEY}`,
};

/** The error's message; fails when there is none. */
function problemsOf(environment: Record<string, string | undefined>): string {
  try {
    loadConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error('The configuration was accepted.');
}

describe('defaults', () => {
  it('need three variables', () => {
    expect(loadConfig(REQUIRED)).toMatchObject({
      databaseUrl: REQUIRED.DATABASE_URL,
      databasePoolSize: 10,
      port: 8400,
      host: '0.0.0.0',
      adminToken: REQUIRED.ADMIN_TOKEN,
      secretsKeys: [{ id: 'k1', key: Buffer.alloc(32, 7) }],
      backlogLimits: { perOrganization: 1_000_000, total: 10_000_000 },
      temporal: { namespace: 'default', taskQueue: 'signalpost' },
      worker: { maxActivities: 2_000, maxCachedWorkflows: 1_000 },
      dashboard: {
        publicUrl: 'http://localhost:8400',
        temporalUiUrl: undefined,
        showMails: false,
      },
      mail: { smtpUrl: undefined, from: 'Signalpost <signalpost@localhost>' },
      delivery: { allowLoopback: false, timeoutMs: 10_000, connectionsPerOrigin: 20 },
      disableAfterFailures: 10,
      secretGraceSeconds: 86_400,
      payloadRetentionDays: 90,
      sweepIntervalSeconds: 60,
      sweepAfterSeconds: 30,
      logLevel: 'info',
    });
  });

  it('hold for variables that are set to nothing', () => {
    const empty = Object.fromEntries(CONFIG_VARIABLES.map((name) => [name, '']));
    expect(loadConfig({ ...empty, ...REQUIRED })).toEqual(loadConfig(REQUIRED));
  });
});

it('every variable is read', () => {
  const config = loadConfig({
    ...REQUIRED,
    DATABASE_POOL_SIZE: '3',
    PORT: '0',
    HOST: '::1',
    TEMPORAL_TASK_QUEUE: 'queue',
    RATE_LIMIT_CALLS_PER_MINUTE: '14',
    RATE_LIMIT_PUBLISHES_PER_MINUTE: '0',
    PUBLISH_MAX_BACKLOG_PER_ORGANIZATION: '15',
    PUBLISH_MAX_BACKLOG: '16',
    WORKER_MAX_ACTIVITIES: '5',
    WORKER_MAX_CACHED_WORKFLOWS: '6',
    SMTP_URL: 'smtps://user:pass@mail.test:465',
    MAIL_FROM: 'a@b.test',
    PUBLIC_URL: 'https://hooks.test:8443/',
    TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,::1',
    TEMPORAL_UI_URL: 'http://ui.test/temporal/',
    DASHBOARD_SHOW_MAILS: 'true',
    DELIVERY_ALLOW_LOOPBACK: '1',
    DELIVERY_TIMEOUT_MS: '700',
    DELIVERY_CONNECTIONS_PER_ORIGIN: '8',
    DISABLE_AFTER_FAILURES: '9',
    SECRET_GRACE_SECONDS: '0',
    PAYLOAD_RETENTION_DAYS: '11',
    SWEEP_INTERVAL_SECONDS: '12',
    SWEEP_AFTER_SECONDS: '13',
    LOG_LEVEL: 'silent',
    TEMPORAL_ADDRESS: 'temporal.test:7233',
    TEMPORAL_NAMESPACE: 'space',
  });
  expect(config).toMatchObject({
    databasePoolSize: 3,
    port: 0,
    host: '::1',
    temporal: {
      connection: { address: 'temporal.test:7233' },
      namespace: 'space',
      taskQueue: 'queue',
    },
    worker: { maxActivities: 5, maxCachedWorkflows: 6 },
    trustedProxies: ['loopback', '10.0.0.0/8', '::1'],
    rateLimits: { callsPerMinute: 14, publishesPerMinute: 0 },
    backlogLimits: { perOrganization: 15, total: 16 },
    dashboard: {
      publicUrl: 'https://hooks.test:8443',
      temporalUiUrl: 'http://ui.test/temporal',
      showMails: true,
    },
    mail: { smtpUrl: 'smtps://user:pass@mail.test:465', from: 'a@b.test' },
    delivery: { allowLoopback: true, timeoutMs: 700, connectionsPerOrigin: 8 },
    disableAfterFailures: 9,
    secretGraceSeconds: 0,
    payloadRetentionDays: 11,
    sweepIntervalSeconds: 12,
    sweepAfterSeconds: 13,
    logLevel: 'silent',
  });
});

describe('what is missing or malformed is named, its value is not:', () => {
  it.each(Object.keys(REQUIRED))('%s missing', (name) => {
    const problems = problemsOf({ ...REQUIRED, [name]: undefined });
    expect(problems).toMatch(new RegExp(`^The configuration is not usable: ${name}: [^;]+$`));
  });

  const MALFORMED: [name: string, ...values: string[]][] = [
    ['DATABASE_URL', 'hunter2', 'mysql://user:hunter2@localhost/db', 'postgres//hunter2'],
    ['DATABASE_POOL_SIZE', '1', '201', 'hunter2', '2.5', '-3', 'NaN'],
    ['PORT', '65536', '-1', 'hunter2'],
    ['ADMIN_TOKEN', 'hunter2', 'hunter2 with white space', 'hunter2-hunter2-\u00e9'],
    [
      'SECRETS_KEYS',
      'hunter2',
      `k1:${KEY.slice(4)}`,
      `:${KEY}`,
      `k 1:${KEY}`,
      `${'k'.repeat(33)}:${KEY}`,
      `k1:${KEY},k1:${KEY}`,
      `k1:${KEY},`,
    ],
    ['RATE_LIMIT_CALLS_PER_MINUTE', '-1', '100000001', '1.5', 'hunter2'],
    ['RATE_LIMIT_PUBLISHES_PER_MINUTE', '-1', '100000001', '1.5', 'hunter2'],
    ['PUBLISH_MAX_BACKLOG_PER_ORGANIZATION', '-1', '20000001', '1.5', 'hunter2'],
    ['PUBLISH_MAX_BACKLOG', '-1', '20000001', '1.5', 'hunter2'],
    ['WORKER_MAX_ACTIVITIES', '0', '5001'],
    ['WORKER_MAX_CACHED_WORKFLOWS', '0', '100001'],
    ['SMTP_URL', 'hunter2', 'https://user:hunter2@mail.test'],
    ['MAIL_FROM', 'h2'],
    [
      'PUBLIC_URL',
      'hunter2',
      'ftp://hunter2.test',
      'https://user:hunter2@hooks.test',
      'https://hooks.test/hunter2',
      'https://hooks.test/?hunter2',
      'https://hooks.test/#hunter2',
    ],
    ['TRUSTED_PROXIES', 'hunter2', '10.0.0.0/33', '::1/129', '10.0.0.1,', 'true'],
    [
      'TEMPORAL_UI_URL',
      'hunter2',
      'file:///hunter2',
      'https://hunter2@ui.test',
      'https://ui.test/a?hunter2',
      'https://ui.test/#hunter2',
    ],
    ['DASHBOARD_SHOW_MAILS', 'hunter2', 'TRUE', '2'],
    ['DELIVERY_ALLOW_LOOPBACK', 'hunter2', 'TRUE', '2'],
    ['DELIVERY_TIMEOUT_MS', '99', '60001'],
    ['DELIVERY_CONNECTIONS_PER_ORIGIN', '0', '1001'],
    ['DISABLE_AFTER_FAILURES', '0', '1001'],
    ['SECRET_GRACE_SECONDS', '-1', '2592001'],
    ['PAYLOAD_RETENTION_DAYS', '0', '3651'],
    ['SWEEP_INTERVAL_SECONDS', '0', '3601'],
    ['SWEEP_AFTER_SECONDS', '0', '3601'],
    ['LOG_LEVEL', 'hunter2', 'INFO'],
  ];

  it.each(MALFORMED.flatMap(([name, ...values]) => values.map((value) => [name, value] as const)))(
    '%s=%s',
    (name, value) => {
      const problems = problemsOf({ ...REQUIRED, [name]: value });
      expect(problems.startsWith(`The configuration is not usable: ${name}: `)).toBe(true);
      for (const secret of ['hunter2', 'h2', KEY.slice(4), 'white space with']) {
        expect(problems).not.toContain(secret);
      }
    },
  );

  it('only texts that may be anything have no such case', () => {
    const covered = MALFORMED.map(([name]) => name);
    expect(CONFIG_VARIABLES.filter((name) => !covered.includes(name))).toEqual([
      'HOST',
      'TEMPORAL_TASK_QUEUE',
    ]);
  });

  it('all of them at once', () => {
    const problems = problemsOf({ ADMIN_TOKEN: 'hunter2', PORT: 'x', LOG_LEVEL: 'loud' });
    for (const name of ['DATABASE_URL', 'ADMIN_TOKEN', 'SECRETS_KEYS', 'PORT', 'LOG_LEVEL']) {
      expect(problems).toContain(`${name}: `);
    }
    expect(problems).not.toMatch(/hunter2|loud/);
  });
});

it('several keys are read in their order: the first encrypts', () => {
  const second = Buffer.alloc(32, 9).toString('base64');
  const { secretsKeys } = loadConfig({ ...REQUIRED, SECRETS_KEYS: `new:${second}, old:${KEY}` });
  expect(secretsKeys.map(({ id }) => id)).toEqual(['new', 'old']);
  expect(secretsKeys[0]?.key).toEqual(Buffer.alloc(32, 9));
});

it.each([
  ['the port', { PORT: '9000' }, 'http://localhost:9000'],
  ['what is set', { PORT: '9000', PUBLIC_URL: 'https://Hooks.Test:443' }, 'https://hooks.test'],
])('people reach the API by %s', (_what, environment, publicUrl) => {
  expect(loadConfig({ ...REQUIRED, ...environment }).dashboard.publicUrl).toBe(publicUrl);
});

it.each([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
])('a flag %s is %s', (text, value) => {
  const { delivery } = loadConfig({ ...REQUIRED, DELIVERY_ALLOW_LOOPBACK: text });
  expect(delivery.allowLoopback).toBe(value);
});

it('docs/configuration.md has a row for every variable', () => {
  const page = readFileSync(path.join(__dirname, '../docs/configuration.md'), 'utf8');
  const documented = [...page.matchAll(/^\| `([A-Z0-9_]+)` +\|/gm)].map(([, name]) => name);
  expect(CONFIG_VARIABLES.filter((name) => !documented.includes(name))).toEqual([]);
});
