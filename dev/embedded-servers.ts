import { mkdir } from 'node:fs/promises';
import { given } from './child-environment';
import type { Instance, PortName } from './instance';
import type { PortClaims } from './port-claims';
import { endLeftoverPostgres, startPostgres, type PostgresServer } from './postgres';
import { reason } from './processes';
import type { OnProgress } from './progress';
import { supervise, type Supervised } from './supervise';
import { obtainTemporalBinary } from './temporal-binary';
import { endLeftoverTemporal, startTemporalServer, type TemporalServer } from './temporal-server';

const DEFAULT_TEMPORAL_UI_PORT = 8233;
/** How often a server is started with other ports when the claimed ones were taken meanwhile. */
const PORTS_TRIED = 5;

/** What the embedded servers need to know. */
export interface EmbeddedContext {
  readonly instance: Instance;
  readonly claims: PortClaims;
  readonly environment: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

/** Ends the servers that a killed supervisor left on this instance's data, before ports are chosen. */
export async function endLeftoverServers(instance: Instance): Promise<boolean> {
  const found = await Promise.all([
    endLeftoverTemporal(temporalFile(instance)),
    endLeftoverPostgres(instance.path('postgres')),
  ]);
  return found.includes(true);
}

/** Starts the instance's PostgreSQL and keeps it running. */
export async function startEmbeddedPostgres(
  context: EmbeddedContext,
): Promise<Supervised<PostgresServer>> {
  const { instance, claims, say, signal } = context;
  return untilPortIsFree(async (isFirst) => {
    const port = await claims.claim(isFirst ? instance.state.ports.postgres : undefined);
    await rememberPorts(instance, { postgres: port });
    signal.throwIfAborted();
    const start = (wanted: AbortSignal) =>
      startPostgres({
        signal: AbortSignal.any([wanted, signal]),
        folder: instance.path('postgres'),
        port,
        password: instance.state.postgresPassword,
        onLog: say,
      });
    return supervise('PostgreSQL', start, say);
  });
}

/** Gets the Temporal CLI, starts the instance's Temporal and keeps it running. */
export async function startEmbeddedTemporal(
  context: EmbeddedContext,
): Promise<Supervised<TemporalServer>> {
  const { instance, claims, environment, say, onProgress, signal } = context;
  const binary = await obtainTemporalBinary({ onProgress, signal, environment });
  await mkdir(instance.path('temporal'), { recursive: true, mode: 0o700 });
  return untilPortIsFree(async (isFirst) => {
    const { ports } = instance.state;
    const uiPort = await claims.claim(
      isFirst ? (ports.temporalUi ?? DEFAULT_TEMPORAL_UI_PORT) : undefined,
    );
    const port = await claims.claim(isFirst ? ports.temporal : undefined);
    await rememberPorts(instance, { temporal: port, temporalUi: uiPort });
    signal.throwIfAborted();
    onProgress('Starting Temporal');
    const start = (wanted: AbortSignal) =>
      startTemporalServer({
        signal: AbortSignal.any([wanted, signal]),
        binary,
        port,
        uiPort,
        dbFile: temporalFile(instance),
        logFile: instance.path('temporal', 'temporal.log'),
        namespace: given(environment, 'TEMPORAL_NAMESPACE') ?? 'default',
      });
    return supervise('Temporal', start, say);
  });
}

/**
 * A port that was free when it was claimed may be taken by another program, or by an outgoing
 * connection, before the server listens on it: then others are tried.
 *
 * @param start told whether it is the first try
 */
export async function untilPortIsFree<T>(start: (isFirst: boolean) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(attempt === 1);
    } catch (error) {
      const isTaken = /address (is )?already in use/i.test(reason(error));
      if (!isTaken || attempt === PORTS_TRIED) throw error;
    }
  }
}

/** Keeps ports for the next start. */
export async function rememberPorts(
  instance: Instance,
  ports: Partial<Record<PortName, number>>,
): Promise<void> {
  await instance.update({ ports: { ...instance.state.ports, ...ports } });
}

function temporalFile(instance: Instance): string {
  return instance.path('temporal', 'temporal.db');
}
