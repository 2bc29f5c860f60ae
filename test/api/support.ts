import { exampleData } from '../../src/domain/event-examples';
import type { Answer, ApiClient } from '../helpers/api';
import type { TestStack } from '../helpers/stack';

/** Microseconds, or no fraction at all. */
export const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/;
export const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const UNKNOWN_ID = '7b0c3f51-2f9a-4a54-9a0e-0a2c5d3e4f60';
export const NOT_FOUND = { error: 'ResourceNotFound', detail: 'Not found' };

export const ENDPOINTS = '/v1/webhooks/endpoints';
export const EVENTS = '/v1/webhooks/events';
export const DELIVERIES = '/v1/webhooks/deliveries';
export const ORGANIZATIONS = '/v1/organizations';

/** A body that creates an endpoint, with some fields replaced. */
export function endpointBody(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { url: 'https://example.com/hook', format: 'raw', events: ['order.paid'], ...fields };
}

/** Creates an endpoint and fails with the answer where that goes wrong. */
export async function createEndpoint(
  api: ApiClient,
  fields: Record<string, unknown> = {},
): Promise<Answer['body']> {
  return created(await api.post(ENDPOINTS, endpointBody(fields)), 201);
}

/** Publishes one `order.paid` and returns the answer's body. */
export async function publish(
  api: ApiClient,
  fields: Record<string, unknown> = {},
): Promise<Answer['body']> {
  const body = { type: 'order.paid', data: exampleData('order.paid'), ...fields };
  return created(await api.post(EVENTS, body), 202);
}

function created(answer: Answer, status: number): Answer['body'] {
  if (answer.status !== status) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

/** How many rows each table has. */
export async function countRows({ pool }: TestStack): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ name: string; count: number }>(
    `select c.relname as name,
       (xpath('/row/c/text()', query_to_xml('select count(*) as c from ' || c.oid::regclass, false, true, '')))[1]::text::int as count
     from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
  );
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

/** The ids of a list's items, or of the events in the answer to a publish. */
export const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);

/** The event of one endpoint in the answer to a publish. */
export function eventOf(
  events: readonly { id: string; webhook_endpoint_id: string }[],
  endpointId: string,
): string {
  const event = events.find(({ webhook_endpoint_id }) => webhook_endpoint_id === endpointId);
  if (event === undefined) throw new Error(`The endpoint ${endpointId} gets nothing.`);
  return event.id;
}

/** `type` and `loc` of each mistake in an answer 422. */
export function mistakes(answer: Answer): string[] {
  return (answer.body.detail as { type: string; loc: (string | number)[] }[]).map(
    ({ type, loc }) => `${type} ${loc.join('.')}`,
  );
}

/** Signals that the workflow of an endpoint has got so far. */
export async function countSignals({ temporal }: TestStack, endpointId: string): Promise<number> {
  const history = await temporal.workflow.getHandle(`endpoint/${endpointId}`).fetchHistory();
  return (history.events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes)
    .length;
}

/** Ids of the workflows that a stack has started. */
export async function listWorkflows({ temporal, config }: TestStack): Promise<string[]> {
  const ids: string[] = [];
  const query = `TaskQueue = "${config.temporal.taskQueue}"`;
  for await (const { workflowId } of temporal.workflow.list({ query })) ids.push(workflowId);
  return ids;
}
