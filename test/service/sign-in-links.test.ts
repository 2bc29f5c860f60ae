import { createHash } from 'node:crypto';
import { eventually } from '../helpers/eventually';
import {
  newAddress,
  newClientNetwork,
  newIp,
  PUBLIC_URL,
  startSignInWorld,
  tokenOf,
  type SignInWorld,
} from './sign-in-world';

const MOST_LINKS = 5;
const MOST_OF_CLIENT = 60;
const TOO_MANY = { code: 'TooManyRequests', status: 429 };

let world: SignInWorld;
const sessions = () => world.services.sessions;

beforeAll(async () => {
  world = await startSignInWorld();
});
afterAll(() => world.close());

/** The address of an admin of a new organization of each name, joined one after the other. */
async function knownAddress(...names: string[]): Promise<string> {
  const email = newAddress();
  const { organizations } = world.services;
  for (const name of names.length === 0 ? ['Acme'] : names) {
    const { id } = await organizations.create(name);
    await organizations.addMember(id, email, 'admin');
  }
  return email;
}

async function linkFor(email: string): Promise<string> {
  await sessions().requestLink(email, newIp());
  return (await world.links(email))[0] ?? '';
}

async function linksKept(email: string): Promise<number> {
  const { rows } = await world.pool.query('select id from sign_in_links where email = $1', [email]);
  return rows.length;
}

/** Runs something while nobody can write a link. */
async function whileLocked(work: () => Promise<void>): Promise<void> {
  const client = await world.pool.connect();
  try {
    await client.query('begin');
    await client.query('lock table sign_in_links in share row exclusive mode');
    await work();
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('the mail', () => {
  it('says who, where, for how long, and what to do when it was somebody else', async () => {
    const email = await knownAddress('Acme', 'Häßlich & Söhne', 'x'.repeat(200));
    expect(await sessions().requestLink(` ${email.toUpperCase()} `, newIp())).toBeNull();
    const [mail] = await world.smtp.mailsTo(email);
    // To the address as the organization has it, and not as a stranger spelled it.
    expect(mail?.to).toEqual([email]);
    expect(mail?.parsed.subject).toBe('Sign in to Signalpost');
    const [link = ''] = await world.links(email);
    expect(link.startsWith(`${PUBLIC_URL}/sign-in/link#`)).toBe(true);
    expect(Buffer.from(tokenOf(link), 'base64url')).toHaveLength(32);
    expect(mail?.parsed.text).toBe(
      [
        `Somebody, probably you, asked to sign in to Signalpost (${PUBLIC_URL})`,
        `as ${email}, a member of "Acme", "Häßlich & Söhne" and "${'x'.repeat(80)}…".`,
        '',
        'To sign in, open this link. It is valid for 15 minutes and works once:',
        '',
        link,
        '',
        "If it wasn't you, ignore this mail: nobody is signed in without the link.",
        '',
      ].join('\n'),
    );
  });

  it('names ten organizations, and how many more there are', async () => {
    const email = await knownAddress(...Array.from({ length: 12 }, (_, n) => `No. ${n}`));
    await linkFor(email);
    const [mail] = await world.smtp.mailsTo(email);
    expect(mail?.parsed.text).toContain('"No. 8", "No. 9" and 2 more.');
  });

  it.each([
    ['unknown', () => Promise.resolve(newAddress())],
    ['of a deleted organization', addressOfDeleted],
    ['of a removed member', addressOfRemoved],
  ])('is not sent to an address that is %s', async (_what, address) => {
    const email = await address();
    const known = await knownAddress();
    expect(await sessions().requestLink(email, newIp())).toBeNull();
    // What was asked for later has come.
    await linkFor(known);
    expect(world.smtp.mails.filter(({ to }) => to.includes(email))).toEqual([]);
    expect(await linksKept(email)).toBe(0);
  });

  async function addressOfDeleted(): Promise<string> {
    const email = newAddress();
    const { id } = await world.services.organizations.create('Gone');
    await world.services.organizations.addMember(id, email, 'admin');
    await world.services.organizations.remove(id);
    return email;
  }

  async function addressOfRemoved(): Promise<string> {
    const email = newAddress();
    const { id } = await world.services.organizations.create('Acme');
    const { id: memberId } = await world.services.organizations.addMember(id, email, 'admin');
    await world.services.organizations.removeMember(id, memberId);
    return email;
  }

  it.each([
    '',
    'nobody',
    'a@b',
    'a\0@example.com',
    'a@example.com, b@example.com',
    `${'a'.repeat(99_999)}@example.com`,
  ])('what is no address is answered as one that is unknown: %#', async (email) => {
    expect(await sessions().requestLink(email, newIp())).toBeNull();
  });

  it('is not waited for: the answer to a known address comes before anything is written', async () => {
    const email = await knownAddress();
    await whileLocked(async () => {
      expect(await sessions().requestLink(email, newIp())).toBeNull();
      await eventually('the link waits for the table', async () => {
        const { rows } = await world.pool.query<{ waiting: boolean }>(
          `select exists (select from pg_locks where relation = 'sign_in_links'::regclass and not granted) as waiting`,
        );
        return rows[0]?.waiting;
      });
      expect(world.smtp.mails.filter(({ to }) => to.includes(email))).toEqual([]);
    });
    await world.smtp.mailsTo(email);
  });

  it('that the server refuses is logged without its words, and its link is gone', async () => {
    const email = await knownAddress();
    world.smtp.refuseNext(1);
    const before = world.lines.length;
    await sessions().requestLink(email, newIp());
    const line = await eventually('it is logged', () =>
      world.lines.slice(before).find((text) => text.includes('did not take a sign-in mail')),
    );
    expect(JSON.parse(line)).toMatchObject({ code: 'EENVELOPE' });
    await eventually('the link is gone', async () => (await linksKept(email)) === 0);
    expect(world.lines.join('\n')).not.toContain('greylisted');
    expect(world.lines.join('\n')).not.toContain(email);
  });

  it('under way is waited for when the process stops', async () => {
    const email = await knownAddress();
    const stopping = world.process();
    let closed: Promise<void> | undefined;
    await whileLocked(async () => {
      await stopping.sessions.requestLink(email, newIp());
      closed = stopping.close();
    });
    await closed;
    expect(world.smtp.mails.filter(({ to }) => to.includes(email))).toHaveLength(1);
  });
});

describe('a link', () => {
  it('opens one session, once', async () => {
    const email = await knownAddress();
    const token = tokenOf(await linkFor(email));
    const opened = await sessions().redeemLink(token);
    expect(await sessions().find(opened?.token ?? '')).toMatchObject({ subject: { email } });
    expect(await sessions().redeemLink(token)).toBeUndefined();
    // A link's token is no session's, and the other way round.
    expect(await sessions().find(token)).toBeUndefined();
    expect(await sessions().redeemLink(opened?.token ?? '')).toBeUndefined();
  });

  it('redeemed ten times at the same moment opens one session', async () => {
    const email = await knownAddress();
    const token = tokenOf(await linkFor(email));
    const opened = await Promise.all(
      Array.from({ length: 10 }, () => sessions().redeemLink(token)),
    );
    expect(opened.filter((session) => session !== undefined)).toHaveLength(1);
    const { rows } = await world.pool.query(
      `select s.id from dashboard_sessions s join organization_members m on m.id = s.member_id
       where m.email = $1`,
      [email],
    );
    expect(rows).toHaveLength(1);
  });

  it('is over after fifteen minutes', async () => {
    const email = await knownAddress();
    const token = tokenOf(await linkFor(email));
    const { rows } = await world.pool.query<{ seconds: number }>(
      `update sign_in_links set expires_at = now() where email = $1
       returning extract(epoch from (select expires_at - created_at from sign_in_links where email = $1))::int as seconds`,
      [email],
    );
    expect(rows).toEqual([{ seconds: 900 }]);
    expect(await sessions().redeemLink(token)).toBeUndefined();
  });

  it('that is over is removed when another is made', async () => {
    const email = await knownAddress();
    await linkFor(email);
    await world.pool.query('update sign_in_links set expires_at = now() where email = $1', [email]);
    await linkFor(await knownAddress());
    expect(await linksKept(email)).toBe(0);
  });

  it('opens nothing once the member was removed, nor by a deleted organization', async () => {
    const { organizations } = world.services;
    const email = newAddress();
    const { id } = await organizations.create('Acme');
    const { id: memberId } = await organizations.addMember(id, email, 'admin');
    const removed = tokenOf(await linkFor(email));
    await organizations.removeMember(id, memberId);
    expect(await sessions().redeemLink(removed)).toBeUndefined();

    const other = await organizations.create('Acme');
    const otherEmail = newAddress();
    await organizations.addMember(other.id, otherEmail, 'admin');
    const gone = tokenOf(await linkFor(otherEmail));
    await organizations.remove(other.id);
    expect(await sessions().redeemLink(gone)).toBeUndefined();
  });

  it('is kept as its hash alone, and is in no log', async () => {
    const email = await knownAddress();
    const link = await linkFor(email);
    const token = tokenOf(link);
    const { rows } = await world.pool.query<{ all: string }>(
      `select string_agg(l::text, ' ') as all from sign_in_links l`,
    );
    expect(rows[0]?.all).toContain(createHash('sha256').update(token).digest('hex'));
    expect(rows[0]?.all).not.toContain(token);
    expect(rows[0]?.all).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
    const opened = await sessions().redeemLink(token);
    const log = world.lines.join('\n');
    expect(log).toContain('sign-in mail sent');
    expect(log).toContain('signed in by mail');
    for (const secret of [token, opened?.token ?? '', email, '/sign-in/link']) {
      expect(log).not.toContain(secret);
    }
  });
});

describe('too many requests', () => {
  it.each([
    ['a known', knownAddress],
    ['an unknown', () => Promise.resolve(newAddress())],
  ])('of %s address are refused, from wherever they come', async (_what, address) => {
    const email = await address();
    for (let n = 0; n < MOST_LINKS; n += 1) await sessions().requestLink(email, newIp());
    await expect(sessions().requestLink(email, newIp())).rejects.toMatchObject(TOO_MANY);
    await expect(sessions().requestLink(email.toUpperCase(), newIp())).rejects.toMatchObject(
      TOO_MANY,
    );
    await sessions().requestLink(newAddress(), newIp());
  });

  it('are no matter to who signs in with one of the links', async () => {
    const email = await knownAddress();
    for (let n = 0; n < MOST_LINKS; n += 1) await sessions().requestLink(email, newIp());
    const [link = ''] = await world.links(email, MOST_LINKS);
    await sessions().redeemLink(tokenOf(link));
    await sessions().requestLink(email, newIp());
    await world.links(email, MOST_LINKS + 1);
  });

  it('at several processes at once keep five links for an address', async () => {
    const email = await knownAddress();
    const processes = [world.process(), world.process(), world.process()];
    await Promise.all(
      processes.flatMap(({ sessions }) =>
        Array.from({ length: 4 }, () => sessions.requestLink(email, newIp())),
      ),
    );
    await Promise.all(processes.map((services) => services.close()));
    expect(await linksKept(email)).toBe(MOST_LINKS);
    expect(world.smtp.mails.filter(({ to }) => to.includes(email))).toHaveLength(MOST_LINKS);
  });

  it.each([
    ['an IPv4 address', () => [newIp()]],
    ['an IPv4 address in either spelling', () => [newIp()].flatMap((ip) => [ip, `::ffff:${ip}`])],
    [
      'an IPv6 network',
      () => [newClientNetwork()].flatMap((net) => [`${net}::1`, `${net}:ffff::9`]),
    ],
  ])('of %s are refused, for whatever address', async (_what, clients) => {
    const ips = clients();
    for (let n = 0; n < MOST_OF_CLIENT; n += 1) {
      await sessions().requestLink(
        n % 2 === 0 ? newAddress() : 'no address',
        ips[n % ips.length] ?? '',
      );
    }
    for (const ip of ips) {
      await expect(sessions().requestLink(newAddress(), ip)).rejects.toMatchObject(TOO_MANY);
    }
    for (const ip of [newIp(), `${newClientNetwork()}::1`]) {
      await sessions().requestLink(newAddress(), ip);
    }
  });
});

describe('mails that are shown', () => {
  it('are in the answer and in the terminal, are not sent, and sign in', async () => {
    const services = world.process({ DASHBOARD_SHOW_MAILS: 'true' });
    const { sessions } = services;
    expect([sessions.canSignInByMail, sessions.mailsAreShown]).toEqual([true, true]);
    const email = await knownAddress();
    const mail = await sessions.requestLink(email, newIp());
    expect(mail).toMatchObject({ recipient: email, subject: 'Sign in to Signalpost' });
    expect(mail?.body).toContain(`\n${mail?.link ?? 'no link'}\n`);
    expect(world.shown).toEqual([mail]);
    expect(await sessions.redeemLink(tokenOf(mail?.link ?? ''))).toHaveProperty('token');
    expect(await sessions.requestLink(newAddress(), newIp())).toBeNull();
    await services.close();
    expect(world.smtp.mails.filter(({ to }) => to.includes(email))).toEqual([]);
    expect(world.lines.join('\n')).not.toContain(mail?.link);
  });
});

it.each([
  ['https://hooks.example.com', 1],
  ['http://localhost:8400', 0],
  ['http://127.0.0.1:8400', 0],
  ['http://[::1]:8400', 0],
])('showing mails at %s is warned of %d times', async (publicUrl, times) => {
  const before = world.lines.length;
  await world.process({ DASHBOARD_SHOW_MAILS: 'true', PUBLIC_URL: publicUrl }).close();
  const warned = world.lines.slice(before).filter((line) => line.includes('signs in as anybody'));
  expect(warned).toHaveLength(times);
});

describe('without a mail server', () => {
  it('nobody signs in by mail, which is said once', async () => {
    const services = world.process({ SMTP_URL: '' });
    const { sessions } = services;
    expect([sessions.canSignInByMail, sessions.mailsAreShown]).toEqual([false, false]);
    const email = await knownAddress();
    expect(await sessions.requestLink(email, newIp())).toBeNull();
    expect(await sessions.requestLink(email, newIp())).toBeNull();
    await services.close();
    expect(await linksKept(email)).toBe(0);
    expect(world.lines.filter((line) => line.includes('SMTP_URL is not set'))).toHaveLength(1);
  });
});

it('with one it is known that mails are sent', () => {
  expect([sessions().canSignInByMail, sessions().mailsAreShown]).toEqual([true, false]);
});
