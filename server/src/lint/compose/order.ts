/** Order of entries, for the rules on it. */

export interface Misplaced<T> {
  readonly item: T;
  /** The item before it, which belongs behind it. */
  readonly before: T;
}

/** The first item that sorts before its predecessor; items without a key are passed over. */
export function firstMisplaced<T, K extends string | number>(items: readonly T[], keyOf: (item: T) => K | undefined, compare: (a: K, b: K) => number): Misplaced<T> | undefined {
  let last: { readonly item: T; readonly key: K } | undefined;
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    if (last && compare(key, last.key) < 0) return { item, before: last.item };
    last = { item, key };
  }
  return undefined;
}

/** By character codes, so that the order is the same everywhere. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const byNumber = (a: number, b: number): number => a - b;

/** Keys named in `order` come in that order, all others behind them by the alphabet. */
export function byList(order: readonly string[]): (a: string, b: string) => number {
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return (a, b) => rank(a) - rank(b) || byText(a, b);
}
