import { childEnvironment, givenPort } from '../../dev/child-environment';

const state = { adminToken: 'kept-admin-token', secretsKeys: 'k1:kept' };
const addresses = {
  databaseUrl: 'postgres://embedded',
  temporalAddress: '127.0.0.1:7233',
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
    const user = { TEMPORAL_API_KEY: 'cloud', TEMPORAL_TLS: 'true', TEMPORAL_TASK_QUEUE: 'mine' };
    const embedded = childEnvironment(user, state, addresses);
    expect(embedded).not.toHaveProperty('TEMPORAL_API_KEY');
    expect(embedded).not.toHaveProperty('TEMPORAL_TLS');
    expect(embedded).toMatchObject({ TEMPORAL_TASK_QUEUE: 'mine' });
    const own = childEnvironment(user, state, { ...addresses, temporalAddress: undefined });
    expect(own).toMatchObject(user);
    expect(own).not.toHaveProperty('TEMPORAL_CONFIG_FILE');
  });
});

describe('givenPort', () => {
  it('reads PORT, and refuses what is no port', () => {
    expect(givenPort({})).toBeUndefined();
    expect(givenPort({ PORT: '8401' })).toBe(8401);
    expect(() => givenPort({ PORT: 'web' })).toThrow('PORT is not a port: web');
  });
});
