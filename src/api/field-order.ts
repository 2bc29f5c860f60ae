import { z } from 'zod';
import type { ValidationDetail } from '../errors';

/**
 * Puts mistakes that were found in different ways into the order in which schemas report them: by the
 * fields of the object, then by the place in a list.
 *
 * @param part which part of the request the schema is of, the first element of `loc`
 */
export function inFieldOrder(
  details: readonly ValidationDetail[],
  part: string,
  schema: z.ZodType | undefined,
): ValidationDetail[] {
  const fields = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const rank = ({ loc }: ValidationDetail): number[] => [
    loc[0] === part ? 1 : 0,
    loc[0] === part ? fields.indexOf(String(loc[1])) : 0,
    typeof loc[2] === 'number' ? loc[2] : -1,
  ];
  return [...details].sort((left, right) => {
    const [a, b] = [rank(left), rank(right)];
    const at = a.findIndex((value, index) => value !== b[index]);
    return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
  });
}
