import { types } from 'node:util';
import type { FailureStage } from '../domain/delivery';

/** Set on errors of a connection that our address policy refused. */
export const BLOCKED_ADDRESS_CODE = 'ERR_BLOCKED_ADDRESS';

const CODES: Readonly<Record<string, FailureStage>> = {
  [BLOCKED_ADDRESS_CODE]: 'address',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  ENODATA: 'dns',
  ECONNREFUSED: 'connect',
  EHOSTUNREACH: 'connect',
  ENETUNREACH: 'connect',
  EHOSTDOWN: 'connect',
  EADDRNOTAVAIL: 'connect',
  ETIMEDOUT: 'connect',
  UND_ERR_CONNECT_TIMEOUT: 'connect',
  EPROTO: 'tls',
  UND_ERR_HEADERS_OVERFLOW: 'response',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'response',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
};

/** Shortages of this machine: no receiver causes them (errno(3)). */
const OWN_CODES = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'ENETDOWN']);

/** The several errors of a connection whose addresses were all tried (happy eyeballs). */
function errorsOf(error: Error): readonly unknown[] {
  return 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
}

/** The `code` of an error, of what caused it, or of the first of several. */
export function errorCode(error: unknown): string | undefined {
  if (!types.isNativeError(error)) return undefined;
  const [first] = errorsOf(error);
  if (first !== undefined) return errorCode(first);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return errorCode(error.cause);
}

/** Whether an error comes from a shortage of our own machine; of several, whether all of them do. */
export function isOwnShortage(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const errors = errorsOf(error);
  if (errors.length > 0) return errors.every(isOwnShortage);
  // On a machine without IPv6 it is what every IPv6 address answers, and not a lack of free ports.
  const toIpv6 = 'address' in error && String(error.address).includes(':');
  return OWN_CODES.has(errorCode(error) ?? '') && !(toIpv6 && isNotAvailable(error));
}

const isNotAvailable = (error: unknown) => errorCode(error) === 'EADDRNOTAVAIL';

/**
 * Marks an error as one from before the connection stood, for where its code does not tell: a reset,
 * say, comes in the TLS handshake as well as later.
 */
export function whileConnecting(error: Error, protocol: string): Error {
  return Object.assign(error, { stage: protocol === 'https:' ? 'tls' : 'connect' });
}

/**
 * Names the stage at which an attempt failed.
 *
 * @param answered whether the status line had arrived
 */
export function failureStage(error: unknown, answered: boolean): FailureStage {
  const code = errorCode(error) ?? '';
  const known = CODES[code];
  if (known !== undefined) return known;
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)) return 'tls';
  if (!types.isNativeError(error)) return answered ? 'response' : 'request';
  if ('stage' in error) return error.stage as FailureStage;
  // Not by its code, which undici leaves out.
  if (error.name === 'HTTPParserError') return 'response';
  // 100 Continue and 101 that nobody asked for, and answers to no request: its only sign is the text.
  if (code === 'UND_ERR_SOCKET' && /^bad (response|upgrade)$/.test(error.message))
    return 'response';
  return answered ? 'response' : 'request';
}

const SENTENCES: Readonly<Record<FailureStage, string>> = {
  address: 'The address of this host is not allowed to receive webhooks.',
  dns: 'The host name could not be resolved.',
  connect: 'No connection could be made.',
  tls: 'The TLS connection could not be made.',
  request: 'The connection was closed before an answer came.',
  response: 'The answer broke off or could not be read.',
  timeout: 'No complete answer came in time.',
  status: 'The answer was not a success.',
};

/** One sentence for the delivery log, with the system's code where there is one. */
export function failureSentence(stage: FailureStage, error: unknown): string {
  const code = errorCode(error);
  return code === undefined ? SENTENCES[stage] : `${SENTENCES[stage]} (${code})`;
}
