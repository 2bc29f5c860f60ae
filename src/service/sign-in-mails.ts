import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../log';
import type { Mailer } from '../mail/mailer';
import { Room } from '../room';

/** Mails on their way to the server at once; others wait. */
const AT_ONCE = 4;
/** Longest wait of a mail for its turn; its link would be of no use much later. */
const PATIENCE_MS = 120_000;
/** Mails that wait and are on their way; more means that the server hangs, and would only fill the memory. */
const PENDING_MAX = 1_000;

/**
 * Work that goes on after the answer to whoever asked for a link, so that the answer does not tell by
 * its time whether there was anything to do.
 */
export class SignInMails {
  private readonly pending = new Set<Promise<void>>();
  private readonly room = new Room(AT_ONCE, PATIENCE_MS);
  private isClosed = false;

  constructor(
    private readonly mailer: Mailer,
    private readonly log: Logger,
  ) {}

  /**
   * Begins with the next turn of the event loop; never throws.
   *
   * @param prepare makes the mail; undefined when none is to be sent
   * @param onLost is called when nobody got the mail
   */
  begin(
    prepare: () => Promise<Parameters<Mailer['send']>[0] | undefined>,
    onLost: (id: string) => Promise<void>,
  ): void {
    if (this.pending.size >= PENDING_MAX) {
      this.log.warn('too many sign-in mails are on their way: one was left out');
      return;
    }
    const done = this.send(prepare, onLost)
      .catch((error: unknown) => {
        this.log.error({ err: error }, 'a sign-in mail could not be made');
      })
      .finally(() => this.pending.delete(done));
    this.pending.add(done);
  }

  private async send(
    prepare: () => Promise<Parameters<Mailer['send']>[0] | undefined>,
    onLost: (id: string) => Promise<void>,
  ): Promise<void> {
    await new Promise(setImmediate);
    const leave = await this.room.enter();
    try {
      if (this.isClosed) return;
      const mail = await prepare();
      if (mail === undefined) return;
      try {
        await this.mailer.send(mail);
        this.log.info({ mail_id: mail.id }, 'sign-in mail sent');
      } catch (error) {
        // Without the server's own words, which may repeat credentials of SMTP_URL, or the mail.
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        this.log.error({ mail_id: mail.id, code }, 'the mail server did not take a sign-in mail');
        await onLost(mail.id);
      }
    } finally {
      leave();
    }
  }

  /** Waits for what is under way, and lets go of the mail server. */
  async close(timeoutMs: number): Promise<void> {
    const timer = new AbortController();
    const late = delay(timeoutMs, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([Promise.all(this.pending), late]);
    timer.abort();
    this.isClosed = true;
    if (this.pending.size > 0) {
      this.log.warn({ mails: this.pending.size }, 'stopped before all sign-in mails were sent');
    }
    this.mailer.close();
  }
}
