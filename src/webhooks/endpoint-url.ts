import { isDeliverableAddress } from './address';
import { parseUrl } from './parse-url';

/** Most characters of an endpoint's URL, as Polar has it. */
export const ENDPOINT_URL_MAX_CHARACTERS = 2_083;

/** Longest host name in characters, and longest label of one (RFC 1035, section 2.3.4). */
const HOST_NAME_MAX_CHARACTERS = 253;
const HOST_LABEL_MAX_CHARACTERS = 63;

/** The hosts that plain http is accepted for, in the only spelling that is. */
const LOCAL_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** RFC 1123 labels, and the underscore, which names in use have (service records, previews). */
const HOST_LABEL = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/;

export type ParsedEndpointUrl = { ok: true; url: string } | { ok: false; message: string };

/**
 * Reads and normalises the URL of an endpoint, by the WHATWG URL standard: lower-case host, punycode,
 * no default port. It is checked as typed as well as parsed, because the parser repairs in silence
 * what more likely is a mistake or an attempt to get past a check.
 *
 * A name is not resolved here; the address is checked where the connection is made.
 */
export function parseEndpointUrl(text: string): ParsedEndpointUrl {
  const typed = text.trim();
  const problem = problemOfText(typed);
  if (problem !== null) return refuse(problem);
  const url = parseUrl(typed);
  if (url === null) return refuse('The URL is not valid; check its host name and port.');
  // The same name to DNS, but a different one to TLS certificates and to anyone who compares hosts.
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  const hostProblem = problemOfHost(url, typedHost(typed));
  if (hostProblem !== null) return refuse(hostProblem);
  // Encoding makes a URL longer, and the normalised one is what is stored.
  return url.href.length > ENDPOINT_URL_MAX_CHARACTERS
    ? refuse(TOO_LONG)
    : { ok: true, url: url.href };
}

const TOO_LONG = `The URL is longer than ${ENDPOINT_URL_MAX_CHARACTERS} characters.`;

function refuse(message: string): ParsedEndpointUrl {
  return { ok: false, message };
}

function problemOfText(typed: string): string | null {
  if (typed === '') return 'The URL is empty.';
  if (typed.length > ENDPOINT_URL_MAX_CHARACTERS) return TOO_LONG;
  // The parser would drop tabs and line feeds, and join what they part.
  if (/[\s\p{Cc}]/u.test(typed)) {
    return 'The URL must not contain white space or control characters.';
  }
  if (!/^https?:/i.test(typed)) return 'The URL must start with https://.';
  // The parser would take "https:/host" and "https:\\host" too.
  if (!/^https?:\/\/[^/\\?#]/i.test(typed)) return 'The URL has no host name after "://".';
  if (typed.includes('#')) return 'The URL must not contain a fragment ("#").';
  return typedAuthority(typed).includes('@')
    ? 'The URL must not contain a user name or password; use headers or the signature instead.'
    : null;
}

/** Everything between "//" and the path, as typed. */
function typedAuthority(typed: string): string {
  return /^https?:\/\/([^/\\?#]*)/i.exec(typed)?.[1] ?? '';
}

function typedHost(typed: string): string {
  const authority = typedAuthority(typed);
  return (/^\[[^\]]*\]/.exec(authority)?.[0] ?? authority.replace(/:.*$/, '')).toLowerCase();
}

function problemOfHost(url: URL, typed: string): string | null {
  const host = url.hostname;
  if (url.port === '0') return 'The port must be between 1 and 65535.';
  // Also as typed: 127.0.0.1 in another spelling ("127.1", "0x7f000001") means to hide itself.
  const isLocal = LOCAL_HOSTS.has(host) && (host === 'localhost' || LOCAL_HOSTS.has(typed));
  if (isLocal) return null;
  if (isIpLiteral(host)) {
    const address = host.replace(/^\[|\]$/g, '');
    // Nobody needs a mapped literal to name an IPv4 address, other than to get past a check.
    const isMapped = host.startsWith('[::ffff:');
    if (isMapped || !isDeliverableAddress(address, { allowLoopback: false })) {
      return 'The IP address of the URL is private, local or reserved; a public one is needed.';
    }
  } else if (!isHostName(host)) {
    return 'The host name of the URL is not valid.';
  }
  return url.protocol === 'https:'
    ? null
    : 'The URL must start with https://; plain http is accepted for localhost, 127.0.0.1 and [::1] only.';
}

// By the WHATWG rule, a host whose last label is a number is IPv4 in dotted decimal, or did not parse.
function isIpLiteral(host: string): boolean {
  return host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}

// The parser has checked IDNA (UTS #46), but not lengths, empty labels and characters like "*".
function isHostName(host: string): boolean {
  return (
    host.length <= HOST_NAME_MAX_CHARACTERS &&
    host
      .split('.')
      .every((label) => label.length <= HOST_LABEL_MAX_CHARACTERS && HOST_LABEL.test(label))
  );
}
