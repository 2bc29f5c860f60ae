import { ENDPOINT_URL_MAX_CHARACTERS, parseEndpointUrl } from '../../src/webhooks/endpoint-url';

function messageOf(text: string): string | null {
  const parsed = parseEndpointUrl(text);
  return parsed.ok ? null : parsed.message;
}

function urlOfLength(length: number): string {
  const start = 'https://example.com/';
  return start + 'a'.repeat(length - start.length);
}

describe('parseEndpointUrl accepts and normalises', () => {
  it.each([
    ['https://example.com', 'https://example.com/'],
    ['https://example.com/hooks?a=1&b=%20', 'https://example.com/hooks?a=1&b=%20'],
    ['  https://example.com/hooks\n', 'https://example.com/hooks'],
    ['HTTPS://EXAMPLE.COM/Hooks', 'https://example.com/Hooks'],
    ['https://example.com:443/', 'https://example.com/'],
    ['https://example.com:8443/', 'https://example.com:8443/'],
    ['https://example.com:/', 'https://example.com/'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['https://xn--bcher-kva.example/', 'https://xn--bcher-kva.example/'],
    ['https://faß.de/ä', 'https://xn--fa-hia.de/%C3%A4'],
    ['https://example.com/a/../b', 'https://example.com/b'],
    ['https://my_app.preview.example.com/', 'https://my_app.preview.example.com/'],
    ['https://r3---sn.example.com/', 'https://r3---sn.example.com/'],
    ['https://receiver/', 'https://receiver/'],
    ['https://example.com./hooks', 'https://example.com/hooks'],
    ['https://example.com/@name', 'https://example.com/@name'],
    ['https://8.8.8.8/', 'https://8.8.8.8/'],
    ['https://134744072/', 'https://8.8.8.8/'],
    ['https://[2606:4700:4700:0::1111]/', 'https://[2606:4700:4700::1111]/'],
  ])('%j as %s', (text, url) => {
    expect(parseEndpointUrl(text)).toEqual({ ok: true, url });
  });

  it.each([
    ['http://localhost:3000/hooks', 'http://localhost:3000/hooks'],
    ['http://LOCALHOST/', 'http://localhost/'],
    ['http://localhost./', 'http://localhost/'],
    ['http://127.0.0.1:80/', 'http://127.0.0.1/'],
    ['http://[::1]:8080/', 'http://[::1]:8080/'],
    ['https://localhost/', 'https://localhost/'],
    ['https://127.0.0.1/', 'https://127.0.0.1/'],
    ['https://[::1]/', 'https://[::1]/'],
  ])('this machine: %j as %s', (text, url) => {
    expect(parseEndpointUrl(text)).toEqual({ ok: true, url });
  });

  it('a name of Latin-1 letters, however many URLs came before', () => {
    const wrong = Array.from({ length: 10_000 }, () => parseEndpointUrl('https://bücher.example/'));
    expect(wrong.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('a URL of the greatest length', () => {
    const url = urlOfLength(ENDPOINT_URL_MAX_CHARACTERS);
    expect(parseEndpointUrl(`  ${url}  `)).toEqual({ ok: true, url });
  });
});

describe('parseEndpointUrl refuses', () => {
  it.each([
    '10.0.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '0.0.0.0',
    '255.255.255.255',
    '127.0.0.2',
    '127.1',
    '127.0.0.1.',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '167772161',
    '１２７.0.0.1',
    '127.0.0.%31',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::0001]',
    '[fe80::1]',
    '[fd00::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:10.0.0.1]',
    '[::ffff:8.8.8.8]',
    '[::ffff:808:808]',
    '[::8.8.8.8]',
    '[64:ff9b::8.8.8.8]',
    '[2002:808:808::1]',
    '[2001:db8::1]',
  ])('the address literal %s, with https and with http', (host) => {
    const message =
      'The IP address of the URL is private, local or reserved; a public one is needed.';
    expect(messageOf(`https://${host}/`)).toBe(message);
    expect(messageOf(`http://${host}:8080/`)).toBe(message);
  });

  it.each(['http://example.com/', 'HTTP://8.8.8.8/', 'http://localhost.example.com/'])(
    'plain http to %s',
    (text) => {
      expect(messageOf(text)).toMatch(/plain http is accepted for localhost/);
    },
  );

  it.each([
    'ftp://example.com/',
    'example.com/hooks',
    '//example.com/',
    'javascript:alert(1)',
    'wss://a',
  ])('the scheme of %s', (text) => {
    expect(messageOf(text)).toBe('The URL must start with https://.');
  });

  it.each(['https:', 'https://', 'https:///x', 'https:/x', 'https:x', 'https:\\\\x', 'https://?x'])(
    'the missing host of %s',
    (text) => {
      expect(messageOf(text)).toBe('The URL has no host name after "://".');
    },
  );

  it.each([
    'https://a..b/',
    'https://example.com../',
    'https://foo*bar.com/',
    'https://-a.example.com/',
    'https://a-.example.com/',
    "https://a'b.com/",
    `https://${'a'.repeat(64)}.com/`,
    `https://${'a.'.repeat(126)}com/`,
  ])('the host name of %s', (text) => {
    expect(messageOf(text)).toBe('The host name of the URL is not valid.');
  });

  it.each([
    'https://xn--a/',
    'https://xn--55555577.com/',
    'https://\u00ad/',
    'https://a%00b/',
    'https://a|b/',
    'https://256.1.1.1/',
    'https://1.2.3.4.5/',
    'https://[fe80::1%25eth0]/',
    'https://[::1/',
    'https://example.com:65536/',
    'https://example.com:x/',
    'https://:443/',
  ])('%j, which does not parse', (text) => {
    expect(messageOf(text)).toBe('The URL is not valid; check its host name and port.');
  });

  it('port 0', () => {
    expect(messageOf('https://example.com:0/')).toBe('The port must be between 1 and 65535.');
  });

  it.each([
    'https://user:secret@example.com/',
    'https://user@localhost/',
    'https://@a.com',
    'https://:@a.com',
  ])('the credentials in %s', (text) => {
    expect(messageOf(text)).toMatch(/must not contain a user name or password/);
  });

  it.each(['https://example.com/#top', 'https://example.com#', 'https://example.com/?a#b'])(
    'the fragment in %s',
    (text) => {
      expect(messageOf(text)).toBe('The URL must not contain a fragment ("#").');
    },
  );

  it.each([
    'https://exam\tple.com/',
    'https://example.com/a\nb',
    'https://example.com/a b',
    'https://example.com/\u0000',
    'https://example.com/\u0085',
    'https://example.com/\u3000x',
    'htt\rps://example.com/',
  ])('the white space or control character in %j', (text) => {
    expect(messageOf(text)).toBe('The URL must not contain white space or control characters.');
  });

  it('what is empty', () => {
    expect(messageOf('')).toBe('The URL is empty.');
    expect(messageOf(' \n')).toBe('The URL is empty.');
  });

  it('what is too long, typed or normalised', () => {
    const message = 'The URL is longer than 2083 characters.';
    expect(messageOf(urlOfLength(ENDPOINT_URL_MAX_CHARACTERS + 1))).toBe(message);
    expect(messageOf(`https://example.com/${'ä'.repeat(1_000)}`)).toBe(message);
  });
});
