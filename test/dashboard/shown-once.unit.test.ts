import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { ShownOnce } from '../../src/dashboard/shown-once';
import { createSecretBox } from '../../src/webhooks/secret-box';

const TOKEN = 'sp_oat_0123456789';
const MINUTE_MS = 60_000;

describe('what is shown once', () => {
  const box = createSecretBox([{ id: 'k1', key: randomBytes(32) }]);
  const once = new ShownOnce(box, '/tokens', true);

  /** A browser with this one cookie. */
  function browser() {
    let cookie: string | undefined;
    const set: { value: string; options: object }[] = [];
    const response = {
      cookie(name: string, value: string, options: object) {
        set.push({ value, options });
        cookie = `${name}=${encodeURIComponent(value)}`;
      },
      clearCookie() {
        cookie = undefined;
      },
    } as unknown as Response;
    const request = { get: () => cookie } as unknown as Request;
    return {
      set,
      keep: (session: string) => once.keep(response, session, TOKEN),
      take: (session: string) => once.take(request, response, session),
      bring: (value: string) => void (cookie = `signalpost_once=${encodeURIComponent(value)}`),
    };
  }

  afterEach(() => jest.useRealTimers());

  it('is taken by the session that it was kept for, once, and is not to be read on the way', () => {
    const { keep, take, set } = browser();
    expect(take('a')).toBeNull();
    keep('a');
    expect(set).toEqual([
      {
        value: expect.not.stringContaining(TOKEN) as string,
        options: {
          httpOnly: true,
          sameSite: 'strict',
          secure: true,
          path: '/tokens',
          maxAge: MINUTE_MS,
        },
      },
    ]);
    expect(take('a')).toBe(TOKEN);
    expect(take('a')).toBeNull();
  });

  it('is nothing to another session, and gone after the question', () => {
    const { keep, take } = browser();
    keep('a');
    expect(take('b')).toBeNull();
    expect(take('a')).toBeNull();
  });

  it('is over after a minute, whatever a browser keeps', () => {
    jest.useFakeTimers();
    const { keep, take, set, bring } = browser();
    keep('a');
    jest.advanceTimersByTime(MINUTE_MS);
    expect(take('a')).toBe(TOKEN);
    bring(set[0]!.value);
    jest.advanceTimersByTime(1);
    expect(take('a')).toBeNull();
  });

  it.each([
    '',
    'x',
    'v1.k1.',
    'v1.k2.AAAA',
    box.seal('whsec_of an endpoint', 'endpoint'),
    box.seal('{}', 'a'),
  ])('of what is none of it nothing is taken: %.20s', (value) => {
    const { bring, take } = browser();
    bring(value);
    expect(take('a')).toBeNull();
  });
});
