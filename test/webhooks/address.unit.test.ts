import { isDeliverableAddress } from '../../src/webhooks/address';

const STRICT = { allowLoopback: false };
const LOOPBACK_TOO = { allowLoopback: true };

/** First and last address of each refused range, and the neighbours outside (null: refused as well). */
const REFUSED_RANGES: [
  range: string,
  before: string | null,
  first: string,
  last: string,
  after: string | null,
][] = [
  ['0.0.0.0/8', null, '0.0.0.0', '0.255.255.255', '1.0.0.0'],
  ['10.0.0.0/8', '9.255.255.255', '10.0.0.0', '10.255.255.255', '11.0.0.0'],
  ['100.64.0.0/10', '100.63.255.255', '100.64.0.0', '100.127.255.255', '100.128.0.0'],
  ['127.0.0.0/8', '126.255.255.255', '127.0.0.0', '127.255.255.255', '128.0.0.0'],
  ['169.254.0.0/16', '169.253.255.255', '169.254.0.0', '169.254.255.255', '169.255.0.0'],
  ['172.16.0.0/12', '172.15.255.255', '172.16.0.0', '172.31.255.255', '172.32.0.0'],
  ['192.0.0.0/24', '191.255.255.255', '192.0.0.0', '192.0.0.255', '192.0.1.0'],
  ['192.0.2.0/24', '192.0.1.255', '192.0.2.0', '192.0.2.255', '192.0.3.0'],
  ['192.31.196.0/24', '192.31.195.255', '192.31.196.0', '192.31.196.255', '192.31.197.0'],
  ['192.52.193.0/24', '192.52.192.255', '192.52.193.0', '192.52.193.255', '192.52.194.0'],
  ['192.88.99.0/24', '192.88.98.255', '192.88.99.0', '192.88.99.255', '192.88.100.0'],
  ['192.168.0.0/16', '192.167.255.255', '192.168.0.0', '192.168.255.255', '192.169.0.0'],
  ['192.175.48.0/24', '192.175.47.255', '192.175.48.0', '192.175.48.255', '192.175.49.0'],
  ['198.18.0.0/15', '198.17.255.255', '198.18.0.0', '198.19.255.255', '198.20.0.0'],
  ['198.51.100.0/24', '198.51.99.255', '198.51.100.0', '198.51.100.255', '198.51.101.0'],
  ['203.0.113.0/24', '203.0.112.255', '203.0.113.0', '203.0.113.255', '203.0.114.0'],
  ['224.0.0.0/4', '223.255.255.255', '224.0.0.0', '239.255.255.255', null],
  ['240.0.0.0/4', null, '240.0.0.0', '255.255.255.255', null],
  ['Azure platform', '168.63.129.15', '168.63.129.16', '168.63.129.16', '168.63.129.17'],
  ['below 2000::/3', null, '::', '1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2000::'],
  [
    '2001::/23',
    '2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    '2001::',
    '2001:1ff:ffff::',
    '2001:200::',
  ],
  [
    '2001:db8::/32',
    '2001:db7:ffff:ffff:ffff:ffff:ffff:ffff',
    '2001:db8::',
    '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
    '2001:db9::',
  ],
  [
    '2002::/16',
    '2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    '2002::',
    '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    '2003::',
  ],
  [
    '2620:4f:8000::/48',
    '2620:4f:7fff:ffff:ffff:ffff:ffff:ffff',
    '2620:4f:8000::',
    '2620:4f:8000:ffff:ffff:ffff:ffff:ffff',
    '2620:4f:8001::',
  ],
  [
    '3fff::/20',
    '3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    '3fff::',
    '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff',
    '3fff:1000::',
  ],
  [
    'above 2000::/3',
    '3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    '4000::',
    'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    null,
  ],
];

describe('the ranges that are refused', () => {
  it.each(REFUSED_RANGES)('%s', (_range, before, first, last, after) => {
    expect(isDeliverableAddress(first, STRICT)).toBe(false);
    expect(isDeliverableAddress(last, STRICT)).toBe(false);
    for (const outside of [before, after]) {
      if (outside !== null)
        expect([outside, isDeliverableAddress(outside, STRICT)]).toEqual([outside, true]);
    }
  });
});

describe('isDeliverableAddress', () => {
  it.each([
    ['loopback', '::1'],
    ['obsolete IPv4-compatible', '::8.8.8.8'],
    ['obsolete IPv4-compatible in hex', '::808:808'],
    ['IPv4-translated', '::ffff:0:808:808'],
    ['NAT64, first', '64:ff9b::'],
    ['NAT64, a global address embedded', '64:ff9b::808:808'],
    ['NAT64, a private address embedded', '64:ff9b::a00:1'],
    ['local NAT64', '64:ff9b:1::1'],
    ['discard only', '100::1'],
    ['discard only, last', '100::ffff:ffff:ffff:ffff'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['benchmarking', '2001:2::1'],
    ['AMT', '2001:3::1'],
    ['ORCHID', '2001:10::1'],
    ['ORCHIDv2', '2001:20::1'],
    ['drone ids', '2001:30::1'],
    ['6to4 of a global address', '2002:808:808::1'],
    ['segment routing', '5f00::1'],
    ['unique local, first', 'fc00::'],
    ['unique local, last', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['AWS metadata', 'fd00:ec2::254'],
    ['link local', 'fe80::1'],
    ['link local with a zone', 'fe80::1%eth0'],
    ['site local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['mapped private', '::ffff:10.0.0.1'],
    ['mapped private in hex', '::ffff:a00:1'],
    ['mapped private with a zone', '::ffff:10.0.0.1%1'],
    ['mapped metadata', '::ffff:169.254.169.254'],
    ['mapped loopback', '::ffff:127.0.0.1'],
    ['mapped loopback in capitals', '::FFFF:127.0.0.1'],
  ])('refuses %s: %s', (_what, address) => {
    expect(isDeliverableAddress(address, STRICT)).toBe(false);
  });

  it.each([
    '8.8.8.8',
    '::ffff:8.8.8.8',
    '::ffff:808:808',
    '2606:4700:4700::1111',
    '2606:4700:4700::1111%eth0',
    '2A00:1450:4001:80B::200E',
  ])('accepts the global %s', (address) => {
    expect(isDeliverableAddress(address, STRICT)).toBe(true);
  });

  it.each(['127.0.0.1', '127.255.255.255', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'])(
    'accepts the loopback address %s by policy alone',
    (address) => {
      expect(isDeliverableAddress(address, STRICT)).toBe(false);
      expect(isDeliverableAddress(address, LOOPBACK_TOO)).toBe(true);
    },
  );

  it.each(['0.0.0.0', '::', '10.0.0.1', '::ffff:10.0.0.1', '::127.0.0.1', '::2', 'fe80::1'])(
    'refuses %s even where loopback is allowed',
    (address) => {
      expect(isDeliverableAddress(address, LOOPBACK_TOO)).toBe(false);
    },
  );

  it.each([
    '',
    ' ',
    'localhost',
    'example.com',
    '1',
    '8.8',
    '134744072',
    '0x8.8.8.8',
    '08.8.8.8',
    '010.8.8.8',
    '8.8.8.8.8',
    '8.8.8.256',
    '8.8.8.8 ',
    '8.8.8.8%1',
    '8.8.8.8:443',
    '[2606:4700::1]',
    '2606:4700::1::1',
    '2606:4700::10000',
    '2606:4700',
    '2606:4700::1/64',
  ])('refuses %j, which is no address', (text) => {
    expect(isDeliverableAddress(text, LOOPBACK_TOO)).toBe(false);
  });
});
