import type { Request } from 'express';
import { isHere, isSameOrigin } from '../../src/dashboard/same-origin';

describe('whose page sent a form', () => {
  const from = (headers: Record<string, string>) =>
    isSameOrigin(
      { get: (name: string) => headers[name.toLowerCase()] } as unknown as Request,
      'https://hooks.example.com',
    );

  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ 'sec-fetch-site': '' }, false],
    // What the browser says of the site counts before what it says of the origin.
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://a:1', host: 'a:1' }, false],
    [{ origin: 'http://a:1', host: 'a:1' }, true],
    [{ origin: 'https://a', host: 'a' }, true],
    // By a proxy that gives the host another name.
    [{ origin: 'https://hooks.example.com', host: 'a:1' }, true],
    [{ origin: 'https://hooks.example.com:444', host: 'a:1' }, false],
    [{ origin: 'https://evil-hooks.example.com', host: 'a:1' }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://hooks.example.com' }, false],
    [{ origin: 'http://a:2', host: 'a:1' }, false],
    [{ origin: 'http://b.a', host: 'a' }, false],
    [{ origin: 'null', host: 'a' }, false],
    [{ origin: '', host: '' }, false],
    [{ origin: 'http://a' }, false],
    [{ host: 'a' }, false],
    [{}, false],
  ])('%j: %s', (headers, expected) => expect(from(headers)).toBe(expected));
});

describe('whose name a request gives its host', () => {
  const isNamed = (host: string | undefined) =>
    isHere(
      { get: (name: string) => (name === 'host' ? host : undefined) } as unknown as Request,
      'http://tunnel.example:8400',
    );

  it.each([
    ['localhost:8400', true],
    ['127.0.0.1:8400', true],
    ['[::1]:8400', true],
    ['LOCALHOST', true],
    ['tunnel.example:8400', true],
    ['tunnel.example', false],
    ['rebound.example:8400', false],
    ['127.0.0.1.rebound.example', false],
    ['', false],
    [undefined, false],
  ])('%j: %s', (host, expected) => expect(isNamed(host)).toBe(expected));
});
