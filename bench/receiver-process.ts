import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { now } from './clock';
import type { ReceiverAnswer, ReceiverRequest } from './receiver-messages';

/** What has come for one tag. */
interface Inbox {
  readonly ids: string[];
  readonly at: number[];
  readonly different: Set<string>;
  /** Calls that wait for a number of different ids. */
  waiting: { call: number; count: number }[];
}

/** The receiver: a program of its own that answers every request with 204 and remembers its id. */
function main(): void {
  const inboxes = new Map<string, Inbox>();
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const at = now();
    const inbox = inboxOf(inboxes, request.url?.split('/', 2)[1] ?? '');
    const id = String(request.headers['webhook-id']);
    inbox.ids.push(id);
    inbox.at.push(at);
    inbox.different.add(id);
    request.resume();
    request.on('end', () => response.writeHead(204).end());
    answerWaiting(inbox);
  });
  process.on('message', (request: ReceiverRequest) => handle(inboxes, request));
  process.on('disconnect', () => process.exit(0));
  server.listen(0, '127.0.0.1', () => {
    send({ kind: 'ready', port: (server.address() as AddressInfo).port });
  });
}

function handle(inboxes: Map<string, Inbox>, request: ReceiverRequest): void {
  const { kind, call, tag } = request;
  const inbox = inboxOf(inboxes, tag);
  if (kind === 'wait') {
    inbox.waiting.push({ call, count: request.count });
    answerWaiting(inbox);
  } else if (kind === 'report') {
    send({ kind: 'answer', call, arrivals: { ids: inbox.ids, at: inbox.at } });
  } else {
    inboxes.delete(tag);
    send({ kind: 'answer', call });
  }
}

function inboxOf(inboxes: Map<string, Inbox>, tag: string): Inbox {
  let inbox = inboxes.get(tag);
  if (inbox === undefined) {
    inbox = { ids: [], at: [], different: new Set(), waiting: [] };
    inboxes.set(tag, inbox);
  }
  return inbox;
}

function answerWaiting(inbox: Inbox): void {
  if (inbox.waiting.length === 0) return;
  const isMet = ({ count }: { count: number }) => inbox.different.size >= count;
  for (const { call } of inbox.waiting.filter(isMet)) send({ kind: 'answer', call });
  inbox.waiting = inbox.waiting.filter((waiting) => !isMet(waiting));
}

function send(answer: ReceiverAnswer): void {
  process.send?.(answer);
}

main();
