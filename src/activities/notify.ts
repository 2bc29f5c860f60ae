import { ApplicationFailure } from '@temporalio/activity';
import { claimMail, isMailSent, markMailSent, releaseMail } from '../db/mails';
import type { ActivityDependencies } from './dependencies';

/** Longer than one try can take, so that a claim that is over belongs to a process that is gone. */
const CLAIM_SECONDS = 90;

/** The activity that sends one mail; Temporal tries it again until the server takes it. */
export function createSendMail({ pool, mailer, log }: ActivityDependencies) {
  return async function sendMail(id: string): Promise<void> {
    if (mailer === null) {
      log.warn({ mail_id: id }, 'SMTP_URL is not set: the mail is kept in the database');
      return;
    }
    const mail = await claimMail(pool, id, CLAIM_SECONDS);
    if (mail === undefined) {
      if (await isMailSent(pool, id)) return;
      throw ApplicationFailure.create({
        message: 'The mail is being sent by another process.',
        type: 'MailClaimed',
        nextRetryDelay: `${CLAIM_SECONDS} seconds`,
      });
    }
    try {
      await mailer.send(mail);
    } catch (error) {
      await releaseMail(pool, id);
      // Without the server's own words, which may repeat credentials of SMTP_URL.
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      throw ApplicationFailure.create({
        message: `The mail server did not take the mail (${code}).`,
        type: 'MailFailed',
      });
    }
    await markMailSent(pool, id);
    log.info({ mail_id: id }, 'mail sent');
  };
}
