import { childEnvironment, givenPort, urlOf } from '../../dev/child-environment';

const state = { adminToken: 'kept-admin-token', secretsKeys: 'k1:kept' };
const addresses = {
  databaseUrl: 'postgres://embedded',
  temporalAddress: '127.0.0.1:7233',
  temporalUiUrl: 'http://127.0.0.1:8233',
  apiPort: 8400,
  emptyTemporalConfig: '/data/empty.toml',
};

describe('childEnvironment', () => {
  it('completes what the user has not set', () => {
    expect(childEnvironment({ SMTP_URL: 'smtp://mail', HOST: '' }, state, addresses)).toEqual({
      SMTP_URL: 'smtp://mail',
      HOST: '127.0.0.1',
      PORT: '8400',
      ADMIN_TOKEN: 'kept-admin-token',
      SECRETS_KEYS: 'k1:kept',
      DATABASE_URL: 'postgres://embedded',
      DELIVERY_ALLOW_LOOPBACK: 'true',
      LOG_LEVEL: 'warn',
      PUBLIC_URL: 'http://127.0.0.1:8400',
      TEMPORAL_UI_URL: 'http://127.0.0.1:8233',
      TEMPORAL_ADDRESS: '127.0.0.1:7233',
      TEMPORAL_NAMESPACE: 'default',
      TEMPORAL_CONFIG_FILE: '/data/empty.toml',
    });
  });

  it('lets the user have the last word', () => {
    const user = { ADMIN_TOKEN: 'mine', DELIVERY_ALLOW_LOOPBACK: 'false', LOG_LEVEL: 'debug' };
    expect(childEnvironment(user, state, addresses)).toMatchObject(user);
  });

  it("keeps keys for another Temporal away from the embedded one, but not from the user's own", () => {
    const user = {
      TEMPORAL_API_KEY: 'cloud',
      TEMPORAL_TLS: 'true',
      TEMPORAL_TASK_QUEUE: 'mine',
      TEMPORAL_UI_URL: 'https://ui.example',
    };
    const embedded = childEnvironment(user, state, addresses);
    expect(embedded).not.toHaveProperty('TEMPORAL_API_KEY');
    expect(embedded).not.toHaveProperty('TEMPORAL_TLS');
    expect(embedded).toMatchObject({
      TEMPORAL_TASK_QUEUE: 'mine',
      TEMPORAL_UI_URL: addresses.temporalUiUrl,
    });
    const ownTemporal = { temporalAddress: undefined, temporalUiUrl: undefined };
    const own = childEnvironment(user, state, { ...addresses, ...ownTemporal });
    expect(own).toMatchObject(user);
    expect(own).not.toHaveProperty('TEMPORAL_CONFIG_FILE');
  });
});

describe('sign-in mails', () => {
  const shown = (user: NodeJS.ProcessEnv) =>
    childEnvironment(user, state, addresses).DASHBOARD_SHOW_MAILS;

  it.each([
    [{}],
    [{ HOST: 'localhost' }],
    [{ HOST: '::1' }],
    [{ HOST: '127.0.0.2', SMTP_URL: '' }],
    [{ PUBLIC_URL: 'http://localhost:9000' }],
    [{ PUBLIC_URL: 'http://[::1]:9000' }],
  ])('are shown where this machine alone sees the page: %j', (user) => {
    expect(shown(user)).toBe('true');
  });

  it.each([
    [{ HOST: '0.0.0.0' }],
    [{ HOST: '::' }],
    [{ HOST: '192.168.1.2' }],
    [{ HOST: '127.0.0.1.example.com' }],
    [{ SMTP_URL: 'smtp://mail' }],
    // A tunnel to the loopback address.
    [{ PUBLIC_URL: 'https://tunnel.example.com' }],
    [{ PUBLIC_URL: 'nonsense' }],
  ])('are not shown otherwise: %j', (user) => {
    expect(shown(user)).toBeUndefined();
  });

  it('are shown or not as the user says', () => {
    expect(shown({ DASHBOARD_SHOW_MAILS: 'false' })).toBe('false');
    expect(shown({ DASHBOARD_SHOW_MAILS: 'true', HOST: '0.0.0.0' })).toBe('true');
  });
});

describe('urlOf', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:8400'],
    ['0.0.0.0', 'http://127.0.0.1:8400'],
    ['::', 'http://127.0.0.1:8400'],
    ['::1', 'http://[::1]:8400'],
    ['box.local', 'http://box.local:8400'],
  ])('%s is reached at %s', (host, url) => {
    expect(urlOf(host, 8400)).toBe(url);
    expect(childEnvironment({ HOST: host }, state, addresses).PUBLIC_URL).toBe(url);
  });
});

describe('givenPort', () => {
  it('reads PORT, and refuses what is no port', () => {
    expect(givenPort({})).toBeUndefined();
    expect(givenPort({ PORT: '8401' })).toBe(8401);
    expect(() => givenPort({ PORT: 'web' })).toThrow('PORT is not a port: web');
  });
});
