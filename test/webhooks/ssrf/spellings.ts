import { groupsOf, isIpv6, toNumber } from './addresses';

/** A way to write an address as the host of a URL. */
export interface Spelling {
  readonly name: string;
  readonly host: string;
}

/** Every spelling of an address that some URL parser or resolver takes, or that looks like it. */
export function spellingsOf(address: string): Spelling[] {
  const written = isIpv6(address) ? spellingsOfIpv6(address) : spellingsOfIpv4(address);
  return Object.entries(written).map(([name, host]) => ({ name, host }));
}

/** Accepted for development, and for this machine alone; refused where the connection is made. */
export function isLocalHost(host: string): boolean {
  return /^(127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
}

const hex = (value: number | bigint) => value.toString(16);
const octal = (value: number | bigint) => `0${value.toString(8)}`;
const digits = (text: string, zero: number) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
const percent = (text: string) =>
  text.replace(/./g, (character) => `%${hex(character.charCodeAt(0)).padStart(2, '0')}`);

function spellingsOfIpv4(address: string): Record<string, string> {
  const number = toNumber(address);
  const parts = address.split('.').map(Number) as [number, number, number, number];
  const [a, b, c, d] = parts;
  const high = hex(a * 256 + b);
  const low = hex(c * 256 + d);
  return {
    dotted: address,
    'with a port': `${address}:8443`,
    'with the default port': `${address}:443`,
    'with a trailing dot': `${address}.`,
    decimal: String(number),
    'decimal with a trailing dot': `${number}.`,
    hex: `0x${hex(number)}`,
    'hex in capitals': `0X${hex(number).toUpperCase()}`,
    'hex with leading zeros': `0x${hex(number).padStart(16, '0')}`,
    octal: octal(number),
    'octal with leading zeros': `0000${octal(number)}`,
    'dotted hex': parts.map((part) => `0x${hex(part)}`).join('.'),
    'dotted octal': parts.map(octal).join('.'),
    'dotted octal with leading zeros': parts.map((part) => `000${octal(part)}`).join('.'),
    mixed: `0x${hex(a)}.${octal(b)}.${c}.0X${hex(d)}`,
    'three parts': `${a}.${b}.${c * 256 + d}`,
    'two parts': `${a}.${(b * 256 + c) * 256 + d}`,
    'two parts in hex': `0x${hex(a)}.0x${hex((b * 256 + c) * 256 + d)}`,
    'percent-encoded': percent(address),
    'percent-encoded digits': address.replace(/\d/g, percent),
    'percent-encoded dots': address.replaceAll('.', '%2e'),
    'full-width digits': digits(address, 0xff10),
    'bold digits': digits(address, 0x1d7ce),
    'double-struck digits': digits(address, 0x1d7d8),
    'sans-serif digits': digits(address, 0x1d7e2),
    'monospace digits': digits(address, 0x1d7f6),
    'subscript digits': digits(address, 0x2080),
    'ideographic dots': address.replaceAll('.', '\u3002'),
    'full-width dots': address.replaceAll('.', '\uff0e'),
    'half-width ideographic dots': address.replaceAll('.', '\uff61'),
    'percent-encoded full-width digits': encodeURIComponent(digits(address, 0xff10)),
    'with a soft hyphen': address.replace('.', '\u00ad.'),
    'with a word joiner': address.replace('.', '\u2060.'),
    'with a variation selector': address.replace('.', '\ufe0f.'),
    mapped: `[::ffff:${address}]`,
    'mapped in capitals': `[::FFFF:${address}]`,
    'mapped in hex': `[::ffff:${high}:${low}]`,
    'mapped in full': `[0000:0000:0000:0000:0000:ffff:${high.padStart(4, '0')}:${low.padStart(4, '0')}]`,
    'mapped with a port': `[::ffff:${address}]:8443`,
    'mapped with a zone': `[::ffff:${address}%25eth0]`,
    compatible: `[::${address}]`,
    translated: `[::ffff:0:${address}]`,
    NAT64: `[64:ff9b::${address}]`,
    'local NAT64': `[64:ff9b:1::${address}]`,
    '6to4': `[2002:${high}:${low}::1]`,
    'in brackets': `[${address}]`,
    'behind a user name': `example.com@${address}`,
    'behind a user name with a port': `example.com:443@${address}`,
  };
}

function spellingsOfIpv6(address: string): Record<string, string> {
  const groups = groupsOf(address);
  const padded = groups.map((group) => group.padStart(4, '0'));
  const [high = 0, low = 0] = groups.slice(6).map((group) => parseInt(group, 16));
  const tail = [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return {
    canonical: `[${address}]`,
    'with a port': `[${address}]:8443`,
    'with the default port': `[${address}]:443`,
    'in capitals': `[${address.toUpperCase()}]`,
    'in full': `[${groups.join(':')}]`,
    'in full with leading zeros': `[${padded.join(':')}]`,
    'in full and in capitals': `[${padded.join(':').toUpperCase()}]`,
    'with a dotted tail': `[${groups.slice(0, 6).join(':')}:${tail}]`,
    'with a zone': `[${address}%25eth0]`,
    'with a bare zone': `[${address}%eth0]`,
    'with a numeric zone': `[${address}%251]`,
    'with a trailing dot': `[${address}].`,
    'percent-encoded': `[${percent(address)}]`,
    'percent-encoded brackets': `%5b${address}%5d`,
    'without brackets': address,
    'full-width digits': `[${digits(address, 0xff10)}]`,
    'behind a user name': `example.com@[${address}]`,
  };
}
