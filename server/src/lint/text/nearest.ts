/** The candidate that `word` was probably meant to be: at most `most` edits away (a swap of neighbours is one). The first of equals; undefined where none is near, or the word is one. */
export function nearest(word: string, candidates: Iterable<string>, most: number): string | undefined {
  let best: string | undefined;
  let distance = most + 1;
  for (const candidate of candidates) {
    if (candidate === word) return undefined;
    if (Math.abs(candidate.length - word.length) >= distance) continue;
    const found = editDistance(word, candidate);
    if (found < distance) {
      best = candidate;
      distance = found;
    }
  }
  return best;
}

/** Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, older[j - 2]! + 1);
      row.push(value);
    }
    older = previous;
    previous = row;
  }
  return previous[b.length]!;
}

/** `DB_HOST` and `DB_PORT`: a word with half of its letters exchanged is another word. */
export function hasOtherWord(name: string, other: string): boolean {
  const words = name.split(/[-_.]/);
  const others = other.split(/[-_.]/);
  return words.length === others.length && words.some((word, i) => editDistance(word, others[i]!) * 2 >= Math.max(word.length, others[i]!.length) && word !== others[i]);
}

/** `nearest` with a limit that grows with the word: a third of its length, at least one edit. */
export function likelyMeant(word: string, candidates: Iterable<string>): string | undefined {
  return nearest(word, candidates, Math.max(1, Math.floor(word.length / 3)));
}
