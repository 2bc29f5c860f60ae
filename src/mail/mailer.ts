import { createTransport } from 'nodemailer';

const SMTP_TIMEOUT_MS = 20_000;

/** Sends mails. */
export interface Mailer {
  /** @throws when the server does not take the mail */
  send(mail: { id: string; recipient: string; subject: string; body: string }): Promise<void>;
  close(): void;
}

/**
 * A mailer over SMTP.
 *
 * @param url `smtp://` or `smtps://`, with credentials where the server wants them
 * @param from sender of every mail
 */
export function createMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: SMTP_TIMEOUT_MS,
    greetingTimeout: SMTP_TIMEOUT_MS,
    socketTimeout: SMTP_TIMEOUT_MS,
  });
  return {
    async send({ id, recipient, subject, body }) {
      await transport.sendMail({
        from,
        to: recipient,
        subject,
        text: body,
        // The same on every try: should one be sent twice, mail programs show it once.
        messageId: `<${id}@signalpost>`,
        headers: { 'auto-submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}
