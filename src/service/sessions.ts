import type { Timestamp } from '../db/pool';
import type { Caller } from './caller';

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
  readonly expiresAt: Timestamp;
}

/** A sign-in mail that is shown in place of being sent. */
export interface ShownMail {
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly link: string;
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

/** Not made yet: whatever is asked of it fails. */
export function createSessionsService(): SessionsService {
  const missing = () => Promise.reject(new Error('Sessions are not made yet.'));
  return {
    canSignInByMail: false,
    mailsAreShown: false,
    requestLink: missing,
    redeemLink: missing,
    signInWithToken: missing,
    find: missing,
    changeOrganization: missing,
    end: missing,
  };
}
