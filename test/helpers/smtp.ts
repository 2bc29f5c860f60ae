import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { eventually } from './eventually';

/** A mail as the server took it. */
export interface TakenMail {
  /** Recipients of the envelope. */
  readonly to: readonly string[];
  /** The whole text, headers first. */
  readonly source: string;
  readonly parsed: ParsedMail;
}

/** A real SMTP server on a loopback port that keeps what it takes. */
export class TestSmtpServer {
  readonly mails: TakenMail[] = [];
  /** Recipients that were refused. */
  refused = 0;
  private refusals = 0;

  private constructor(private readonly server: SMTPServer) {}

  /** @param port of a former server that is to come back; any free one when left out */
  static async start(port = 0): Promise<TestSmtpServer> {
    const holder: { smtp?: TestSmtpServer } = {};
    const server = new SMTPServer({
      authOptional: true,
      // Without a certificate that clients trust there is nothing to offer.
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      onRcptTo(_address, _session, callback) {
        callback(holder.smtp?.refusal() ?? null);
      },
      onData(stream, session, callback) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const source = Buffer.concat(chunks).toString('utf8');
          void simpleParser(source).then((parsed) => {
            const to = session.envelope.rcptTo.map(({ address }) => address);
            holder.smtp?.mails.push({ to, source, parsed });
            callback();
          });
        });
      },
    });
    server.on('error', () => undefined);
    const smtp = new TestSmtpServer(server);
    holder.smtp = smtp;
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return smtp;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** The next recipients are refused with a status that says "later". */
  refuseNext(count: number): void {
    this.refusals = count;
  }

  private refusal(): Error | null {
    if (this.refusals === 0) return null;
    this.refusals -= 1;
    this.refused += 1;
    return Object.assign(new Error('greylisted, try again later'), { responseCode: 451 });
  }

  /** Mails to one address, once there are `count`. */
  mailsTo(address: string, count = 1): Promise<TakenMail[]> {
    return eventually(`${count} mails to ${address}`, () => {
      const found = this.mails.filter(({ to }) => to.includes(address));
      return found.length >= count ? found : undefined;
    });
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }
}
