import ipaddr from 'ipaddr.js';

/** Which addresses beside the global ones may be delivered to. */
export interface AddressPolicy {
  allowLoopback: boolean;
}

/**
 * All of IPv6's global unicast space (IANA, "IPv6 Global Unicast Address Assignments"); the rest is
 * reserved, or embeds another address (::/96, NAT64's 64:ff9b::/96). ipaddr.js calls it unicast.
 */
const GLOBAL_UNICAST_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Azure's virtual platform address: public by number, but answered by the host of the machine that
 * asks, with its configuration (Azure, "What is IP address 168.63.129.16?"). The metadata addresses
 * of the other clouds lie in special ranges.
 */
const CLOUD_PLATFORM_IPV4 = ipaddr.IPv4.parseCIDR('168.63.129.16/32');

/** IPv6 text that ends in dotted IPv4, other than an IPv4-mapped address. */
const DOTTED_BUT_NOT_MAPPED = /^(?!::ffff:\d+\.)[^%]*\./i;

/**
 * Tells whether a resolved address may be connected to: only global unicast addresses may, as the
 * IANA special-purpose address registries (RFC 6890) draw the line. Ranges that embed an IPv4
 * address are refused whole (6to4, Teredo, NAT64), except IPv4-mapped addresses, which are judged by
 * the address that they map, because that is the one connected to. AS112 and AMT relays, global by
 * registry, are refused too: they are anycast, often answered nearby, and never a webhook's receiver.
 *
 * @param address IPv4 in dotted decimal or IPv6, a zone id allowed; anything else is refused
 */
export function isDeliverableAddress(address: string, policy: AddressPolicy): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) {
    return isDeliverableIpv4(ipaddr.IPv4.parse(address), policy);
  }
  // ipaddr.js reads the obsolete ::1.2.3.4 as ::ffff:1.2.3.4, another address.
  if (DOTTED_BUT_NOT_MAPPED.test(address) || !ipaddr.IPv6.isValid(address)) return false;
  const ipv6 = ipaddr.IPv6.parse(address);
  if (ipv6.isIPv4MappedAddress()) return isDeliverableIpv4(ipv6.toIPv4Address(), policy);
  if (ipv6.range() === 'loopback') return policy.allowLoopback;
  return ipv6.range() === 'unicast' && ipv6.match(GLOBAL_UNICAST_IPV6);
}

function isDeliverableIpv4(ipv4: ipaddr.IPv4, policy: AddressPolicy): boolean {
  if (ipv4.range() === 'loopback') return policy.allowLoopback;
  return ipv4.range() === 'unicast' && !ipv4.match(CLOUD_PLATFORM_IPV4);
}
