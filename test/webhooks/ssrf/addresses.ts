/** A range that no webhook may be sent to. */
interface SpecialRange {
  readonly cidr: string;
  readonly name: string;
}

/**
 * IANA's special-purpose address registries (RFC 6890 and what was entered since), the multicast and
 * reserved spaces beside them, and the ranges that embed another address.
 */
const RANGES: readonly SpecialRange[] = [
  { cidr: '0.0.0.0/8', name: 'this network' },
  { cidr: '10.0.0.0/8', name: 'private' },
  { cidr: '100.64.0.0/10', name: 'shared (CGNAT)' },
  { cidr: '127.0.0.0/8', name: 'loopback' },
  { cidr: '169.254.0.0/16', name: 'link local' },
  { cidr: '172.16.0.0/12', name: 'private' },
  { cidr: '192.0.0.0/24', name: 'IETF protocol assignments' },
  { cidr: '192.0.2.0/24', name: 'TEST-NET-1' },
  { cidr: '192.31.196.0/24', name: 'AS112' },
  { cidr: '192.52.193.0/24', name: 'AMT' },
  { cidr: '192.88.99.0/24', name: '6to4 relay' },
  { cidr: '192.168.0.0/16', name: 'private' },
  { cidr: '192.175.48.0/24', name: 'AS112 delegation' },
  { cidr: '198.18.0.0/15', name: 'benchmarking' },
  { cidr: '198.51.100.0/24', name: 'TEST-NET-2' },
  { cidr: '203.0.113.0/24', name: 'TEST-NET-3' },
  { cidr: '224.0.0.0/4', name: 'multicast' },
  { cidr: '240.0.0.0/4', name: 'reserved' },
  { cidr: '255.255.255.255/32', name: 'limited broadcast' },
  { cidr: '::/128', name: 'unspecified' },
  { cidr: '::1/128', name: 'loopback' },
  { cidr: '::/96', name: 'IPv4-compatible' },
  { cidr: '::ffff:0:0:0/96', name: 'IPv4-translated' },
  { cidr: '64:ff9b::/96', name: 'NAT64' },
  { cidr: '64:ff9b:1::/48', name: 'local NAT64' },
  { cidr: '100::/64', name: 'discard only' },
  { cidr: '100:0:0:1::/64', name: 'dummy prefix' },
  { cidr: '2001::/23', name: 'IETF protocol assignments' },
  { cidr: '2001::/32', name: 'Teredo' },
  { cidr: '2001:2::/48', name: 'benchmarking' },
  { cidr: '2001:3::/32', name: 'AMT' },
  { cidr: '2001:4:112::/48', name: 'AS112' },
  { cidr: '2001:10::/28', name: 'ORCHID' },
  { cidr: '2001:20::/28', name: 'ORCHIDv2' },
  { cidr: '2001:30::/28', name: 'drone ids' },
  { cidr: '2001:db8::/32', name: 'documentation' },
  { cidr: '2002::/16', name: '6to4' },
  { cidr: '2620:4f:8000::/48', name: 'AS112 delegation' },
  { cidr: '3fff::/20', name: 'documentation' },
  { cidr: '5f00::/16', name: 'segment routing' },
  { cidr: 'fc00::/7', name: 'unique local' },
  { cidr: 'fe80::/10', name: 'link local' },
  { cidr: 'fec0::/10', name: 'site local' },
  { cidr: 'ff00::/8', name: 'multicast' },
];

/** What clouds answer their machines' questions at. */
const METADATA: readonly string[] = [
  '169.254.169.254',
  '169.254.170.2',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd20:ce::254',
];

/** Embedding a global address makes none of these global. */
const EMBEDDING: readonly string[] = [
  '::808:808',
  '::ffff:0:808:808',
  '64:ff9b::808:808',
  '2002:808:808::1',
  '2001:0:808:808:8000:63bf:3fff:fdd2',
];

/** IPv4 that an IPv4-mapped IPv6 address stands for is judged as IPv4: each is spelt so too. */
export const SPECIAL_ADDRESSES: readonly string[] = [
  ...new Set([
    ...RANGES.flatMap(({ cidr }) => firstMiddleLast(cidr)),
    '127.0.0.1',
    ...METADATA,
    ...EMBEDDING,
  ]),
];

/** The middle of each range, where all of them would take too long. */
export const SOME_SPECIAL_ADDRESSES: readonly string[] = [
  ...new Set([
    ...RANGES.flatMap(({ cidr }) => {
      const [first = '', middle = first] = firstMiddleLast(cidr);
      return [middle];
    }),
    ...METADATA,
  ]),
];

export function isIpv6(address: string): boolean {
  return address.includes(':');
}

function firstMiddleLast(cidr: string): string[] {
  const [base = '', prefix = ''] = cidr.split('/');
  const bits = isIpv6(base) ? 128 : 32;
  const size = 1n << BigInt(bits - Number(prefix));
  const first = toNumber(base);
  const write = isIpv6(base) ? writeIpv6 : writeIpv4;
  return [...new Set([first, first + size / 2n, first + size - 1n])].map(write);
}

/** An address as a number. */
export function toNumber(address: string): bigint {
  if (!isIpv6(address)) {
    return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  }
  return groupsOf(address).reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

/** The eight groups of an IPv6 address, without leading zeros. */
export function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return tail === undefined ? left : [...left, ...zeros, ...right];
}

export function writeIpv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
}

/** In the canonical form (RFC 5952), as the URL standard writes it. */
function writeIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 65_535n).toString(16),
  );
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1);
}
