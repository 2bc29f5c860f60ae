import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DashboardConfig } from '../config';
import type { Pool, Timestamp } from '../db/pool';
import * as rows from '../db/sessions';
import {
  deleteSignInLink,
  insertSignInLink,
  selectAddressee,
  type Addressee,
} from '../db/sign-in-links';
import type { Logger } from '../log';
import { SCOPES, type Caller } from './caller';
import { SignInLimits } from './sign-in-limits';
import { signInMail, type ShownMail } from './sign-in-mail';
import type { SignInMails } from './sign-in-mails';
import type { TokensService } from './tokens';

/** Somebody who is signed in to the dashboard, as of now: roles and scopes are looked up each time. */
export interface Session {
  /** The row's id; not a secret. */
  readonly id: string;
  readonly organization: { readonly id: string; readonly name: string };
  /** Every organization that this session may change to (by e-mail); for a token just its own. */
  readonly organizations: readonly { readonly id: string; readonly name: string }[];
  readonly subject:
    | { readonly kind: 'member'; readonly email: string; readonly role: 'admin' | 'member' }
    | { readonly kind: 'token'; readonly name: string };
  /** What it may do, as the API's caller: its own organization, scopes by the role or of the token. */
  readonly caller: Caller;
  /** Whether it may manage members and access tokens: an admin by e-mail, never a token. */
  readonly managesOrganization: boolean;
  readonly expiresAt: Timestamp;
}

/** What a session's cookie is made of; the token is here and nowhere else. */
export interface NewSession {
  readonly token: string;
  /**
   * When it is over at the latest: a use prolongs it, and the cookie must not end before it. When it
   * is over for want of use, the row alone says.
   */
  readonly expiresAt: Timestamp;
}

/** Signing in to the dashboard, by a link that is mailed or by an access token. */
export interface SessionsService {
  /** Whether mails reach anybody: they are sent, or shown. Otherwise access tokens alone sign in. */
  readonly canSignInByMail: boolean;
  /** Whether sign-in mails are shown in the page and in the log in place of being sent. */
  readonly mailsAreShown: boolean;
  /**
   * Begins a sign-in by mail. Answers the same, and as quickly, whether the address is known or not.
   *
   * @param clientIp address of whoever asks; requests are limited by it and by the e-mail address
   * @returns the mail where mails are shown, else null
   * @throws ApiError TooManyRequests, for known and unknown addresses alike
   */
  requestLink(email: string, clientIp: string): Promise<ShownMail | null>;
  /** A session for a mailed link's token; undefined when it was used, is over or unknown. */
  redeemLink(token: string): Promise<NewSession | undefined>;
  /**
   * A session for an access token; undefined when it is not valid, `admin` for the deployment's admin
   * token, which opens no session.
   *
   * @throws ApiError TooManyRequests when the client has tried too often
   */
  signInWithToken(accessToken: string, clientIp: string): Promise<NewSession | 'admin' | undefined>;
  /** The session of a token; undefined when there is none or it is over. A use prolongs it. */
  find(sessionToken: string): Promise<Session | undefined>;
  /** Goes on in another of the session's organizations; false when it is none of them. */
  changeOrganization(sessionToken: string, organizationId: string): Promise<boolean>;
  /** Ends a session at once. */
  end(sessionToken: string): Promise<void>;
}

const TOKEN_BYTES = 32;
/** What 32 bytes are in base64url. */
const TOKEN = /^[\w-]{43}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LINK_MINUTES = 15;
const LIVE_LINKS_PER_ADDRESS = 5;
const NOTED_EVERY_SECONDS = 60;
const LIMITS: rows.SessionLimits = {
  idleSeconds: 12 * 3_600,
  wholeSeconds: 7 * 86_400,
  perSubject: 100,
};
const EMAIL_MAX_CHARACTERS = 254;
const emailAddress = z.string().trim().max(EMAIL_MAX_CHARACTERS).pipe(z.email());

const ROLE_SCOPES = {
  admin: SCOPES,
  member: ['webhooks:read', 'events:read'],
} as const satisfies Record<'admin' | 'member', readonly (typeof SCOPES)[number][]>;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/**
 * @param deps.mails sends the mails; null without a mail server
 * @param deps.showMail gets each mail where they are shown in place of being sent
 */
export function createSessionsService(deps: {
  pool: Pool;
  tokens: Pick<TokensService, 'authenticate'>;
  mails: Pick<SignInMails, 'begin'> | null;
  showMail: (mail: ShownMail) => void;
  dashboard: Pick<DashboardConfig, 'publicUrl' | 'showMails'>;
  log: Logger;
}): SessionsService {
  const { pool, tokens, mails, showMail, dashboard, log } = deps;
  const limits = new SignInLimits();
  const canSignInByMail = dashboard.showMails || mails !== null;
  let hasWarned = false;
  if (dashboard.showMails && !isLoopback(new URL(dashboard.publicUrl).hostname)) {
    log.warn('DASHBOARD_SHOW_MAILS is true: whoever reaches the dashboard signs in as anybody');
  }

  /** Keeps a new link and writes its mail; undefined when the address has enough of them. */
  async function writeMail(
    addressee: Addressee,
  ): Promise<(ShownMail & { id: string }) | undefined> {
    const token = newToken();
    const id = randomUUID();
    const kept = await insertSignInLink(pool, {
      id,
      hash: sha256(token),
      email: addressee.email,
      seconds: LINK_MINUTES * 60,
      maxLive: LIVE_LINKS_PER_ADDRESS,
    });
    if (!kept) return undefined;
    return { id, ...signInMail(addressee, token, dashboard.publicUrl, LINK_MINUTES) };
  }

  async function open(
    insert: (row: rows.NewSessionRow) => Promise<rows.Opened | undefined>,
    by: 'mail' | 'access token',
  ): Promise<(NewSession & { email: string | null }) | undefined> {
    const token = newToken();
    const id = randomUUID();
    const opened = await insert({ id, hash: sha256(token) });
    if (opened === undefined) return undefined;
    log.info({ session_id: id }, `signed in by ${by}`);
    return { token, expiresAt: opened.ends_at, email: opened.email };
  }

  async function find(sessionToken: string): Promise<Session | undefined> {
    if (!TOKEN.test(sessionToken)) return undefined;
    const row = await rows.selectSession(pool, sha256(sessionToken), NOTED_EVERY_SECONDS);
    if (row === undefined) return undefined;
    if (!row.is_stale) return toSession(row, row.expires_at);
    const expiresAt = await rows.touchSession(pool, row.id, LIMITS);
    return expiresAt === undefined ? undefined : toSession(row, expiresAt);
  }

  return {
    canSignInByMail,
    mailsAreShown: dashboard.showMails,
    find,

    async requestLink(email, clientIp) {
      await limits.countLinkOfClient(clientIp);
      const address = emailAddress.safeParse(email);
      if (!address.success) return null;
      await limits.countLinkOfAddress(address.data);
      if (!canSignInByMail) {
        if (!hasWarned) log.warn('SMTP_URL is not set: nobody can sign in by mail');
        hasWarned = true;
        return null;
      }
      // Read before the answer, so that a database that is away is no silent loss; all that only a known
      // address needs comes after it.
      const addressee = await selectAddressee(pool, address.data);
      if (addressee === undefined) return null;
      if (!dashboard.showMails) {
        mails?.begin(
          () => writeMail(addressee),
          (id) => deleteSignInLink(pool, id),
        );
        return null;
      }
      const written = await writeMail(addressee);
      if (written === undefined) return null;
      const { recipient, subject, body, link } = written;
      const mail = { recipient, subject, body, link };
      showMail(mail);
      return mail;
    },

    async redeemLink(token) {
      if (!TOKEN.test(token)) return undefined;
      const opened = await open(
        (row) => rows.redeemSignInLink(pool, sha256(token), row, LIMITS),
        'mail',
      );
      if (opened === undefined) return undefined;
      if (opened.email !== null) await limits.forgetAddress(opened.email);
      return { token: opened.token, expiresAt: opened.expiresAt };
    },

    async signInWithToken(accessToken, clientIp) {
      await limits.countToken(clientIp);
      const caller = await tokens.authenticate(accessToken.trim());
      if (caller === undefined) return undefined;
      if (caller.kind === 'admin') return 'admin';
      const opened = await open(
        (row) => rows.insertTokenSession(pool, caller.tokenId, row, LIMITS),
        'access token',
      );
      return opened && { token: opened.token, expiresAt: opened.expiresAt };
    },

    async changeOrganization(sessionToken, organizationId) {
      if (!UUID.test(organizationId)) return false;
      const session = await find(sessionToken);
      if (session === undefined) return false;
      if (session.organization.id === organizationId.toLowerCase()) return true;
      return rows.moveSession(pool, session.id, organizationId);
    },

    async end(sessionToken) {
      if (TOKEN.test(sessionToken)) await rows.deleteSession(pool, sha256(sessionToken));
    },
  };
}

const isLoopback = (hostname: string): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

function toSession(row: rows.SessionRow, expiresAt: Timestamp): Session {
  const { id, email, role } = row;
  const organization = { id: row.organization_id, name: row.organization_name };
  const member =
    email !== null && role !== null ? ({ kind: 'member', email, role } as const) : null;
  const scopes = member === null ? (row.scopes ?? []) : ROLE_SCOPES[member.role];
  return {
    id,
    organization,
    organizations: row.organizations,
    subject: member ?? { kind: 'token', name: row.token_name ?? '' },
    caller: {
      kind: 'organization',
      tokenId: `session:${id}`,
      organizations: [organization.id],
      scopes: new Set(scopes),
    },
    managesOrganization: member?.role === 'admin',
    expiresAt,
  };
}
