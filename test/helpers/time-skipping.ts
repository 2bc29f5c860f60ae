import { Context } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ActivityDependencies } from '../../src/activities/dependencies';
import { temporalNow } from '../../src/activities/temporal-clock';
import { createSender, type Sender } from '../../src/activities/sender';
import { loadConfig, type Config } from '../../src/config';
import { createPool, type Pool } from '../../src/db/pool';
import { createLog } from '../../src/log';
import { createServices, type Services } from '../../src/service';
import { createTemporalClient } from '../../src/temporal/client';
import {
  createEndpointWorkflows,
  type EndpointWorkflows,
} from '../../src/temporal/endpoint-workflows';
import { indexedValueTypes } from '../../src/temporal/setup';
import { SEARCH_ATTRIBUTES } from '../../src/workflows/search-attributes';
import { endpointWorkflowId } from '../../src/temporal/names';
import type { Endpoint } from '../../src/service/endpoints';
import { createWorker } from '../../src/worker';
import { statusQuery, statusUpdate, type EndpointStatus } from '../../src/workflows/messages';
import { retriesArmed } from './armed-retries';
import { createTestDatabase, requiredEnvironment } from './database';
import { eventually } from './eventually';
import { quietRuntime } from './temporal-runtime';
import { testEnvironment } from './stack';

/** One attempt as the sender made it, in Temporal's time. */
export interface SentAttempt {
  readonly eventId: string;
  readonly at: number;
}

/** Services and worker over a Temporal test server whose time is skipped. */
export interface TimeSkippingStack {
  readonly config: Config;
  readonly pool: Pool;
  readonly services: Services;
  readonly workflows: EndpointWorkflows;
  readonly temporal: TestWorkflowEnvironment;
  /** Every attempt, in order. */
  readonly sent: SentAttempt[];
  createEndpoint(
    url: string,
    patch?: Partial<Parameters<Services['endpoints']['create']>[0]>,
  ): Promise<Endpoint>;
  /** Publishes events of one type and returns the ids of the endpoints' events. */
  publish(endpoint: Endpoint, count: number): Promise<string[]>;
  /** Waits until Temporal waits for that many retries: time skipped before is skipped past them. */
  armed(endpoint: Endpoint, count: number): Promise<void>;
  /** Lets Temporal's time pass. */
  pass(duration: string): Promise<void>;
  /** The endpoint's workflow. */
  handle(endpoint: Endpoint): WorkflowHandle;
  status(endpoint: Endpoint): Promise<EndpointStatus>;
  /** The status after everything signalled before has taken effect. */
  settled(endpoint: Endpoint): Promise<EndpointStatus>;
  close(): Promise<void>;
}

export async function startTimeSkippingStack(
  options: { environment?: NodeJS.ProcessEnv; overrides?: Partial<ActivityDependencies> } = {},
): Promise<TimeSkippingStack> {
  quietRuntime();
  const database = await createTestDatabase();
  const temporal = await TestWorkflowEnvironment.createTimeSkipping({
    server: {
      executable: {
        type: 'existing-path',
        path: requiredEnvironment('SIGNALPOST_TEST_TIME_SKIPPING_PATH'),
      },
    },
  });
  // The test server knows `add` alone of the operator's calls.
  await temporal.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: indexedValueTypes(SEARCH_ATTRIBUTES),
  });
  const config = loadConfig({ ...testEnvironment(database.url), ...options.environment });
  const log = createLog(config.logLevel, 'test');
  const pool = createPool(config.databaseUrl, config.databasePoolSize);
  // Calls that nobody waits for may be under way at the end: this client survives them.
  const { client, close: closeClient } = createTemporalClient(
    { address: temporal.address },
    config.temporal.namespace,
  );
  const workflows = createEndpointWorkflows(client, config.temporal.taskQueue);
  const services = createServices({ config, pool, workflows, log, showMail: () => undefined });
  const sent: SentAttempt[] = [];
  const sender = options.overrides?.sender ?? createSender(config.delivery);
  const recording: Sender = {
    async send(request) {
      // An attempt inside the workflow's task has no time of the server's: the server is asked.
      const { isLocal } = Context.current().info;
      const at = isLocal ? await temporal.currentTimeMs() : temporalNow();
      sent.push({ eventId: request.headers['webhook-id'] ?? '', at });
      return sender.send(request);
    },
    close: () => sender.close(),
  };
  const { worker, close } = await createWorker(config, log, {
    connection: temporal.nativeConnection,
    client,
    ...options.overrides,
    sender: recording,
  });
  const run = worker.run();

  const handle = (endpoint: Endpoint) =>
    temporal.client.workflow.getHandle(endpointWorkflowId(endpoint.id));
  return {
    config,
    pool,
    services,
    workflows,
    temporal,
    sent,
    async createEndpoint(url, patch = {}) {
      // An organization of its own, so that what is published reaches this endpoint alone.
      const organization = await services.organizations.create('Acme');
      const endpoint = await services.endpoints.create({
        organizationId: organization.id,
        url,
        name: null,
        format: 'raw',
        events: ['order.created'],
        secret: null,
        apiVersion: null,
        ordering: 'first_attempt',
        maxInFlight: 1,
        headers: {},
        ...patch,
      });
      // The test server, unlike the real one, cannot start and signal-with-start at the same moment.
      await eventually('the workflow has started', () => handle(endpoint).describe());
      return endpoint;
    },
    async publish(endpoint, count) {
      const answers = await services.publisher.publish({
        items: Array.from({ length: count }, (_, index) => ({
          organizationId: endpoint.organization_id,
          type: 'order.created',
          timestamp: new Date().toISOString(),
          data: JSON.stringify({ index }),
        })),
        idempotencyKey: null,
      });
      return answers.flatMap(({ webhook_events }) =>
        webhook_events.filter((e) => e.webhook_endpoint_id === endpoint.id).map(({ id }) => id),
      );
    },
    armed: (endpoint, count) => retriesArmed(handle(endpoint), count),
    pass: (duration) => temporal.sleep(duration),
    handle,
    status: (endpoint) => handle(endpoint).query(statusQuery),
    settled: (endpoint) => handle(endpoint).executeUpdate(statusUpdate),
    async close() {
      await services.notifier.drain(2_000);
      worker.shutdown();
      await run;
      await close();
      await closeClient();
      await temporal.teardown();
      await pool.end();
      await database.drop();
    },
  };
}
