import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { loadConfig } from '../../src/config';
import { createPool, type Pool } from '../../src/db/pool';
import { createServices, type Services } from '../../src/service';
import type { NewSession } from '../../src/service/sessions';
import type { ShownMail } from '../../src/service/sign-in-mail';
import { createTemporalClient } from '../../src/temporal/client';
import { createEndpointWorkflows } from '../../src/temporal/endpoint-workflows';
import { createTestDatabase } from '../helpers/database';
import { TestSmtpServer } from '../helpers/smtp';
import { testEnvironment } from '../helpers/stack';

export const PUBLIC_URL = 'https://hooks.example.com';
export const newAddress = () => `${randomUUID()}@example.com`;
export const newIp = () => `10.${[...randomBytes(3)].join('.')}`;
export const newClientNetwork = () => `2001:db8:${randomBytes(2).toString('hex')}:1`;

/** What a link's mail hands to the page. */
export const tokenOf = (link: string) => new URL(link).hash.slice(1);

/** The services of an API process with a database and a mail server of their own. */
export interface SignInWorld {
  readonly pool: Pool;
  readonly smtp: TestSmtpServer;
  readonly adminToken: string;
  readonly services: Services;
  /** What was logged, unredacted and at its most talkative. */
  readonly lines: readonly string[];
  readonly shown: readonly ShownMail[];
  /** A further process over the same rows; whoever makes it closes it. */
  process(environment?: NodeJS.ProcessEnv): Services;
  /** Signs in by the link of a mail. */
  signIn(email: string): Promise<NewSession>;
  /** The links of the mails to an address, once there are `count`. */
  links(email: string, count?: number): Promise<string[]>;
  close(): Promise<void>;
}

export async function startSignInWorld(): Promise<SignInWorld> {
  const database = await createTestDatabase();
  const smtp = await TestSmtpServer.start();
  const base: NodeJS.ProcessEnv = {
    ...testEnvironment(database.url),
    PUBLIC_URL,
    SMTP_URL: smtp.url,
  };
  const pool = createPool(database.url, 10);
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const shown: ShownMail[] = [];
  const { connection, namespace, taskQueue } = loadConfig(base).temporal;
  const temporal = createTemporalClient(connection, namespace);
  const workflows = createEndpointWorkflows(temporal.client, taskQueue);
  const process = (environment: NodeJS.ProcessEnv = {}) => {
    const config = loadConfig({ ...base, ...environment });
    return createServices({
      config,
      pool,
      workflows,
      log,
      showMail: (mail) => void shown.push(mail),
    });
  };
  const services = process();
  const links = async (email: string, count = 1) => {
    const mails = await smtp.mailsTo(email, count);
    return mails.map(({ parsed }) => /https:\S+#\S+/.exec(parsed.text ?? '')?.[0] ?? '');
  };
  return {
    pool,
    smtp,
    adminToken: base.ADMIN_TOKEN ?? '',
    services,
    lines,
    shown,
    process,
    links,
    async signIn(email) {
      const before = smtp.mails.filter(({ to }) => to.includes(email)).length;
      await services.sessions.requestLink(email, newIp());
      const link = (await links(email, before + 1)).at(-1) ?? '';
      const session = await services.sessions.redeemLink(tokenOf(link));
      if (session === undefined) throw new Error(`The link for ${email} opens no session.`);
      return session;
    },
    async close() {
      await services.close();
      await temporal.close();
      await pool.end();
      await smtp.close();
      await database.drop();
    },
  };
}
