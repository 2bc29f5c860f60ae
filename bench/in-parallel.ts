/**
 * What `map` makes of the numbers from 0 up to `count`, in their order, with at most `limit` of them
 * under way at once.
 */
export async function mapInParallel<Result>(
  count: number,
  limit: number,
  map: (index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array<Result>(count);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      results[index] = await map(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, count) }, lane));
  return results;
}
