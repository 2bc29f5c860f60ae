import { signingSecrets } from '../../src/domain/signing-secrets';

const MINUTE = 60_000;
const NEVER = { changedAt: null, previousExpiresAt: null, previousAloneSince: null };

it('never replaced: the present one', () => {
  expect(signingSecrets(0, NEVER)).toBe('present');
});

describe('replaced at minute 100, the one before signs until 200', () => {
  const times = { ...NEVER, changedAt: 100 * MINUTE, previousExpiresAt: 200 * MINUTE };
  it.each([
    [1, 'previous'],
    [99, 'previous'],
    [99.95, 'changing'],
    [100, 'changing'],
    [101, 'changing'],
    [102, 'both'],
    [199, 'both'],
    [199.95, 'changing'],
    [201, 'changing'],
    [202, 'present'],
  ])('minute %d: %s', (minute, expected) => {
    expect(signingSecrets(minute * MINUTE, times)).toBe(expected);
  });

  it.each([
    [39, 'forgotten'],
    [40, 'changing'],
    [42, 'previous'],
  ])('when the previous one signed alone from minute 40 on, minute %d: %s', (minute, expected) => {
    const previousAloneSince = 40 * MINUTE;
    expect(signingSecrets(minute * MINUTE, { ...times, previousAloneSince })).toBe(expected);
  });

  it('before it was kept when: both, until that ends', () => {
    expect(signingSecrets(150 * MINUTE, { ...times, changedAt: null })).toBe('both');
    expect(signingSecrets(250 * MINUTE, { ...times, changedAt: null })).toBe('present');
  });
});

it('without a grace period the previous one signs no further', () => {
  const times = { ...NEVER, changedAt: 100 * MINUTE };
  expect(signingSecrets(99 * MINUTE, times)).toBe('previous');
  expect(signingSecrets(102 * MINUTE, times)).toBe('present');
});
