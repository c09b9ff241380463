/** Runs `action` for every item, at most `limit` at a time; rejects with the first error once it occurs. */
export async function eachWithLimit<T>(
  items: readonly T[],
  limit: number,
  action: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const work = async (): Promise<void> => {
    for (const item of rest) await action(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
}
