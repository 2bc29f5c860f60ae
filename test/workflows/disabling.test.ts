import type { Endpoint } from '../../src/service/endpoints';
import { eventually } from '../helpers/eventually';
import { answer, type TestReceiver } from '../helpers/receiver';
import type { TimeSkippingStack } from '../helpers/time-skipping';
import { useTimeSkippingStack } from '../helpers/time-skipping-suite';

describe('disabling and enabling', () => {
  let stack: TimeSkippingStack;
  let receiver: TestReceiver;
  useTimeSkippingStack((started) => ({ stack, receiver } = started));

  const eventRows = async (endpointId: string) => {
    const { rows } = await stack.pool.query<{
      skipped: boolean;
      succeeded: boolean | null;
      work: string | null;
    }>('select skipped, succeeded, work from webhook_events where endpoint_id = $1 order by seq', [
      endpointId,
    ]);
    return rows;
  };
  const row = (id: string) => stack.services.endpoints.get(null, id);
  const scheduledActivities = async (endpoint: Endpoint) => {
    const { events } = await stack.handle(endpoint).fetchHistory();
    return (events ?? []).flatMap(
      (event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? [],
    );
  };

  it('ten failed events in a row disable once, skip what is pending and write one mail an admin', async () => {
    receiver.answerWith(answer(500));
    const endpoint = await stack.createEndpoint(receiver.url());
    const organization = endpoint.organization_id;
    await stack.services.organizations.addMember(organization, 'one@example.com', 'admin');
    await stack.services.organizations.addMember(organization, 'two@example.com', 'admin');
    await stack.services.organizations.addMember(organization, 'no@example.com', 'member');
    await stack.publish(endpoint, 10);
    await stack.armed(endpoint, 10);
    // Ten retries that end within the same seconds, one after the other exhausted.
    await stack.pass('80 minutes');
    await stack.publish(endpoint, 3);
    await stack.armed(endpoint, 13);
    await stack.pass('80 minutes');

    expect(await stack.settled(endpoint)).toMatchObject({
      state: 'disabled',
      disabledReason: 'failures',
      consecutiveFailures: 10,
      queued: 0,
      inRetry: 0,
    });
    expect(await row(endpoint.id)).toMatchObject({
      enabled: false,
      disabled_reason: 'failures',
      consecutive_failures: 10,
    });
    const rows = await eventRows(endpoint.id);
    expect(rows.filter(({ skipped }) => skipped)).toHaveLength(3);
    expect(rows.filter(({ succeeded }) => succeeded === false)).toHaveLength(10);
    expect(rows.every(({ work }) => work === null)).toBe(true);
    const scheduled = await scheduledActivities(endpoint);
    expect(scheduled.filter((name) => name === 'disable')).toHaveLength(1);
    const mails = await stack.pool.query<{ recipient: string }>(
      'select recipient from mails where endpoint_id = $1 order by recipient',
      [endpoint.id],
    );
    expect(mails.rows.map(({ recipient }) => recipient)).toEqual([
      'one@example.com',
      'two@example.com',
    ]);

    // While disabled nothing is created, and nothing is sent.
    const before = stack.sent.length;
    expect(await stack.publish(endpoint, 2)).toEqual([]);
    await stack.pass('1 hour');
    expect(stack.sent).toHaveLength(before);
  }, 90_000);

  it('a bare `enable` signal enables row and workflow, sets the count to zero, and events flow again', async () => {
    receiver.answerWith(answer(410));
    const endpoint = await stack.createEndpoint(receiver.url('/gone'));
    await stack.publish(endpoint, 1);
    await eventually('disabled', async () => !(await row(endpoint.id)).enabled);
    expect(await row(endpoint.id)).toMatchObject({ disabled_reason: 'gone' });

    receiver.answerWith(answer(200));
    await stack.handle(endpoint).signal('enable');
    expect(await stack.settled(endpoint)).toMatchObject({
      state: 'enabled',
      disabledReason: null,
      disabledAt: null,
      consecutiveFailures: 0,
    });
    expect(await row(endpoint.id)).toMatchObject({ enabled: true, consecutive_failures: 0 });
    const [id] = await stack.publish(endpoint, 1);
    await eventually(
      'delivered',
      async () => (await stack.services.events.get(null, id!)).succeeded,
    );
  });

  it('a bare `disable` signal skips what is pending and cancels retries', async () => {
    receiver.answerWith(answer(500));
    const endpoint = await stack.createEndpoint(receiver.url('/operator'));
    await stack.publish(endpoint, 3);
    await stack.armed(endpoint, 3);
    await stack.handle(endpoint).signal('disable');
    await eventually('no retry is left', async () => {
      const { raw } = await stack.handle(endpoint).describe();
      return (raw.pendingActivities ?? []).length === 0;
    });
    expect(await stack.settled(endpoint)).toMatchObject({
      state: 'disabled',
      disabledReason: 'manual',
    });
    const rows = await eventRows(endpoint.id);
    expect(rows.map(({ skipped }) => skipped)).toEqual([true, true, true]);
  });

  it('the API disables and enables; skipped events are recovered in order', async () => {
    receiver.answerWith(answer(500));
    const endpoint = await stack.createEndpoint(receiver.url('/api'));
    const ids = await stack.publish(endpoint, 5);
    await stack.armed(endpoint, 5);
    const patch = (enabled: boolean) =>
      stack.services.endpoints.update(null, endpoint.id, { enabled }, () => undefined);
    await patch(false);
    await eventually('disabled', async () => (await stack.status(endpoint)).state === 'disabled');
    expect((await eventRows(endpoint.id)).every(({ skipped }) => skipped)).toBe(true);

    receiver.answerWith(answer(200));
    await patch(true);
    await eventually('enabled', async () => (await stack.status(endpoint)).state === 'enabled');
    receiver.received.length = 0;
    expect(await stack.services.events.recover(null, endpoint.id, '2020-01-01T00:00:00Z')).toBe(5);
    await eventually('all delivered', async () =>
      (await eventRows(endpoint.id)).every(({ succeeded }) => succeeded === true),
    );
    expect(receiver.received.map(({ id }) => id)).toEqual(ids);
  });

  it('any success sets the count to zero', async () => {
    receiver.answerWith((received, response, request) =>
      answer(received.body.includes('"index":0') ? 500 : 200)(received, response, request),
    );
    const endpoint = await stack.createEndpoint(receiver.url('/mixed'));
    await stack.publish(endpoint, 1);
    await stack.armed(endpoint, 1);
    await stack.pass('3 hours');
    await eventually(
      'counted',
      async () => (await stack.status(endpoint)).consecutiveFailures === 1,
    );
    await stack.publish(endpoint, 2); // the first of them fails, the second one is a success
    await eventually('reset', async () => (await stack.status(endpoint)).consecutiveFailures === 0);
    await eventually('mirrored', async () => (await row(endpoint.id)).consecutive_failures === 0);
  });

  it('deleting the endpoint ends its workflow and skips what is pending', async () => {
    receiver.answerWith(answer(500));
    const endpoint = await stack.createEndpoint(receiver.url('/deleted'));
    await stack.publish(endpoint, 2);
    await stack.armed(endpoint, 2);
    await stack.services.endpoints.remove(null, endpoint.id);
    await eventually('the workflow has ended', async () => {
      const { status } = await stack.handle(endpoint).describe();
      return status.name === 'COMPLETED';
    });
    expect((await eventRows(endpoint.id)).every(({ skipped }) => skipped)).toBe(true);
  });

  it('an event that is signalled to a disabled endpoint is marked skipped', async () => {
    receiver.answerWith(answer(200));
    const endpoint = await stack.createEndpoint(receiver.url('/race'));
    await stack.handle(endpoint).signal('disable');
    await stack.settled(endpoint);
    // As a publish that saw the endpoint enabled a moment before it was disabled.
    const { rows } = await stack.pool.query<{ id: string }>(
      `with m as (
         insert into webhook_messages (id, organization_id, type, payload)
         values (gen_random_uuid(), $2, 'order.created', '{}') returning id
       )
       insert into webhook_events (id, message_id, endpoint_id, organization_id, type, work)
       select gen_random_uuid(), m.id, $1, $2, 'order.created', 'queued' from m returning id`,
      [endpoint.id, endpoint.organization_id],
    );
    await stack.workflows.signalEvents(endpoint.id, endpoint.organization_id, [rows[0]!.id]);
    await eventually('skipped', async () => (await eventRows(endpoint.id))[0]?.skipped);
    expect(receiver.received.filter(({ path }) => path === '/race')).toEqual([]);
  });
});
