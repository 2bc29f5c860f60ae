import {
  clearExpiredSecrets,
  selectNotSealedWith,
  updateSealedTexts,
  type SealedTexts,
} from '../db/endpoints';
import type { ActivityDependencies } from './dependencies';

const RESEAL_BATCH_ENDPOINTS = 500;

/**
 * Seals with the current key what an older one has sealed, and forgets secrets whose grace period is
 * over: from then on nothing needs the older key, and it can be taken from SECRETS_KEYS.
 *
 * @returns how many endpoints were resealed
 * @throws SecretBoxError when a text was sealed with a key that is not in the list
 */
export async function resealSecrets(
  { pool, secretBox }: Pick<ActivityDependencies, 'pool' | 'secretBox'>,
  onBatch: () => void,
): Promise<number> {
  await clearExpiredSecrets(pool);
  let total = 0;
  for (;;) {
    const found = await selectNotSealedWith(pool, secretBox.currentPrefix, RESEAL_BATCH_ENDPOINTS);
    for (const from of found) {
      const reseal = <T extends string | null>(sealed: T) =>
        sealed === null ? sealed : secretBox.seal(secretBox.open(sealed, from.id), from.id);
      const to: SealedTexts = {
        id: from.id,
        secret: secretBox.seal(secretBox.open(from.secret, from.id), from.id),
        previous_secret: reseal(from.previous_secret),
        headers: reseal(from.headers),
      };
      await updateSealedTexts(pool, from, to);
    }
    total += found.length;
    onBatch();
    if (found.length < RESEAL_BATCH_ENDPOINTS) return total;
  }
}
