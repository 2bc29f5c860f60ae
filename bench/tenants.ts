import { request } from 'undici';
import type { Environment } from './environment';
import { mapInParallel } from './in-parallel';
import type { Treatment } from './receiver-paths';

const SCOPES = ['webhooks:write', 'events:write'];

/** The one type that the benchmark publishes. */
export const EVENT_TYPE = 'order.created';

/** Calls under way at once while everything is made. */
const CALLS_IN_FLIGHT = 16;

/** An organization whose endpoints listen to what is published for it. */
export interface Tenant {
  readonly token: string;
  readonly endpointIds: readonly string[];
}

/** What is made for a run. */
export interface TenantPlan {
  readonly organizations: number;
  /** Endpoints of each organization; default 1. */
  readonly endpointsEach?: number;
  /** Default: Signalpost's. */
  readonly maxInFlight?: number;
  readonly treatment?: Treatment;
  /** The ordering of an organization's first, second, … endpoint; default: Signalpost's. */
  readonly orderings?: readonly ('first_attempt' | 'strict')[];
  /** Whether each endpoint is an origin of its own; default: all share the receiver's main one. */
  readonly ownOrigins?: boolean;
}

/**
 * Creates organizations of their own, each with a token and its endpoints at the receiver.
 *
 * @param tag what the receiver keeps their deliveries under
 * @throws Error when the API refuses
 */
export async function createTenants(
  environment: Environment,
  tag: string,
  plan: TenantPlan,
): Promise<Tenant[]> {
  const { receiver } = environment;
  const { organizations, endpointsEach = 1, maxInFlight, treatment, ownOrigins = false } = plan;
  const { orderings = [] } = plan;
  const ports = ownOrigins ? await receiver.furtherPorts(organizations * endpointsEach) : [];
  return mapInParallel(organizations, CALLS_IN_FLIGHT, async (index) => {
    const token = await createOrganization(environment, `bench ${tag} ${index}`);
    const endpointIds: string[] = [];
    for (let one = 0; one < endpointsEach; one += 1) {
      const number = index * endpointsEach + one;
      const { id } = await create(`${environment.apiUrl}/v1/webhooks/endpoints`, token, {
        url: receiver.url(tag, String(number), treatment, ports[number]),
        format: 'raw',
        events: [EVENT_TYPE],
        max_in_flight: maxInFlight,
        ordering: orderings[one],
      });
      endpointIds.push(String(id));
    }
    return { token, endpointIds };
  });
}

/** Deletes the endpoints: what waits for them is not sent any more, and their workflows end. */
export async function deleteEndpoints(
  { apiUrl }: Environment,
  tenants: readonly Tenant[],
): Promise<void> {
  const endpoints = tenants.flatMap(({ token, endpointIds }) =>
    endpointIds.map((id) => ({ id, headers: { authorization: `Bearer ${token}` } })),
  );
  await mapInParallel(endpoints.length, CALLS_IN_FLIGHT, async (index) => {
    const { id = '', headers = {} } = endpoints[index] ?? {};
    const url = `${apiUrl}/v1/webhooks/endpoints/${id}`;
    await (await request(url, { method: 'DELETE', headers })).body.dump();
  });
}

/** @returns the organization's token */
async function createOrganization(
  { apiUrl, adminToken }: Environment,
  name: string,
): Promise<string> {
  const organization = await create(`${apiUrl}/v1/organizations`, adminToken, { name });
  const tokensUrl = `${apiUrl}/v1/organizations/${String(organization.id)}/tokens`;
  const { token } = await create(tokensUrl, adminToken, { name, scopes: SCOPES });
  return String(token);
}

async function create(
  url: string,
  token: string,
  body: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await request(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.body.text();
  if (response.statusCode !== 201) {
    throw new Error(`The API refused ${new URL(url).pathname}: ${response.statusCode} ${text}`);
  }
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}
