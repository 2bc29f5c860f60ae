import {
  clearExpiredSecrets,
  selectNotSealedWith,
  updateSealedTexts,
  type SealedTexts,
} from '../db/endpoints';
import { SecretBoxError, type SecretBox } from '../webhooks/secret-box';
import type { ActivityDependencies } from './dependencies';

const RESEAL_BATCH_ENDPOINTS = 500;

/**
 * Seals with the current key what an older one has sealed, and forgets secrets whose grace period is
 * over: from then on nothing needs the older key, and it can be taken from SECRETS_KEYS. An endpoint
 * whose key is not in the list is left as it is, with a line in the log.
 *
 * @returns how many endpoints were resealed
 */
export async function resealSecrets(
  { pool, secretBox, log }: Pick<ActivityDependencies, 'pool' | 'secretBox' | 'log'>,
  onBatch: () => void,
): Promise<number> {
  await clearExpiredSecrets(pool);
  const lost = new Set<string>();
  let total = 0;
  for (;;) {
    const found = await selectNotSealedWith(
      pool,
      secretBox.currentPrefix,
      [...lost],
      RESEAL_BATCH_ENDPOINTS,
    );
    let resealed = 0;
    for (const from of found) {
      try {
        if (await updateSealedTexts(pool, from, resealedTexts(secretBox, from))) resealed += 1;
      } catch (error) {
        if (!(error instanceof SecretBoxError)) throw error;
        lost.add(from.id);
        log.error({ err: error, endpoint_id: from.id }, 'a secret cannot be resealed');
      }
    }
    total += resealed;
    onBatch();
    // Changed in between are those that were found and not resealed: they are looked for once more.
    if (found.length === 0 || (resealed === 0 && found.every(({ id }) => !lost.has(id)))) {
      return total;
    }
  }
}

/** @throws SecretBoxError when a text was sealed with a key that is not in the list */
function resealedTexts(secretBox: SecretBox, from: SealedTexts): SealedTexts {
  const reseal = (sealed: string) => secretBox.seal(secretBox.open(sealed, from.id), from.id);
  return {
    id: from.id,
    secret: reseal(from.secret),
    previous_secret: from.previous_secret === null ? null : reseal(from.previous_secret),
    headers: from.headers === null ? null : reseal(from.headers),
  };
}
