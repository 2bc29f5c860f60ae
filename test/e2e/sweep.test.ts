import { randomUUID } from 'node:crypto';
import { ensureSchedules, registerSearchAttributes } from '../../src/temporal/setup';
import {
  retentionScheduleId,
  statisticsScheduleId,
  sweepScheduleId,
} from '../../src/temporal/names';
import { SEARCH_ATTRIBUTES } from '../../src/workflows/search-attributes';
import { retriesArmed } from '../helpers/armed-retries';
import { eventually } from '../helpers/eventually';
import { answer, TestReceiver } from '../helpers/receiver';
import { TestSmtpServer } from '../helpers/smtp';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';

const TYPE = 'order.created';
const RETENTION_DAYS = 30;

describe('the sweep and the retention job', () => {
  let stack: TestStack;
  let receiver: TestReceiver;
  let smtp: TestSmtpServer;
  let acme: TestOrganization;

  beforeAll(async () => {
    smtp = await TestSmtpServer.start();
    stack = await startTestStack({
      worker: true,
      environment: {
        SWEEP_AFTER_SECONDS: '1',
        PAYLOAD_RETENTION_DAYS: String(RETENTION_DAYS),
        SMTP_URL: smtp.url,
      },
    });
    receiver = await TestReceiver.start();
  });

  beforeEach(async () => {
    receiver.answerWith(answer(200));
    receiver.received.length = 0;
    acme = await stack.createOrganization();
  });

  afterAll(async () => {
    await stack.close();
    await receiver.close();
    await smtp.close();
  });

  /** Runs one of the Schedules' workflows to its end. */
  async function run(
    workflow: 'SweepWorkflow' | 'RetentionWorkflow' | 'StatisticsWorkflow',
  ): Promise<void> {
    await stack.temporal.workflow.execute(workflow, {
      taskQueue: stack.config.temporal.taskQueue,
      workflowId: `${workflow}-${randomUUID()}`,
      args: [],
    });
  }

  const handle = (endpointId: string) =>
    stack.temporal.workflow.getHandle(`endpoint/${endpointId}`);

  async function createEndpoint(): Promise<string> {
    const body = { url: receiver.url(), format: 'raw', events: [TYPE] };
    const id = (await acme.api.post('/v1/webhooks/endpoints', body)).body.id as string;
    await eventually('its workflow runs', () => handle(id).describe());
    return id;
  }

  async function publish(headers: Record<string, string> = {}): Promise<string> {
    const body = { type: TYPE, data: { a: 1 } };
    const published = await acme.api.post('/v1/webhooks/events', body, headers);
    expect(published.status).toBe(202);
    return published.body.webhook_events[0].id as string;
  }

  /** As an API process that dies between its commit and its signals. */
  async function insertUnsignalled(endpointId: string, count = 1, ageSeconds = 60) {
    const { rows } = await stack.pool.query<{ id: string }>(
      `with m as (
         insert into webhook_messages (id, organization_id, type, payload)
         values (gen_random_uuid(), $2, $3, '{}') returning id
       )
       insert into webhook_events
         (id, message_id, endpoint_id, organization_id, type, work, queued_at)
       select gen_random_uuid(), m.id, $1, $2, $3, 'queued', now() - make_interval(secs => $5)
       from m, generate_series(1, $4) returning id`,
      [endpointId, acme.id, TYPE, count, ageSeconds],
    );
    return rows.map(({ id }) => id);
  }

  const event = async (id: string) => (await acme.api.get(`/v1/webhooks/events/${id}`)).body;
  const status = (id: string, wanted: string) =>
    eventually(`${id} is ${wanted}`, async () => (await event(id)).status === wanted);
  const signalsOf = async (endpointId: string) => {
    const { events } = await handle(endpointId).fetchHistory();
    return (events ?? []).filter((one) => one.workflowExecutionSignaledEventAttributes).length;
  };

  describe('sweep', () => {
    it('delivers what was stored and never signalled, in order', async () => {
      const endpointId = await createEndpoint();
      const ids = await insertUnsignalled(endpointId, 250);
      await run('SweepWorkflow');
      await eventually('all arrive', () => receiver.received.length >= ids.length);
      expect(receiver.received.map(({ id }) => id)).toEqual(ids);
    });

    it('leaves young events to the signal that is on its way', async () => {
      const endpointId = await createEndpoint();
      const [id] = await insertUnsignalled(endpointId, 1, -3_600);
      await run('SweepWorkflow');
      expect(await signalsOf(endpointId)).toBe(0);
      expect(await event(id!)).toMatchObject({ status: 'pending', attempts: 0 });
    });

    it('sends nothing twice that a workflow holds already', async () => {
      const answers: (() => void)[] = [];
      receiver.answerWith((_received, response) => {
        answers.push(() => response.writeHead(204).end());
      });
      const endpointId = await createEndpoint();
      const ids = await insertUnsignalled(endpointId, 3);
      await run('SweepWorkflow');
      await eventually('the first is under way', () => answers.length === 1);
      await run('SweepWorkflow');
      receiver.answerWith(answer(204));
      answers.forEach((respond) => respond());
      for (const id of ids) await status(id, 'succeeded');
      await handle(endpointId).executeUpdate('status');
      expect(receiver.received.map(({ id }) => id)).toEqual(ids);
    });

    it('brings a workflow back that somebody terminated', async () => {
      const endpointId = await createEndpoint();
      await status(await publish(), 'succeeded');
      const { runId } = await handle(endpointId).describe();
      await handle(endpointId).terminate();
      const ids = await insertUnsignalled(endpointId, 3);
      await run('SweepWorkflow');
      for (const id of ids) await status(id, 'succeeded');
      const after = await handle(endpointId).describe();
      expect(after.status.name).toBe('RUNNING');
      expect(after.runId).not.toBe(runId);
      expect(receiver.received.slice(1).map(({ id }) => id)).toEqual(ids);
    });

    it('takes up retries that were lost with their workflow, once they are long past', async () => {
      receiver.answerWith(answer(500));
      const endpointId = await createEndpoint();
      const id = await publish();
      await retriesArmed(handle(endpointId), 1);
      await handle(endpointId).terminate();
      receiver.answerWith(answer(200));
      const dueSince = (seconds: number) =>
        stack.pool.query(
          'update webhook_events set next_attempt_at = now() - make_interval(secs => $2) where id = $1',
          [id, seconds],
        );
      // Merely late: the workflow may be about to make it.
      await dueSince(60);
      await run('SweepWorkflow');
      expect((await handle(endpointId).describe()).status.name).toBe('TERMINATED');
      await dueSince(600);
      await run('SweepWorkflow');
      await status(id, 'succeeded');
      expect(await event(id)).toMatchObject({ attempts: 2, next_attempt_at: null });
      expect(receiver.received.map((one) => one.id)).toEqual([id, id]);
    });

    it('skips what is pending for deleted endpoints and ends their workflows', async () => {
      const endpointId = await createEndpoint();
      // As a deletion whose process died before it told the workflow.
      await stack.pool.query('update webhook_endpoints set deleted_at = now() where id = $1', [
        endpointId,
      ]);
      const ids = await insertUnsignalled(endpointId, 2);
      await run('SweepWorkflow');
      for (const id of ids) expect(await event(id)).toMatchObject({ status: 'skipped' });
      await eventually(
        'its workflow has ended',
        async () => (await handle(endpointId).describe()).status.name === 'COMPLETED',
      );
      await run('SweepWorkflow');
      expect((await handle(endpointId).describe()).status.name).toBe('COMPLETED');
      expect(receiver.received).toEqual([]);
    });

    it('marks what is pending for a disabled endpoint as skipped', async () => {
      const endpointId = await createEndpoint();
      await acme.api.patch(`/v1/webhooks/endpoints/${endpointId}`, { enabled: false });
      await eventually('its workflow follows', async () => {
        const { state } = await handle(endpointId).query<{ state: string }>('status');
        return state === 'disabled';
      });
      const [id] = await insertUnsignalled(endpointId);
      await run('SweepWorkflow');
      await status(id!, 'skipped');
      expect(receiver.received).toEqual([]);
    });

    it('sends mails that were left behind, one by one, whatever becomes of the others', async () => {
      const endpointId = await createEndpoint();
      const insertMail = (recipient: string, ageSeconds: number) =>
        stack.pool.query(
          `insert into mails
             (id, organization_id, endpoint_id, disabled_at, recipient, subject, body, created_at)
           values (gen_random_uuid(), $1, $2, now(), $3, 'subject', 'body',
             now() - make_interval(secs => $4))`,
          [acme.id, endpointId, recipient, ageSeconds],
        );
      await insertMail('refused@example.com', 4_000);
      await insertMail('left@example.com', 3_600);
      await insertMail('young@example.com', 60);
      smtp.refuseNext(1);
      await run('SweepWorkflow');
      expect(smtp.mails.map(({ to }) => to)).toEqual([['left@example.com']]);
      await run('SweepWorkflow');
      await run('SweepWorkflow');
      expect(smtp.mails.map(({ to }) => to)).toEqual([
        ['left@example.com'],
        ['refused@example.com'],
      ]);
    });
  });

  describe('retention', () => {
    const age = (days: number) =>
      stack.pool.query(
        `update webhook_messages set created_at = now() - make_interval(days => $2)
         where organization_id = $1`,
        [acme.id, days],
      );

    it('archives the payload of old events; the log stays, and nothing can be sent again', async () => {
      await createEndpoint();
      const id = await publish();
      await status(id, 'succeeded');
      await age(RETENTION_DAYS + 1);
      await run('RetentionWorkflow');
      expect(await event(id)).toMatchObject({
        payload: null,
        is_archived: true,
        status: 'succeeded',
      });
      const { body } = await acme.api.get(`/v1/webhooks/deliveries?query=${id}`);
      expect(body.items).toMatchObject([{ succeeded: true, webhook_event: { is_archived: true } }]);

      const before = receiver.received.length;
      expect((await acme.api.post(`/v1/webhooks/events/${id}/redeliver`)).status).toBe(202);
      // What is published after it would arrive after it.
      await status(await publish(), 'succeeded');
      expect(receiver.received.slice(before).map((one) => one.id)).not.toContain(id);
      expect(await event(id)).toMatchObject({ status: 'succeeded', attempts: 1 });
    });

    it('spares what is young, and what is still to be sent', async () => {
      receiver.answerWith(answer(500));
      await createEndpoint();
      const pending = await publish();
      await eventually('it failed', async () => (await event(pending)).attempts === 1);
      await age(RETENTION_DAYS + 1);
      receiver.answerWith(answer(200));
      const young = await publish();
      await status(young, 'succeeded');
      await run('RetentionWorkflow');
      expect(await event(pending)).toMatchObject({ is_archived: false });
      expect(await event(young)).toMatchObject({ is_archived: false });
    });

    it('an event that was archived under way is skipped and not sent', async () => {
      receiver.answerWith(answer(500));
      const endpointId = await createEndpoint();
      const id = await publish();
      await retriesArmed(handle(endpointId), 1);
      await stack.pool.query(
        'update webhook_messages set payload = null where organization_id = $1',
        [acme.id],
      );
      await handle(endpointId).terminate();
      await stack.pool.query(
        `update webhook_events set next_attempt_at = now() - interval '1 hour' where id = $1`,
        [id],
      );
      const [queued] = await insertUnsignalled(endpointId);
      await stack.pool.query(
        'update webhook_messages set payload = null where organization_id = $1',
        [acme.id],
      );
      await run('SweepWorkflow');
      await status(id, 'skipped');
      await status(queued!, 'skipped');
      expect(receiver.received.map((one) => one.id)).toEqual([id]);
    });

    it('forgets idempotency keys after a week', async () => {
      await createEndpoint();
      const key = { 'idempotency-key': randomUUID() };
      const first = await publish(key);
      expect(await publish(key)).toBe(first);
      const ageKey = (days: number) =>
        stack.pool.query(
          `update idempotency_keys set created_at = now() - make_interval(days => $2)
           where organization_id = $1`,
          [acme.id, days],
        );
      await ageKey(6);
      await run('RetentionWorkflow');
      expect(await publish(key)).toBe(first);
      await ageKey(8);
      await run('RetentionWorkflow');
      expect(await publish(key)).not.toBe(first);
    });

    it('forgets secrets whose grace period is over', async () => {
      const endpointId = await createEndpoint();
      await acme.api.patch(`/v1/webhooks/endpoints/${endpointId}/secret`);
      const previous = async () => {
        const { rows } = await stack.pool.query<{ previous_secret: string | null }>(
          'select previous_secret from webhook_endpoints where id = $1',
          [endpointId],
        );
        return rows[0]!.previous_secret;
      };
      await run('RetentionWorkflow');
      expect(await previous()).toMatch(/^v1\.k1\./);
      await stack.pool.query(
        `update webhook_endpoints set previous_secret_expires_at = now() - interval '1 second'
         where id = $1`,
        [endpointId],
      );
      await run('RetentionWorkflow');
      expect(await previous()).toBeNull();
    });
  });

  it('statistics: what was attempted is counted, on a log of before too', async () => {
    const endpointId = await createEndpoint();
    const [id] = await insertUnsignalled(endpointId);
    await run('SweepWorkflow');
    await status(id!, 'succeeded');
    const log = `update webhook_deliveries set created_at = created_at - $2::interval where endpoint_id = $1`;
    const counts = async () => {
      const { rows } = await stack.pool.query<{ deliveries: number }>(
        'select deliveries from delivery_hours where endpoint_id = $1',
        [endpointId],
      );
      return rows;
    };
    // The migration's mark is 90 days back; the last minutes are not counted.
    await run('StatisticsWorkflow');
    expect(await counts()).toEqual([]);
    await stack.pool.query(
      `update delivery_statistics_progress
       set counted_until = date_bin('1 hour', now() - interval '90 days', '2000-01-01T00:00:00Z')`,
    );
    await stack.pool.query(log, [endpointId, '5 minutes']);
    await run('StatisticsWorkflow');
    expect(await counts()).toEqual([{ deliveries: 1 }]);
    await run('StatisticsWorkflow');
    expect(await counts()).toEqual([{ deliveries: 1 }]);
    const { totals } = await stack.services.statistics.endpoint([acme.id], endpointId, '1h');
    expect(totals).toMatchObject({ delivered: 1, failed: 0, successRate: 1 });
  });

  describe('what the migrate step sets up', () => {
    it('Schedules: created, brought up to date, run, and left paused where they were paused', async () => {
      const { taskQueue } = stack.config.temporal;
      const sweep = stack.temporal.schedule.getHandle(sweepScheduleId(taskQueue));
      const retention = stack.temporal.schedule.getHandle(retentionScheduleId(taskQueue));
      const statistics = stack.temporal.schedule.getHandle(statisticsScheduleId(taskQueue));
      const updatedAt = async () => (await retention.describe()).info.lastUpdatedAt?.getTime() ?? 0;
      /** The server takes an update first and carries it out a moment later. */
      const updated = (since: number) =>
        eventually('the update is carried out', async () => (await updatedAt()) > since);
      const everyMs = async () => (await sweep.describe()).spec.intervals?.[0]?.every;
      try {
        await ensureSchedules(stack.temporal, taskQueue, 3_600);
        expect(await everyMs()).toBe(3_600_000);
        expect((await retention.describe()).spec.intervals?.[0]).toMatchObject({
          every: 86_400_000,
          offset: 3 * 3_600_000,
        });
        expect((await statistics.describe()).spec.intervals?.[0]?.every).toBe(60_000);
        await ensureSchedules(stack.temporal, taskQueue, 3_600);
        await updated(0);
        await retention.pause('by an operator');
        await eventually('paused', async () => (await retention.describe()).state.paused);
        const before = await updatedAt();
        await ensureSchedules(stack.temporal, taskQueue, 1_800);
        await updated(before);
        await eventually('the sweep is too', async () => (await everyMs()) === 1_800_000);
        expect((await retention.describe()).state.paused).toBe(true);
        expect((await sweep.describe()).state.paused).toBe(false);

        const endpointId = await createEndpoint();
        const [id] = await insertUnsignalled(endpointId);
        await sweep.trigger();
        await status(id!, 'succeeded');
      } finally {
        await sweep.delete();
        await retention.delete();
        await statistics.delete();
      }
    });

    it('search attributes: registered once, and those alone that are missing', async () => {
      const namespace = `test-${randomUUID()}`;
      const { connection } = stack.temporal;
      await connection.workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
      });
      const register = () => registerSearchAttributes(connection as never, namespace);
      const registered = await eventually('the namespace is known', () =>
        register().catch(() => undefined),
      );
      expect(registered).toEqual(SEARCH_ATTRIBUTES.map(({ name }) => name));
      await eventually('they are known', async () => (await register()).length === 0);
      await connection.operatorService.removeSearchAttributes({
        namespace,
        searchAttributes: [SEARCH_ATTRIBUTES[0]!.name],
      });
      const missing = await eventually('one is missing', async () => {
        const names = await register();
        return names.length > 0 ? names : undefined;
      });
      expect(missing).toEqual([SEARCH_ATTRIBUTES[0]!.name]);
    });
  });
});
