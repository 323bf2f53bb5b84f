/** Visits all items, at most `limit` at the same time. */
export async function forEachParallel<T>(items: readonly T[], limit: number, visit: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const work = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await visit(item);
  };
  await Promise.all(Array.from({ length: limit }, work));
}
