import {
  errorCode,
  failureSentence,
  failureStage,
  isOwnShortage,
  whileConnecting,
} from '../../src/activities/failure-stage';

const coded = (code: string, more: object = {}) => Object.assign(new Error('x'), { code, ...more });

describe('failureStage', () => {
  it.each([
    ['ERR_BLOCKED_ADDRESS', 'address'],
    ['ENOTFOUND', 'dns'],
    ['ECONNREFUSED', 'connect'],
    ['ENETUNREACH', 'connect'],
    ['UND_ERR_CONNECT_TIMEOUT', 'connect'],
    ['EPROTO', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
    ['ECONNRESET', 'request'],
    ['EPIPE', 'request'],
    ['UND_ERR_SOCKET', 'request'],
  ])('%s before an answer is %s', (code, stage) => {
    expect(failureStage(coded(code), false)).toBe(stage);
  });

  it('a reset is named by when it came', () => {
    expect(failureStage(whileConnecting(coded('ECONNRESET'), 'https:'), false)).toBe('tls');
    expect(failureStage(whileConnecting(coded('ECONNRESET'), 'http:'), false)).toBe('connect');
    expect(failureStage(coded('ECONNRESET'), false)).toBe('request');
    expect(failureStage(coded('ECONNRESET'), true)).toBe('response');
    // A code that says it all goes before.
    expect(failureStage(whileConnecting(coded('ECONNREFUSED'), 'https:'), false)).toBe('connect');
  });

  it('what is no error is named by when it came, too', () => {
    expect(failureStage('thrown text', false)).toBe('request');
    expect(failureStage(undefined, true)).toBe('response');
  });
});

describe('errorCode', () => {
  it('looks into causes and into several errors', () => {
    expect(errorCode(new Error('x', { cause: coded('ENOTFOUND') }))).toBe('ENOTFOUND');
    expect(errorCode(new AggregateError([coded('ECONNREFUSED'), coded('X')]))).toBe('ECONNREFUSED');
    expect(errorCode(new AggregateError([]))).toBeUndefined();
    expect(errorCode(new Error('x'))).toBeUndefined();
    expect(errorCode('x')).toBeUndefined();
  });

  it('is in the sentence of the log where there is one', () => {
    expect(failureSentence('dns', coded('ENOTFOUND'))).toBe(
      'The host name could not be resolved. (ENOTFOUND)',
    );
    expect(failureSentence('timeout', undefined)).toBe('No complete answer came in time.');
  });
});

describe('isOwnShortage', () => {
  it.each(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'ENETDOWN'])('%s', (code) => {
    expect(isOwnShortage(coded(code))).toBe(true);
    expect(isOwnShortage(new Error('x', { cause: coded(code) }))).toBe(true);
  });

  it('a port shortage is ours, a lack of IPv6 is no reason to try for ever', () => {
    const v4 = coded('EADDRNOTAVAIL', { address: '192.0.2.1' });
    const v6 = coded('EADDRNOTAVAIL', { address: '2001:db8::1' });
    expect(isOwnShortage(v4)).toBe(true);
    expect(isOwnShortage(v6)).toBe(false);
    expect(failureStage(v6, false)).toBe('connect');
  });

  it('of several errors all must be ours', () => {
    const refused = coded('ECONNREFUSED', { address: '192.0.2.1' });
    expect(isOwnShortage(new AggregateError([coded('EMFILE'), coded('EMFILE')]))).toBe(true);
    expect(isOwnShortage(new AggregateError([coded('EMFILE'), refused]))).toBe(false);
    expect(isOwnShortage(new AggregateError([refused, coded('EMFILE')]))).toBe(false);
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT'])('not %s', (code) => {
    expect(isOwnShortage(coded(code))).toBe(false);
  });
});
