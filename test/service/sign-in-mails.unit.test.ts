import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { pino } from 'pino';
import { createMailer } from '../../src/mail/mailer';
import { SignInMails } from '../../src/service/sign-in-mails';
import { eventually } from '../helpers/eventually';

const MAIL = { id: 'id', recipient: 'ops@example.com', subject: 's', body: 'b' };

/** A mail server that takes connections and says nothing. */
let server: Server;
const sockets = new Set<Socket>();
let lines: string[] = [];

beforeEach(async () => {
  lines = [];
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await new Promise((resolve) => server.close(resolve));
});

function mails(): SignInMails {
  const { port } = server.address() as AddressInfo;
  // What a mail of the test before still says is not this one's.
  const own = lines;
  const log = pino({ level: 'trace' }, { write: (line: string) => void own.push(line) });
  return new SignInMails(createMailer(`smtp://127.0.0.1:${port}`, 'a@example.com'), log);
}

const keep = () => Promise.resolve();

it('a server that hangs holds up the stop of the process for no longer than is said', async () => {
  const pending = mails();
  pending.begin(() => Promise.resolve(MAIL), keep);
  await eventually('it is connected to', () => sockets.size === 1);
  await pending.close(50);
  expect(lines.join('\n')).toContain(
    '"mails":1,"msg":"stopped before all sign-in mails were sent"',
  );
});

it('a server that hangs is not called by more than four at once, nor does it fill the memory', async () => {
  const pending = mails();
  let prepared = 0;
  for (let n = 0; n < 1_001; n += 1) {
    pending.begin(() => {
      prepared += 1;
      return Promise.resolve(MAIL);
    }, keep);
  }
  expect(lines.filter((line) => line.includes('one was left out'))).toHaveLength(1);
  await eventually('some are under way', () => sockets.size >= 4);
  expect([prepared, sockets.size]).toEqual([4, 4]);
  await pending.close(0);
  // Those that waited for their turn are not begun any more.
  for (const socket of sockets) socket.destroy();
  await eventually(
    'these have failed',
    () => lines.filter((line) => line.includes('did not take')).length === 4,
  );
  await pending.close(1_000);
  expect(prepared).toBe(4);
});

it('a mail that cannot be made is logged, and the next one is sent nonetheless', async () => {
  const pending = mails();
  pending.begin(() => Promise.reject(new Error('the database is away')), keep);
  pending.begin(() => Promise.resolve(MAIL), keep);
  await eventually('it is connected to', () => sockets.size === 1);
  expect(lines.join('\n')).toContain('a sign-in mail could not be made');
  await pending.close(0);
});

it('nothing is begun before the answer that it must not hold up', async () => {
  const pending = mails();
  let begun = false;
  pending.begin(() => {
    begun = true;
    return Promise.resolve(undefined);
  }, keep);
  await Promise.resolve();
  expect(begun).toBe(false);
  await pending.close(1_000);
  expect(begun).toBe(true);
});
