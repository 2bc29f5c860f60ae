import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { tooManyRequests } from '../errors';

const WINDOW_SECONDS = 900;
/** Mails to one address in a window. */
const LINKS_PER_ADDRESS = 5;
/** A company's people may share one IP address. */
const LINKS_PER_CLIENT = 60;
const TOKENS_PER_CLIENT = 60;
/** What one customer of a provider gets of IPv6: each has more addresses than can be counted. */
const IPV6_PREFIX_BYTES = 8;

/**
 * Limits sign-ins, so that nobody's mailbox is flooded. Counted in memory, in each API process by
 * itself; the links of an address are bounded in the database too.
 */
export class SignInLimits {
  private readonly linksOfAddress = limiter(LINKS_PER_ADDRESS);
  private readonly linksOfClient = limiter(LINKS_PER_CLIENT);
  private readonly tokensOfClient = limiter(TOKENS_PER_CLIENT);

  /** @throws ApiError TooManyRequests */
  countLinkOfClient(clientIp: string): Promise<void> {
    return consume(this.linksOfClient, clientKey(clientIp));
  }

  /** @throws ApiError TooManyRequests */
  countLinkOfAddress(email: string): Promise<void> {
    return consume(this.linksOfAddress, email.toLowerCase());
  }

  /** @throws ApiError TooManyRequests */
  countToken(clientIp: string): Promise<void> {
    return consume(this.tokensOfClient, clientKey(clientIp));
  }

  /** Whoever redeems a link has asked for it: it was no flood. */
  async forgetAddress(email: string): Promise<void> {
    await this.linksOfAddress.delete(email.toLowerCase());
  }
}

const limiter = (points: number) => new RateLimiterMemory({ points, duration: WINDOW_SECONDS });

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw tooManyRequests(error.msBeforeNext / 1_000);
  }
}

/** What a client is counted by: its IPv4 address, or the network of its IPv6 address. */
function clientKey(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return address.toByteArray().slice(0, IPV6_PREFIX_BYTES).join();
}
