import { z } from 'zod';
import type { InstanceState } from './instance';

/** What the processes of a stack are told. */
export interface StackAddresses {
  readonly databaseUrl: string;
  /** host:port of the embedded Temporal; undefined: the user's own, from TEMPORAL_*. */
  readonly temporalAddress: string | undefined;
  /** UI of the embedded Temporal; undefined: the user's own, from TEMPORAL_UI_URL. */
  readonly temporalUiUrl: string | undefined;
  readonly apiPort: number;
  /** An empty file, which stands in for the user's own client profiles. */
  readonly emptyTemporalConfig: string;
}

const LOOPBACK = '127.0.0.1';
const portSchema = z.coerce.number().int().min(0).max(65_535);

/** A variable's value; undefined when it is not set or set to nothing. */
export function given(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = environment[name];
  return value === undefined || value === '' ? undefined : value;
}

/**
 * The port that the user asked for.
 *
 * @throws Error when PORT is no port
 */
export function givenPort(environment: NodeJS.ProcessEnv): number | undefined {
  const value = given(environment, 'PORT');
  if (value === undefined) return undefined;
  const parsed = portSchema.safeParse(value);
  if (!parsed.success) throw new Error(`PORT is not a port: ${value}`);
  return parsed.data;
}

/**
 * The environment of API, worker and migration: the user's own, completed by what the stack knows
 * and by defaults that fit one machine. What the user sets wins.
 */
export function childEnvironment(
  user: NodeJS.ProcessEnv,
  state: Pick<InstanceState, 'adminToken' | 'secretsKeys'>,
  addresses: StackAddresses,
): NodeJS.ProcessEnv {
  const host = given(user, 'HOST') ?? LOOPBACK;
  const publicUrl = given(user, 'PUBLIC_URL') ?? urlOf(host, addresses.apiPort);
  const defaults = {
    HOST: host,
    PUBLIC_URL: publicUrl,
    ...(showsMails(user, host, publicUrl) ? { DASHBOARD_SHOW_MAILS: 'true' } : {}),
    ADMIN_TOKEN: state.adminToken,
    SECRETS_KEYS: state.secretsKeys,
    // Receivers on one's own machine are what one tries this out with.
    DELIVERY_ALLOW_LOOPBACK: 'true',
    LOG_LEVEL: 'warn',
  };
  const missing = Object.entries(defaults).filter(([name]) => given(user, name) === undefined);
  return {
    ...(addresses.temporalAddress === undefined ? user : withoutTemporal(user)),
    ...Object.fromEntries(missing),
    DATABASE_URL: addresses.databaseUrl,
    PORT: String(addresses.apiPort),
    ...(addresses.temporalAddress === undefined
      ? {}
      : {
          TEMPORAL_ADDRESS: addresses.temporalAddress,
          TEMPORAL_NAMESPACE: given(user, 'TEMPORAL_NAMESPACE') ?? 'default',
          TEMPORAL_CONFIG_FILE: addresses.emptyTemporalConfig,
          ...(addresses.temporalUiUrl === undefined
            ? {}
            : { TEMPORAL_UI_URL: addresses.temporalUiUrl }),
        }),
  };
}

/** Where this machine reaches what listens on `host`: on all addresses is on the loopback one too. */
export function urlOf(host: string, port: number): string {
  const reached = host === '0.0.0.0' || host === '::' ? LOOPBACK : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

/**
 * Sign-in mails are shown where nothing would send them, and nobody but this machine's users sees the
 * page: not through a tunnel either, whose address the user has named.
 */
function showsMails(user: NodeJS.ProcessEnv, host: string, publicUrl: string): boolean {
  const publicHost = URL.canParse(publicUrl) ? new URL(publicUrl).hostname : '';
  return given(user, 'SMTP_URL') === undefined && isLoopback(host) && isLoopback(publicHost);
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/** Keys and certificates for another Temporal would only break the way to the embedded one. */
function withoutTemporal(user: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = new Set(['TEMPORAL_TASK_QUEUE']);
  return Object.fromEntries(
    Object.entries(user).filter(([name]) => !name.startsWith('TEMPORAL_') || kept.has(name)),
  );
}
