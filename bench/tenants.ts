import { request } from 'undici';
import type { Environment } from './environment';

const SCOPES = ['webhooks:write', 'events:write'];

/** The one type that the benchmark publishes. */
export const EVENT_TYPE = 'order.created';

/** An organization with one endpoint that listens to what is published for it. */
export interface Tenant {
  readonly token: string;
}

/**
 * Creates organizations of their own, each with a token and one endpoint at the receiver.
 *
 * @param tag what the receiver keeps their deliveries under
 * @throws Error when the API refuses
 */
export async function createTenants(
  environment: Environment,
  tag: string,
  count: number,
): Promise<Tenant[]> {
  const { apiUrl, adminToken, receiver } = environment;
  const tenants: Tenant[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = `bench ${tag} ${index}`;
    const organization = await create(`${apiUrl}/v1/organizations`, adminToken, { name });
    const tokensUrl = `${apiUrl}/v1/organizations/${String(organization.id)}/tokens`;
    const { token } = await create(tokensUrl, adminToken, { name, scopes: SCOPES });
    await create(`${apiUrl}/v1/webhooks/endpoints`, String(token), {
      url: receiver.url(tag, String(index)),
      format: 'raw',
      events: [EVENT_TYPE],
    });
    tenants.push({ token: String(token) });
  }
  return tenants;
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
