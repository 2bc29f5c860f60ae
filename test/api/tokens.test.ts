import nodeCrypto from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/api/app';
import { createLog } from '../../src/log';
import { createServices } from '../../src/service';
import { createEndpointWorkflows } from '../../src/temporal/endpoint-workflows';
import { ApiClient } from '../helpers/api';
import { eventually } from '../helpers/eventually';
import {
  ALL_SCOPES,
  startTestStack,
  type TestOrganization,
  type TestStack,
} from '../helpers/stack';
import { createEndpoint, ENDPOINTS, EVENTS, ORGANIZATIONS, publish } from './support';

let stack: TestStack;
let acme: TestOrganization;
/** A second API process, as far as tokens are concerned: services of its own over the same rows. */
let secondUrl: string;
let closeSecond: () => Promise<unknown>;

beforeAll(async () => {
  stack = await startTestStack();
  acme = await stack.createOrganization();
  const log = createLog('fatal', 'test');
  const { config, pool, temporal } = stack;
  const workflows = createEndpointWorkflows(temporal, config.temporal.taskQueue);
  const services = createServices({ config, pool, workflows, log });
  const health = { database: () => Promise.resolve(), temporal: () => Promise.resolve() };
  const server = createServer(createApp({ services, health, rateLimits: config.rateLimits, log }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  secondUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closeSecond = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
});
afterAll(async () => {
  await closeSecond();
  await stack.close();
});

async function issue(organizationId: string, expiresAt: string | null = null) {
  const { body } = await stack.admin.post(`${ORGANIZATIONS}/${organizationId}/tokens`, {
    name: 'n',
    scopes: ALL_SCOPES,
    expires_at: expiresAt,
  });
  const token = body.token as string;
  const clients = [stack.apiUrl, secondUrl].map((url) => new ApiClient(url, token));
  return { id: body.id as string, token, clients };
}

/** Statuses of several calls at once through both processes. */
async function statuses(clients: readonly ApiClient[]): Promise<number[]> {
  const answers = await Promise.all(
    clients.flatMap((client) => Array.from({ length: 5 }, () => client.get(ENDPOINTS))),
  );
  return [...new Set(answers.map(({ status }) => status))];
}

describe('a token in use ends everywhere', () => {
  it('with the answer to its revocation', async () => {
    const { id, clients } = await issue(acme.id);
    expect(await statuses(clients)).toEqual([200]);
    expect((await stack.admin.delete(`${ORGANIZATIONS}/${acme.id}/tokens/${id}`)).status).toBe(204);
    expect(await statuses(clients)).toEqual([401]);
  });

  it('with the answer to the deletion of its organization', async () => {
    const other = await stack.createOrganization();
    const [one, two] = [await issue(other.id), await issue(other.id)];
    const clients = [...one.clients, ...two.clients];
    expect(await statuses(clients)).toEqual([200]);
    expect((await stack.admin.delete(`${ORGANIZATIONS}/${other.id}`)).status).toBe(204);
    expect(await statuses(clients)).toEqual([401]);
    expect((await clients[0]!.post(EVENTS, { type: 'order.paid', data: {} })).status).toBe(401);
  });

  it('at the moment at which it expires, and not before', async () => {
    const expiresAt = Date.now() + 1_500;
    const { clients } = await issue(acme.id, new Date(expiresAt).toISOString());
    expect(await statuses(clients)).toEqual([200]);
    await eventually('it has expired', async () => (await statuses(clients)).join() === '401');
    // PostgreSQL runs on this machine, by the same clock.
    expect(Date.now()).toBeGreaterThanOrEqual(expiresAt);
    expect(Date.now()).toBeLessThan(expiresAt + 3_000);
  });

  it('and stays void: a new one of the same name and scopes is another one', async () => {
    const first = await issue(acme.id);
    await stack.admin.delete(`${ORGANIZATIONS}/${acme.id}/tokens/${first.id}`);
    const second = await issue(acme.id);
    expect(second.token).not.toBe(first.token);
    expect(await statuses(first.clients)).toEqual([401]);
    expect(await statuses(second.clients)).toEqual([200]);
  });
});

describe('nothing but the very token is taken:', () => {
  const anonymous = () => new ApiClient(stack.apiUrl, null);
  const flipCase = (text: string) =>
    text.replace(/[a-z]/gi, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
  const VARIANTS: [what: string, header: (token: string) => string][] = [
    ['in another case', (token) => `Bearer ${flipCase(token)}`],
    ['with its prefix in capitals', (token) => `Bearer ${token.replace(/^[a-z]+_/, 'SP_')}`],
    ['without its prefix', (token) => `Bearer ${token.replace(/^[a-z_]+_/, '')}`],
    ['with its prefix twice', (token) => `Bearer sp_oat_${token}`],
    ['with one character less', (token) => `Bearer ${token.slice(0, -1)}`],
    ['with one character more', (token) => `Bearer ${token}A`],
    ['with base64 padding', (token) => `Bearer ${token}=`],
    ['in quotes', (token) => `Bearer "${token}"`],
    ['percent-encoded', (token) => `Bearer ${token.replaceAll('_', '%5F')}`],
    ['with a comma', (token) => `Bearer ${token},`],
    ['behind another', (token) => `Bearer x, Bearer ${token}`],
    ['parted by white space', (token) => `Bearer ${token.slice(0, 9)} ${token.slice(9)}`],
    ['behind a tab', (token) => `Bearer\t${token}`],
    ['without a space', (token) => `Bearer${token}`],
    ['with a colon', (token) => `Bearer: ${token}`],
    ['without a scheme', (token) => token],
    ['with another scheme', (token) => `Token ${token}`],
    ['as Basic', (token) => `Basic ${Buffer.from(`${token}:`).toString('base64')}`],
  ];

  it.each(VARIANTS)('%s it is refused', async (_what, header) => {
    for (const token of [acme.token, stack.config.adminToken]) {
      const headers = { authorization: header(token) };
      const answer = await anonymous().call('GET', ENDPOINTS, undefined, headers);
      expect(answer.status).toBe(401);
      expect(JSON.stringify(answer.body)).not.toContain(token);
      expect(answer.headers.get('www-authenticate')).not.toContain(token);
    }
  });

  it.each([
    ['around it', (token: string) => ` \t Bearer   ${token} \t`],
    ['of a scheme in capitals', (token: string) => `BEARER ${token}`],
  ])('what HTTP itself allows is no matter: %s', async (_what, header) => {
    for (const token of [acme.token, stack.config.adminToken]) {
      const headers = { authorization: header(token) };
      expect((await anonymous().call('GET', ENDPOINTS, undefined, headers)).status).toBe(200);
    }
  });

  it('in a query, a cookie, another header or a body it is none', async () => {
    const path = `${ENDPOINTS}?access_token=${acme.token}&token=${acme.token}`;
    const headers = {
      cookie: `token=${acme.token}`,
      'x-api-key': acme.token,
      'proxy-authorization': `Bearer ${acme.token}`,
    };
    expect((await anonymous().call('GET', path, undefined, headers)).status).toBe(401);
    const answer = await anonymous().call('POST', EVENTS, { access_token: acme.token }, headers);
    expect(answer.status).toBe(401);
  });
});

it('the admin token is compared in constant time, by hashes of one length', async () => {
  const compare = jest.spyOn(nodeCrypto, 'timingSafeEqual');
  try {
    const { tokens } = stack.services;
    for (const token of ['', 'x', acme.token, `${stack.config.adminToken}x`]) {
      await tokens.authenticate(token);
    }
    expect(await tokens.authenticate(stack.config.adminToken)).toMatchObject({ kind: 'admin' });
    expect(compare.mock.results.map(({ value }) => value as boolean)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
    for (const [left, right] of compare.mock.calls) {
      expect([left.byteLength, right.byteLength]).toEqual([32, 32]);
    }
  } finally {
    compare.mockRestore();
  }
});

it('no row holds a token, only the hash of it', async () => {
  const { token, clients } = await issue(acme.id);
  await createEndpoint(clients[0]!);
  await publish(clients[0]!);
  await clients[0]!.post(EVENTS, { type: 'nope', data: 1 });
  const { rows: tables } = await stack.pool.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
  );
  for (const { name } of tables) {
    const { rows } = await stack.pool.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${name} t`,
    );
    const text = rows.map(({ row }) => row).join('\n');
    for (const secret of [token, acme.token, stack.config.adminToken]) {
      expect([name, text.includes(secret)]).toEqual([name, false]);
      expect([name, text.includes(secret.slice(-20))]).toEqual([name, false]);
    }
  }
  const hash = nodeCrypto.createHash('sha256').update(token).digest();
  const { rows } = await stack.pool.query('select 1 from access_tokens where token_hash = $1', [
    hash,
  ]);
  expect(rows).toHaveLength(1);
});
