import { createHash, randomUUID } from 'node:crypto';
import { SCOPES } from '../../src/service/caller';
import type { Session } from '../../src/service/sessions';
import { newAddress, newIp, startSignInWorld, type SignInWorld } from './sign-in-world';

const MEMBER_SCOPES = ['webhooks:read', 'events:read'];
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

let world: SignInWorld;
const sessions = () => world.services.sessions;

beforeAll(async () => {
  world = await startSignInWorld();
});
afterAll(() => world.close());

const organization = (name = 'Acme') => world.services.organizations.create(name);
const join = (organizationId: string, email: string, role: 'admin' | 'member' = 'admin') =>
  world.services.organizations.addMember(organizationId, email, role);
const issue = (organizationId: string, expiresAt: string | null = null) =>
  world.services.tokens.issue({ organizationId, name: 'CI', scopes: ['events:write'], expiresAt });

/** A member's session in an organization of its own. */
async function member(role: 'admin' | 'member' = 'admin') {
  const email = newAddress();
  const { id } = await organization();
  const { id: memberId } = await join(id, email, role);
  const { token } = await world.signIn(email);
  return { email, organizationId: id, memberId, token };
}

async function tokenSession() {
  const { id } = await organization();
  const { row, token: accessToken } = await issue(id);
  const opened = await sessions().signInWithToken(accessToken, newIp());
  if (opened === undefined || opened === 'admin') throw new Error('no session');
  return { organizationId: id, tokenId: row.id, accessToken, token: opened.token };
}

async function found(token: string): Promise<Session> {
  const session = await sessions().find(token);
  if (session === undefined) throw new Error('The session is not found.');
  return session;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest();
/** Changes a session's row. */
const set = (token: string, what: string) =>
  world.pool.query(`update dashboard_sessions set ${what} where token_hash = $1`, [hashOf(token)]);
/** A session's row, its times as seconds. */
async function row(token: string) {
  const { rows } = await world.pool.query<{ left: number; whole: number; unused: number }>(
    `select extract(epoch from expires_at - now())::float as left,
       extract(epoch from expires_at - created_at)::float as whole,
       extract(epoch from now() - last_used_at)::float as unused
     from dashboard_sessions where token_hash = $1`,
    [hashOf(token)],
  );
  return rows[0];
}

describe('what a session may do', () => {
  it.each([
    ['admin', SCOPES, true],
    ['member', MEMBER_SCOPES, false],
  ] as const)('as %s of an organization', async (role, scopes, manages) => {
    const { email, organizationId, token } = await member(role);
    const session = await found(token);
    const own = { id: organizationId, name: 'Acme' };
    expect(session).toEqual({
      id: session.id,
      organization: own,
      organizations: [own],
      subject: { kind: 'member', email, role },
      caller: {
        kind: 'organization',
        tokenId: `session:${session.id}`,
        organizations: [organizationId],
        scopes: new Set(scopes),
      },
      managesOrganization: manages,
      expiresAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    });
  });

  it("by access token: the token's scopes, and never members and tokens", async () => {
    const { organizationId, token } = await tokenSession();
    const own = { id: organizationId, name: 'Acme' };
    expect(await found(token)).toMatchObject({
      organization: own,
      organizations: [own],
      subject: { kind: 'token', name: 'CI' },
      caller: { organizations: [organizationId], scopes: new Set(['events:write']) },
      managesOrganization: false,
    });
  });

  it('counts as one caller for as long as it lasts', async () => {
    const { token } = await member();
    expect((await found(token)).caller.tokenId).toBe((await found(token)).caller.tokenId);
  });
});

describe('signing in by access token', () => {
  it('takes a pasted one with white space around', async () => {
    const { accessToken } = await tokenSession();
    expect(await sessions().signInWithToken(` ${accessToken}\n`, newIp())).toHaveProperty('token');
  });

  it('refuses one that is unknown, expired, revoked or of a deleted organization', async () => {
    const { id } = await organization();
    const expired = await issue(id, new Date(Date.now() - 1_000).toISOString());
    const revoked = await issue(id);
    await world.services.tokens.revoke(id, revoked.row.id);
    const gone = await organization();
    const ofGone = await issue(gone.id);
    await world.services.organizations.remove(gone.id);
    for (const token of ['', 'sp_oat_x', expired.token, revoked.token, ofGone.token]) {
      expect(await sessions().signInWithToken(token, newIp())).toBeUndefined();
    }
  });

  it("opens no session for the deployment's admin token", async () => {
    const { rows: before } = await world.pool.query('select id from dashboard_sessions');
    expect(await sessions().signInWithToken(world.adminToken, newIp())).toBe('admin');
    const { rows: after } = await world.pool.query('select id from dashboard_sessions');
    expect(after).toEqual(before);
  });

  it('is limited for each client', async () => {
    const { accessToken } = await tokenSession();
    const ip = newIp();
    for (let n = 0; n < 60; n += 1) await sessions().signInWithToken('sp_oat_x', ip);
    await expect(sessions().signInWithToken(accessToken, ip)).rejects.toMatchObject({
      code: 'TooManyRequests',
    });
    expect(await sessions().signInWithToken(accessToken, newIp())).toHaveProperty('token');
  });
});

describe('a change counts at once', () => {
  it('of a role', async () => {
    const { memberId, token } = await member('admin');
    await world.pool.query(`update organization_members set role = 'member' where id = $1`, [
      memberId,
    ]);
    const session = await found(token);
    expect(session.subject).toMatchObject({ role: 'member' });
    expect(session.caller.scopes).toEqual(new Set(MEMBER_SCOPES));
    expect(session.managesOrganization).toBe(false);
  });

  it("of the organization's name", async () => {
    const { organizationId, token } = await member();
    await world.services.organizations.rename(organizationId, 'Renamed');
    expect(await found(token)).toMatchObject({
      organization: { name: 'Renamed' },
      organizations: [{ name: 'Renamed' }],
    });
  });

  it("of an access token's scopes", async () => {
    const { tokenId, token } = await tokenSession();
    await world.pool.query(`update access_tokens set scopes = '{events:read}' where id = $1`, [
      tokenId,
    ]);
    expect((await found(token)).caller.scopes).toEqual(new Set(['events:read']));
  });

  it('a removed member has no session, nor has one that comes back the old one', async () => {
    const { email, organizationId, memberId, token } = await member();
    await world.services.organizations.removeMember(organizationId, memberId);
    expect(await sessions().find(token)).toBeUndefined();
    await join(organizationId, email);
    expect(await sessions().find(token)).toBeUndefined();
  });

  it('a revoked access token has no session', async () => {
    const { organizationId, tokenId, token } = await tokenSession();
    await world.services.tokens.revoke(organizationId, tokenId);
    expect(await sessions().find(token)).toBeUndefined();
  });

  it('an expired access token has no session', async () => {
    const { tokenId, token } = await tokenSession();
    await world.pool.query('update access_tokens set expires_at = now() where id = $1', [tokenId]);
    expect(await sessions().find(token)).toBeUndefined();
  });

  it.each([
    ['a member', member],
    ['an access token', tokenSession],
  ])('%s of a deleted organization has no session', async (_what, open) => {
    const { organizationId, token } = await open();
    await world.services.organizations.remove(organizationId);
    expect(await sessions().find(token)).toBeUndefined();
    expect(await sessions().changeOrganization(token, organizationId)).toBe(false);
  });

  it('an ended session is over; the others go on', async () => {
    const { email, token } = await member();
    const other = await world.signIn(email);
    await sessions().end(token);
    expect(await sessions().find(token)).toBeUndefined();
    expect(await found(other.token)).toBeDefined();
  });
});

describe('organizations of a session', () => {
  /** Somebody who is a member of two of three organizations. */
  async function several() {
    const email = newAddress();
    const [first, second, other] = [
      await organization('First'),
      await organization('Second'),
      await organization('Other'),
    ];
    // Told apart by nothing but the case of their letters.
    await join(second.id, email.toUpperCase(), 'member');
    const { id: memberId } = await join(first.id, email, 'admin');
    await world.pool.query(
      `update organization_members set created_at = created_at - interval '1 day' where id = $1`,
      [memberId],
    );
    await join(other.id, newAddress());
    const { token } = await world.signIn(email);
    return { email, first, second, other, memberId, token };
  }

  it('are those of its address; it begins in the oldest membership', async () => {
    const { first, second, token } = await several();
    const session = await found(token);
    expect(session.organization.id).toBe(first.id);
    expect(session.organizations).toEqual([
      { id: first.id, name: 'First' },
      { id: second.id, name: 'Second' },
    ]);
  });

  it('in another one it has the role that it has there', async () => {
    const { email, second, token } = await several();
    const before = await found(token);
    expect(await sessions().changeOrganization(token, second.id.toUpperCase())).toBe(true);
    const after = await found(token);
    expect(after.id).toBe(before.id);
    expect(after.organization.id).toBe(second.id);
    expect(after.organizations).toHaveLength(2);
    expect(after.subject).toEqual({
      kind: 'member',
      email: email.toUpperCase(),
      role: 'member',
    });
    expect(after.caller).toMatchObject({
      organizations: [second.id],
      scopes: new Set(MEMBER_SCOPES),
    });
    expect(after.managesOrganization).toBe(false);
    // To where it is already is no change, and no refusal.
    expect(await sessions().changeOrganization(token, second.id)).toBe(true);
  });

  it('no other organization can be changed to', async () => {
    const { first, other, token } = await several();
    for (const id of [other.id, randomUUID(), 'no id', '']) {
      expect(await sessions().changeOrganization(token, id)).toBe(false);
    }
    const { organization, caller } = await found(token);
    expect(organization.id).toBe(first.id);
    expect(caller.organizations).toEqual([first.id]);
  });

  it('a deleted one is none of them', async () => {
    const { first, second, token } = await several();
    await world.services.organizations.remove(second.id);
    expect((await found(token)).organizations).toEqual([{ id: first.id, name: 'First' }]);
    expect(await sessions().changeOrganization(token, second.id)).toBe(false);
  });

  it('one that has been left is none of them, and a session elsewhere goes on', async () => {
    const { first, second, memberId, token } = await several();
    await sessions().changeOrganization(token, second.id);
    await world.services.organizations.removeMember(first.id, memberId);
    expect((await found(token)).organizations).toEqual([{ id: second.id, name: 'Second' }]);
    expect(await sessions().changeOrganization(token, first.id)).toBe(false);
  });

  it('an access token has its own alone', async () => {
    const { organizationId, token } = await tokenSession();
    const { id } = await organization();
    expect(await sessions().changeOrganization(token, organizationId)).toBe(true);
    expect(await sessions().changeOrganization(token, id)).toBe(false);
    expect((await found(token)).caller.organizations).toEqual([organizationId]);
  });
});

describe('the time of a session', () => {
  it('is twelve hours after its last use', async () => {
    const { token } = await member();
    expect((await row(token))?.whole).toBe(12 * HOUR_SECONDS);
    await set(
      token,
      `expires_at = now() + interval '1 hour', last_used_at = now() - interval '11 hours'`,
    );
    const session = await found(token);
    const { left = 0, unused = 99 } = (await row(token)) ?? {};
    expect(left).toBeGreaterThan(12 * HOUR_SECONDS - 60);
    expect(left).toBeLessThanOrEqual(12 * HOUR_SECONDS);
    expect(unused).toBeLessThan(60);
    // What is told is what is kept now.
    expect(Date.parse(session.expiresAt) - Date.now()).toBeGreaterThan(11.9 * HOUR_SECONDS * 1_000);
  });

  it('is noted once a minute at most', async () => {
    const { token } = await member();
    await set(token, `last_used_at = now() - interval '50 seconds'`);
    await found(token);
    expect((await row(token))?.unused).toBeGreaterThan(49);
    await set(token, `last_used_at = now() - interval '61 seconds'`);
    await found(token);
    expect((await row(token))?.unused).toBeLessThan(40);
  });

  it('is seven days in all', async () => {
    const { token } = await member();
    await set(
      token,
      `created_at = now() - interval '7 days' + interval '1 hour', last_used_at = now() - interval '2 hours'`,
    );
    await found(token);
    expect((await row(token))?.whole).toBe(7 * DAY_SECONDS);
    expect((await row(token))?.left).toBeLessThanOrEqual(HOUR_SECONDS);
  });

  it.each([
    ['a member', member],
    ['an access token', tokenSession],
  ])('past it %s has none', async (_what, open) => {
    const { organizationId, token } = await open();
    await set(token, `expires_at = now(), last_used_at = now() - interval '12 hours'`);
    expect(await sessions().find(token)).toBeUndefined();
    expect(await sessions().changeOrganization(token, organizationId)).toBe(false);
    expect((await row(token))?.left).toBeLessThanOrEqual(0);
  });

  it('ended ones are removed when a new one begins', async () => {
    const over = await member();
    await set(over.token, 'expires_at = now()');
    await member();
    expect(await row(over.token)).toBeUndefined();
  });

  it('the oldest of more than a hundred of one access token end, and no others', async () => {
    const other = await tokenSession();
    const { tokenId, accessToken, token } = await tokenSession();
    await set(token, `created_at = now() - interval '1 hour'`);
    await world.pool.query(
      `insert into dashboard_sessions (id, token_hash, access_token_id, created_at, expires_at)
       select gen_random_uuid(), sha256(n::text::bytea), $1, now() - make_interval(secs => n),
         now() + interval '1 hour'
       from generate_series(1, 99) n`,
      [tokenId],
    );
    expect(await found(token)).toBeDefined();
    const newest = await sessions().signInWithToken(accessToken, newIp());
    expect(await sessions().find(token)).toBeUndefined();
    const { rows } = await world.pool.query<{ id: string }>(
      'select id from dashboard_sessions where access_token_id = $1',
      [tokenId],
    );
    expect(rows).toHaveLength(100);
    if (newest === undefined || newest === 'admin') throw new Error('no session');
    expect(rows.map(({ id }) => id)).toContain((await found(newest.token)).id);
    expect(await found(other.token)).toBeDefined();
  });
});

it('tokens are 32 bytes, and only their hash is kept', async () => {
  const { token } = await member();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  const { rows } = await world.pool.query<{ all: string }>(
    `select string_agg(s::text, ' ') as all from dashboard_sessions s`,
  );
  expect(rows[0]?.all).toContain(hashOf(token).toString('hex'));
  expect(rows[0]?.all).not.toContain(token);
  expect(rows[0]?.all).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
});

it.each(['', 'x', 'é'.repeat(43), 'a'.repeat(100_000), '\0'.repeat(43), 'A'.repeat(43)])(
  'a made-up token is nobody: %#',
  async (token) => {
    expect(await sessions().find(token)).toBeUndefined();
    expect(await sessions().redeemLink(token)).toBeUndefined();
    expect(await sessions().changeOrganization(token, randomUUID())).toBe(false);
    await sessions().end(token);
  },
);
