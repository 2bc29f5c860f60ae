import { z } from 'zod';

const REQUEST_TIMEOUT_MS = 15_000;
const ORGANIZATION_NAME = 'Default organization';
const TOKEN_NAME = 'npm start';
const SCOPES = ['webhooks:read', 'webhooks:write', 'events:read', 'events:write'];
const MEMBER_EMAIL = 'admin@example.com';

const organizationSchema = z.object({ id: z.string() });
const tokenSchema = z.object({ token: z.string() });
const membersSchema = z.object({
  items: z.array(z.object({ email: z.string(), role: z.string() })),
});

/** An organization and a token that works for it. */
export interface OrganizationAccess {
  readonly id: string;
  readonly accessToken: string;
}

/**
 * The organization that `npm start` shows: the kept one while its token works, else that one with a
 * new token, else (the database is new) a new one.
 *
 * @throws Error when the API refuses
 */
export async function ensureOrganization(
  apiUrl: string,
  adminToken: string,
  kept: OrganizationAccess | undefined,
): Promise<OrganizationAccess> {
  if (kept !== undefined) {
    const check = await send(`${apiUrl}/v1/webhooks/endpoints`, kept.accessToken);
    if (check.status === 200) return kept;
    const token = await createToken(apiUrl, adminToken, kept.id);
    if (token !== undefined) return { id: kept.id, accessToken: token };
  }
  const created = await send(`${apiUrl}/v1/organizations`, adminToken, { name: ORGANIZATION_NAME });
  if (created.status !== 201) throw refusal('create the first organization', created);
  const { id } = organizationSchema.parse(created.body);
  const accessToken = await createToken(apiUrl, adminToken, id);
  if (accessToken === undefined)
    throw new Error(`The API does not know its new organization ${id}.`);
  return { id, accessToken };
}

/**
 * Sees to it that somebody can sign in to the dashboard: an organization without any member gets an
 * admin.
 *
 * @returns the address of an admin; of another member where there are no admins
 * @throws Error when the API refuses
 */
export async function ensureMember(
  apiUrl: string,
  adminToken: string,
  organizationId: string,
): Promise<string> {
  const url = `${apiUrl}/v1/organizations/${encodeURIComponent(organizationId)}/members`;
  const answer = await send(`${url}?limit=100`, adminToken);
  if (answer.status !== 200) throw refusal('list the members', answer);
  const { items } = membersSchema.parse(answer.body);
  // Newest first: the one from the first start is the last.
  const kept = items.findLast(({ role }) => role === 'admin') ?? items.at(-1);
  if (kept !== undefined) return kept.email;
  const created = await send(url, adminToken, { email: MEMBER_EMAIL, role: 'admin' });
  if (created.status !== 201) throw refusal('create the first member', created);
  return MEMBER_EMAIL;
}

/** @returns undefined when there is no such organization */
async function createToken(
  apiUrl: string,
  adminToken: string,
  organizationId: string,
): Promise<string | undefined> {
  const url = `${apiUrl}/v1/organizations/${encodeURIComponent(organizationId)}/tokens`;
  const answer = await send(url, adminToken, { name: TOKEN_NAME, scopes: SCOPES });
  // 422: an id that this database could not even have.
  if (answer.status === 404 || answer.status === 422) return undefined;
  if (answer.status !== 201) throw refusal('create an access token', answer);
  return tokenSchema.parse(answer.body).token;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function send(url: string, token: string, body?: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : parseOr(text) };
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function refusal(what: string, { status, body }: Answer): Error {
  return new Error(`The API did not ${what}: ${status} ${JSON.stringify(body)}`);
}
