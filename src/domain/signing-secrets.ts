/** What is known of an endpoint's secrets and their times, in milliseconds since 1970. */
export interface SecretTimes {
  /** When the secret took the place of the one before; null: never. */
  readonly changedAt: number | null;
  /** Until when the one before signs too; null: not at all. */
  readonly previousExpiresAt: number | null;
  /** From when on the previous one had signed alone; null: ever. */
  readonly previousAloneSince: number | null;
}

/**
 * Which of an endpoint's secrets have signed: the present one, it and the previous one, or the previous
 * one by itself. `changing`: the secrets changed at about that time. `forgotten`: one that is not kept any more.
 */
export type SigningSecrets = 'present' | 'both' | 'previous' | 'changing' | 'forgotten';

/**
 * A worker may sign with what it read this long before: a run goes on for a minute at most
 * (UNORDERED_MAX_WALL_MS, FOLLOW_MAX_MS), and its last attempt may wait for room for its payload.
 */
const READ_BEFORE_MS = 70_000;
/** How much the clocks of a worker and of the database may differ. */
const CLOCKS_MS = 5_000;

/** @param sentAt when it was signed, milliseconds since 1970 */
export function signingSecrets(
  sentAt: number,
  { changedAt, previousExpiresAt, previousAloneSince }: SecretTimes,
): SigningSecrets {
  const isAbout = (time: number | null) =>
    time !== null && sentAt >= time - CLOCKS_MS && sentAt < time + READ_BEFORE_MS;
  if (isAbout(changedAt)) return 'changing';
  if (changedAt !== null && sentAt < changedAt) {
    if (isAbout(previousAloneSince)) return 'changing';
    const isKnown = previousAloneSince === null || sentAt >= previousAloneSince;
    return isKnown ? 'previous' : 'forgotten';
  }
  if (isAbout(previousExpiresAt)) return 'changing';
  return previousExpiresAt !== null && sentAt < previousExpiresAt ? 'both' : 'present';
}
