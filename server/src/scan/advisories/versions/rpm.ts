import type { VersionComparator } from './comparator';

interface RpmVersion {
  readonly epoch: string;
  readonly version: string;
  /** Undefined where there is none, which sorts before any. */
  readonly release: string | undefined;
}

/** Order of rpm's `epoch:version-release`, as rpm itself has it (rpm-version(7)). */
export const compareRpm: VersionComparator = (left, right) => {
  const a = parse(left);
  const b = parse(right);
  if (!a || !b) return undefined;
  return compareParts(a.epoch, b.epoch) || compareParts(a.version, b.version) || compareReleases(a.release, b.release);
};

function parse(text: string): RpmVersion | undefined {
  const match = /^(?:(\d*):)?([!-~]*)$/.exec(text.trim());
  if (!match) return undefined;
  const rest = match[2] as string;
  const dash = rest.lastIndexOf('-');
  const version = dash < 0 ? rest : rest.slice(0, dash);
  return version === '' ? undefined : { epoch: match[1] || '0', version, release: dash < 0 ? undefined : rest.slice(dash + 1) };
}

function compareReleases(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareParts(a, b);
}

/**
 * Runs of digits and runs of letters are compared one by one, whatever separates them. A tilde sorts before the end of
 * the part, which sorts before a caret, which sorts before all else; a number sorts after letters.
 */
function compareParts(a: string, b: string): number {
  let i = 0;
  let j = 0;
  for (;;) {
    i = skip(separator, a, i);
    j = skip(separator, b, j);
    const [x, y] = [a[i], b[j]];
    if (x === '~' || y === '~' || x === '^' || y === '^') {
      if (x !== y) return rank(x) - rank(y);
      i += 1;
      j += 1;
      continue;
    }
    if (x === undefined || y === undefined) return rank(x) - rank(y);
    const run = digit.test(x) ? digit : letter;
    if (!run.test(y)) return run === digit ? 1 : -1;
    const [endOfA, endOfB] = [skip(run, a, i), skip(run, b, j)];
    const difference = run === digit ? compareNumbers(a.slice(i, endOfA), b.slice(j, endOfB)) : compareText(a.slice(i, endOfA), b.slice(j, endOfB));
    if (difference !== 0) return difference;
    i = endOfA;
    j = endOfB;
  }
}

const digit = /[0-9]/;
const letter = /[A-Za-z]/;
const separator = /[^A-Za-z0-9~^]/;

function rank(character: string | undefined): number {
  if (character === '~') return 0;
  if (character === undefined) return 1;
  return character === '^' ? 2 : 3;
}

function skip(kind: RegExp, text: string, from: number): number {
  let at = from;
  while (at < text.length && kind.test(text[at] as string)) at += 1;
  return at;
}

function compareNumbers(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x.length - y.length || compareText(x, y);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
