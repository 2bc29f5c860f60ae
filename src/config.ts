import { isIP } from 'node:net';
import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';
import { z } from 'zod';

const KEY_BYTES = 32;

/** `id:base64key,id:base64key`: AES-256 keys, the first one encrypts, all of them decrypt. */
const secretsKeys = z.string().transform((text, context) => {
  const keys = text.split(',').map((entry) => {
    const [id = '', encoded = ''] = entry.trim().split(':', 2);
    return { id, key: Buffer.from(encoded, 'base64') };
  });
  const usable = keys.every(({ id, key }) => /^[\w-]{1,32}$/.test(id) && key.length === KEY_BYTES);
  if (!usable || new Set(keys.map(({ id }) => id)).size !== keys.length) {
    context.addIssue({
      code: 'custom',
      message: 'expected id:base64key[,id:base64key...], each key 32 bytes, each id once',
    });
    return z.NEVER;
  }
  return keys;
});

/** Names that Express knows (proxy-addr) beside addresses and ranges. */
const PROXY_NAMES: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

const proxies = z.string().transform((text, context) => {
  const names = text.split(',').map((name) => name.trim());
  const isKnown = (name: string): boolean => {
    const [, address = '', bits = '0'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(name) ?? [];
    const version = isIP(address);
    return version === 0 ? PROXY_NAMES.has(name) : Number(bits) <= (version === 4 ? 32 : 128);
  };
  if (names.every(isKnown)) return names;
  context.addIssue({
    code: 'custom',
    message: 'expected addresses, ranges (10.0.0.0/8), loopback, linklocal or uniquelocal',
  });
  return z.NEVER;
});

const flag = z
  .enum(['true', 'false', '1', '0'])
  .transform((text) => text === 'true' || text === '1');
/** An http(s) URL that nothing but a path may follow; without a slash at its end. */
const webUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain =
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.href === `${url.origin}${url.pathname}`;
  if (plain) return url.href.replace(/\/+$/, '');
  context.addIssue({
    code: 'custom',
    message: 'expected an http or https URL without credentials, query and fragment',
  });
  return z.NEVER;
});
const webOrigin = webUrl.refine((text) => text === new URL(text).origin, 'must not have a path');
const wholeNumber = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** Every setting that Signalpost reads from its environment. docs/configuration.md lists the same. */
const environmentSchema = z.object({
  /** PostgreSQL connection string, e.g. `postgres://user:pass@host:5432/signalpost`. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Most connections that one process opens to PostgreSQL; a worker up to four more. */
  DATABASE_POOL_SIZE: wholeNumber(2, 200).default(10),
  /** TCP port of the API; 0 takes any free one. */
  PORT: wholeNumber(0, 65_535).default(8400),
  /** Address that the API listens on. */
  HOST: z.string().min(1).default('0.0.0.0'),
  /** Token of the admin API, at least 16 characters, printable ASCII without spaces. */
  ADMIN_TOKEN: z
    .string()
    .min(16)
    .regex(/^[\x21-\x7e]*$/, 'must be printable ASCII without spaces: a header carries it'),
  /** Calls that one token makes in a minute of each API process, publishing apart; 0 is no limit. */
  RATE_LIMIT_CALLS_PER_MINUTE: wholeNumber(0, 100_000_000).default(3_000),
  /** Publish requests that one token makes in a minute of each API process; 0 is no limit. */
  RATE_LIMIT_PUBLISHES_PER_MINUTE: wholeNumber(0, 100_000_000).default(300_000),
  /** Events of one organization that may wait for their first attempt; past that publishing is refused with 429; 0 is no limit. */
  PUBLISH_MAX_BACKLOG_PER_ORGANIZATION: wholeNumber(0, 20_000_000).default(1_000_000),
  /** The same over all organizations; 0 is no limit. */
  PUBLISH_MAX_BACKLOG: wholeNumber(0, 20_000_000).default(10_000_000),
  /** Keys that encrypt the endpoints' secrets at rest: `id:base64(32 bytes)`, the first encrypts. */
  SECRETS_KEYS: secretsKeys,
  /** Temporal task queue of the workers. */
  TEMPORAL_TASK_QUEUE: z.string().min(1).default('signalpost'),
  /** Activities that one worker process runs at once. */
  WORKER_MAX_ACTIVITIES: wholeNumber(1, 5_000).default(2_000),
  /** Endpoint workflows that one worker process keeps in memory. */
  WORKER_MAX_CACHED_WORKFLOWS: wholeNumber(1, 100_000).default(1_000),
  /** SMTP server for sign-in mails and mails to admins, e.g. `smtps://user:pass@host:465`; without it the latter are kept. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Sender of those mails. */
  MAIL_FROM: z.string().min(3).default('Signalpost <signalpost@localhost>'),
  /** Where people reach the API and the dashboard: an http or https origin. Cookies are Secure when it is https. */
  PUBLIC_URL: webOrigin.optional(),
  /** Proxies before the API whose `X-Forwarded-For` is believed: addresses, ranges, `loopback`, `linklocal`, `uniquelocal`. */
  TRUSTED_PROXIES: proxies.default([]),
  /** Temporal's Web UI, which the dashboard links to. */
  TEMPORAL_UI_URL: webUrl.optional(),
  /** Whether sign-in mails are shown in the page and on standard output in place of being sent; for development only. */
  DASHBOARD_SHOW_MAILS: flag.default(false),
  /** Whether endpoints on loopback addresses get deliveries; for development only. */
  DELIVERY_ALLOW_LOOPBACK: flag.default(false),
  /** Milliseconds that one whole attempt may take, from DNS to the end of the response. */
  DELIVERY_TIMEOUT_MS: wholeNumber(100, 60_000).default(10_000),
  /** Requests at once of one organization to one receiver's origin, for each worker process. */
  DELIVERY_CONNECTIONS_PER_ORIGIN: wholeNumber(1, 1_000).default(20),
  /** Failed events in a row after which an endpoint is disabled. */
  DISABLE_AFTER_FAILURES: wholeNumber(1, 1_000).default(10),
  /** Seconds for which the old secret keeps signing after a reset. */
  SECRET_GRACE_SECONDS: wholeNumber(0, 2_592_000).default(86_400),
  /** Days after which payloads are archived (removed; the log stays). */
  PAYLOAD_RETENTION_DAYS: wholeNumber(1, 3_650).default(90),
  /** Seconds between two sweeps for events that no workflow holds. */
  SWEEP_INTERVAL_SECONDS: wholeNumber(1, 3_600).default(60),
  /** Seconds that an event must have been pending before a sweep signals it again. */
  SWEEP_AFTER_SECONDS: wholeNumber(1, 3_600).default(30),
  /** Level of the log on standard output. */
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Names of all the settings; docs/configuration.md lists the same. */
export const CONFIG_VARIABLES: readonly string[] = Object.keys(environmentSchema.shape);

/** One key of the list that encrypts secrets at rest. */
export interface SecretsKey {
  readonly id: string;
  readonly key: Buffer;
}

/** Requests of one token in a minute of one process; 0 is no limit. */
export interface RateLimits {
  readonly callsPerMinute: number;
  readonly publishesPerMinute: number;
}

/** Events that may wait for their first attempt before publishing is refused; 0 is no limit. */
export interface BacklogLimits {
  readonly perOrganization: number;
  readonly total: number;
}

/** What the dashboard has of its own. */
export interface DashboardConfig {
  /** Origin where people reach it, e.g. `https://hooks.example.com`. */
  readonly publicUrl: string;
  /** Temporal's Web UI, without a slash at the end. */
  readonly temporalUiUrl: string | undefined;
  /** Whether sign-in mails are shown in place of being sent. */
  readonly showMails: boolean;
}

/** The parsed configuration of a process. */
export interface Config {
  readonly databaseUrl: string;
  readonly databasePoolSize: number;
  readonly port: number;
  readonly host: string;
  readonly adminToken: string;
  readonly secretsKeys: readonly SecretsKey[];
  /** Proxies whose word on a client's address is taken. */
  readonly trustedProxies: readonly string[];
  readonly rateLimits: RateLimits;
  readonly backlogLimits: BacklogLimits;
  readonly temporal: {
    /** Address, TLS and API key from the standard TEMPORAL_* variables and config file. */
    readonly connection: ClientConnectConfig['connectionOptions'];
    readonly namespace: string;
    readonly taskQueue: string;
  };
  readonly worker: { readonly maxActivities: number; readonly maxCachedWorkflows: number };
  readonly dashboard: DashboardConfig;
  readonly mail: { readonly smtpUrl: string | undefined; readonly from: string };
  readonly delivery: {
    readonly allowLoopback: boolean;
    readonly timeoutMs: number;
    readonly connectionsPerOrigin: number;
  };
  readonly disableAfterFailures: number;
  readonly secretGraceSeconds: number;
  readonly payloadRetentionDays: number;
  readonly sweepIntervalSeconds: number;
  readonly sweepAfterSeconds: number;
  readonly logLevel: string;
}

/** Thrown when the environment cannot be used; the message names every bad variable, never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the whole configuration from an environment.
 *
 * @throws ConfigError when a variable is missing or malformed
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  // A variable that is set to nothing (`SMTP_URL=` in an .env file) counts as not set.
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && value !== '') given[name] = value;
  }
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join('.')}: ${issue.message}`,
    );
    throw new ConfigError(`The configuration is not usable: ${problems.join('; ')}`);
  }
  const env = parsed.data;
  const temporal = loadClientConnectConfig({
    overrideEnvVars: Object.fromEntries(
      Object.entries(given).filter(([name]) => name.startsWith('TEMPORAL_')),
    ),
  });
  return {
    databaseUrl: env.DATABASE_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    port: env.PORT,
    host: env.HOST,
    adminToken: env.ADMIN_TOKEN,
    secretsKeys: env.SECRETS_KEYS,
    trustedProxies: env.TRUSTED_PROXIES,
    rateLimits: {
      callsPerMinute: env.RATE_LIMIT_CALLS_PER_MINUTE,
      publishesPerMinute: env.RATE_LIMIT_PUBLISHES_PER_MINUTE,
    },
    backlogLimits: {
      perOrganization: env.PUBLISH_MAX_BACKLOG_PER_ORGANIZATION,
      total: env.PUBLISH_MAX_BACKLOG,
    },
    temporal: {
      connection: temporal.connectionOptions,
      namespace: temporal.namespace ?? 'default',
      taskQueue: env.TEMPORAL_TASK_QUEUE,
    },
    worker: {
      maxActivities: env.WORKER_MAX_ACTIVITIES,
      maxCachedWorkflows: env.WORKER_MAX_CACHED_WORKFLOWS,
    },
    dashboard: {
      publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
      temporalUiUrl: env.TEMPORAL_UI_URL,
      showMails: env.DASHBOARD_SHOW_MAILS,
    },
    mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM },
    delivery: {
      allowLoopback: env.DELIVERY_ALLOW_LOOPBACK,
      timeoutMs: env.DELIVERY_TIMEOUT_MS,
      connectionsPerOrigin: env.DELIVERY_CONNECTIONS_PER_ORIGIN,
    },
    disableAfterFailures: env.DISABLE_AFTER_FAILURES,
    secretGraceSeconds: env.SECRET_GRACE_SECONDS,
    payloadRetentionDays: env.PAYLOAD_RETENTION_DAYS,
    sweepIntervalSeconds: env.SWEEP_INTERVAL_SECONDS,
    sweepAfterSeconds: env.SWEEP_AFTER_SECONDS,
    logLevel: env.LOG_LEVEL,
  };
}
