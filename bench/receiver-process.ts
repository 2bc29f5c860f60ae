import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { now } from './clock';
import type { AnsweredArrivals, ReceiverAnswer, ReceiverRequest } from './receiver-messages';
import { parseReceiverPath, type Treatment } from './receiver-paths';

/** Hexadecimal digits at an id's beginning that are random and decide whether it fails. */
const ID_DIGITS = 8;

/** What has come for one tag. */
interface Inbox {
  readonly ids: string[];
  readonly at: number[];
  readonly statuses: number[];
  readonly answeredAt: number[];
  readonly different: Set<string>;
  /** Calls that wait for a number of different ids. */
  waiting: { call: number; count: number }[];
}

const inboxes = new Map<string, Inbox>();
/** Ports beside the main one, each made when it is first asked for and kept. */
const furtherPorts: Promise<number>[] = [];

/**
 * The receiver: a program of its own that remembers the id of every request and answers with 204,
 * or as the request's path says.
 */
async function main(): Promise<void> {
  process.on('message', (request: ReceiverRequest) => void handle(request));
  process.on('disconnect', () => process.exit(0));
  send({ kind: 'ready', port: await listen() });
}

function listen(): Promise<number> {
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, receive);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function receive(request: IncomingMessage, response: ServerResponse): void {
  const at = now();
  const { tag, treatment } = parseReceiverPath(request.url ?? '');
  const inbox = inboxOf(tag);
  const id = String(request.headers['webhook-id']);
  const status = isToFail(inbox, id, treatment) ? 503 : 204;
  const index = inbox.ids.push(id) - 1;
  inbox.at.push(at);
  inbox.statuses.push(0);
  inbox.answeredAt.push(0);
  inbox.different.add(id);
  request.resume();
  const { answerAfterMs } = treatment;
  const answer = () => {
    response.writeHead(status).end();
    inbox.statuses[index] = status;
    inbox.answeredAt[index] = now();
  };
  if (answerAfterMs === 0) request.on('end', answer);
  else if (answerAfterMs !== null) setTimeout(answer, answerAfterMs);
  answerWaiting(inbox);
}

/** One in so many ids fails, and only when it comes for the first time. */
function isToFail({ different }: Inbox, id: string, { failOneIn }: Treatment): boolean {
  return (
    failOneIn !== undefined &&
    Number.parseInt(id.slice(0, ID_DIGITS), 16) % failOneIn === 0 &&
    !different.has(id)
  );
}

async function handle(request: ReceiverRequest): Promise<void> {
  const { kind, call } = request;
  if (kind === 'listen') {
    while (furtherPorts.length < request.count) furtherPorts.push(listen());
    const ports = await Promise.all(furtherPorts.slice(0, request.count));
    send({ kind: 'answer', call, ports });
    return;
  }
  const inbox = inboxOf(request.tag);
  if (kind === 'wait') {
    inbox.waiting.push({ call, count: request.count });
    answerWaiting(inbox);
  } else if (kind === 'report') {
    send({ kind: 'answer', call, arrivals: arrivalsOf(inbox) });
  } else {
    inboxes.delete(request.tag);
    send({ kind: 'answer', call });
  }
}

function arrivalsOf({ ids, at, statuses, answeredAt }: Inbox): AnsweredArrivals {
  return { ids, at, statuses, answeredAt };
}

function inboxOf(tag: string): Inbox {
  let inbox = inboxes.get(tag);
  if (inbox === undefined) {
    inbox = {
      ids: [],
      at: [],
      statuses: [],
      answeredAt: [],
      different: new Set(),
      waiting: [],
    };
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

void main();
