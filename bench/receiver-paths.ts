/** How the receiver treats a request; its path says so. */
export interface Treatment {
  /** Milliseconds before the answer; null: it is never answered. */
  readonly answerAfterMs: number | null;
  /** One in so many events gets a 503 when it comes for the first time; default: none. */
  readonly failOneIn?: number;
}

export const AT_ONCE: Treatment = { answerAfterMs: 0 };
export const NEVER: Treatment = { answerAfterMs: null };

const NEVER_WORD = 'never';

/** A path whose requests are kept under the tag and treated in that way. */
export function receiverPath(
  tag: string,
  name: string,
  { answerAfterMs, failOneIn }: Treatment,
): string {
  const path = `/${tag}/${name}/${answerAfterMs ?? NEVER_WORD}`;
  return failOneIn === undefined ? path : `${path}/${failOneIn}`;
}

/** What receiverPath was made of. A path that it has not made is answered at once. */
export function parseReceiverPath(path: string): { tag: string; treatment: Treatment } {
  const [, tag = '', , answer = '0', failing = ''] = path.split('/');
  if (answer === NEVER_WORD) return { tag, treatment: NEVER };
  const milliseconds = Number(answer);
  const treatment = milliseconds > 0 ? { answerAfterMs: milliseconds } : AT_ONCE;
  const failOneIn = Number(failing);
  return { tag, treatment: failOneIn > 0 ? { ...treatment, failOneIn } : treatment };
}
