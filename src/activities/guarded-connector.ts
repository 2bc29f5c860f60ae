import { lookup as systemLookup, promises as dns, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import { isDeliverableAddress } from '../webhooks/address';
import { BLOCKED_ADDRESS_CODE, whileConnecting } from './failure-stage';
import { OwnFailure } from './own-failure';

const DNS_PROBE_TIMEOUT_MS = 2_000;
/** Bytes of an answer that undici gets at once. */
const PIECE_MAX_BYTES = 2_048;
/** More than the headers and the start of a body that are ever of use, with their framing. */
const ANSWER_MAX_BYTES = 32_768;

/** Resolves a host to all of its addresses, as dns.lookup does with `all`. */
export type ResolveHost = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const resolveBySystem: ResolveHost = (hostname, done) =>
  systemLookup(hostname, { all: true, order: 'verbatim' }, done);

/** Whether our own DNS server answers at all: asked for the root, which no receiver is in charge of. */
async function ownDnsAnswers(): Promise<boolean> {
  const resolver = new dns.Resolver({ timeout: DNS_PROBE_TIMEOUT_MS, tries: 1 });
  try {
    await resolver.resolveNs('.');
    return true;
  } catch (error) {
    // A resolver that knows of no such record has answered too.
    return ['ENODATA', 'ENOTFOUND'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

function blocked(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${host} has no address that may receive webhooks`), {
    code: BLOCKED_ADDRESS_CODE,
  });
}

/**
 * Bounds what an answer can cost, whatever it is made of. It is handed over in small pieces: where
 * headers are too many undici breaks the connection, but goes through the rest of the piece that it
 * was given, with an Error for each header in it; of 64 KB that takes a quarter of a second of the
 * whole process. And it ends: undici would go on as fast as provisional answers, empty lines or chunk
 * extensions arrive, until the time is up.
 */
function boundAnswers(socket: Socket): Socket {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  let written = 0;
  let left = 0;
  socket.read = () => {
    if (socket.destroyed) return null;
    // What we have written since means a new request on a kept connection.
    if (socket.bytesWritten !== written) {
      written = socket.bytesWritten;
      left = ANSWER_MAX_BYTES;
    }
    const piece = read(Math.min(socket.readableLength, PIECE_MAX_BYTES) || undefined);
    left -= piece?.length ?? 0;
    if (left >= 0) return piece;
    socket.destroy(
      Object.assign(new Error('the answer is too long'), {
        code: 'ERR_ANSWER_TOO_LONG',
        stage: 'response',
      }),
    );
    return null;
  };
  return socket;
}

export interface GuardedConnectorOptions {
  readonly allowLoopback: boolean;
  readonly connectTimeoutMs: number;
  readonly resolve?: ResolveHost;
  readonly dnsAnswers?: () => Promise<boolean>;
  /** Called with every connection that was made. */
  readonly onConnect?: (origin: string, socket: Socket) => void;
}

/**
 * Makes connections for undici and checks the address where the connection is made: the very
 * addresses that were checked are connected to, so a name whose answer changes between check and
 * connect (DNS rebinding) gains nothing. An own DNS outage becomes an OwnFailure.
 */
export function createGuardedConnector(options: GuardedConnectorOptions): buildConnector.connector {
  const resolve = options.resolve ?? resolveBySystem;
  const dnsAnswers = options.dnsAnswers ?? ownDnsAnswers;
  const allowed = (address: string) =>
    isDeliverableAddress(address, { allowLoopback: options.allowLoopback });

  const lookup: LookupFunction = (hostname, lookupOptions, callback) => {
    resolve(hostname, (error, addresses) => {
      if (error?.code === 'EAI_AGAIN') {
        // The one code that says either "their name server fails" or "ours does".
        void dnsAnswers().then((answers) =>
          callback(answers ? error : new OwnFailure('our DNS server does not answer'), ''),
        );
        return;
      }
      const usable = (error ? [] : addresses).filter(({ address }) => allowed(address));
      const [first] = usable;
      if (error) callback(error, '');
      else if (first === undefined) callback(blocked(hostname), '');
      else if (lookupOptions.all === true) callback(null, usable);
      else callback(null, first.address, first.family);
    });
  };

  const connect = buildConnector({
    lookup,
    timeout: options.connectTimeoutMs,
    autoSelectFamily: true,
    // Sessions are resumed per host; a bound keeps many receivers from filling memory.
    maxCachedSessions: 1_000,
  });

  return (target, callback) => {
    const host = target.hostname.replace(/^\[|\]$/g, '');
    // A literal address is connected to without a look-up, so it is checked here.
    if (isIP(host) !== 0 && !allowed(host)) {
      callback(blocked(host), null);
      return;
    }
    connect(target, (...[error, socket]) => {
      if (error !== null) {
        callback(whileConnecting(error, target.protocol), null);
        return;
      }
      options.onConnect?.(`${target.protocol}//${target.host ?? target.hostname}`, socket);
      callback(null, boundAnswers(socket));
    });
  };
}
