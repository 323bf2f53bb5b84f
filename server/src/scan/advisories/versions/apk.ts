import type { VersionComparator } from './comparator';

/** Parts of a version in the order in which they may stand. The order is also the tie-break: see `compareApk`. */
enum Part {
  InitialNumber,
  Number,
  Letter,
  Suffix,
  SuffixNumber,
  CommitHash,
  Revision,
  End,
}

interface Token {
  readonly part: Part;
  readonly text: string;
}

/** Suffixes from earliest to latest. Those before `final` mark what comes before the release, the others what comes after it. */
const suffixes = ['alpha', 'beta', 'pre', 'rc', 'final', 'cvs', 'svn', 'git', 'hg', 'p'];
const release = suffixes.indexOf('final');

const end: Token = { part: Part.End, text: '' };

/**
 * Order of the versions of Alpine, Wolfi and Chainguard, as apk-tools 3 has it:
 * `number{.number}{letter}{_suffix{number}}{~hash}{-rNumber}`.
 *
 * The first parts that differ decide. Where the kinds differ, a suffix that marks a pre-release is the lower one;
 * else the version whose part is of a later kind is, so that 1.2 < 1.2a < 1.2.1 and 1.2 < 1.2-r0 < 1.2_p1.
 */
export const compareApk: VersionComparator = (left, right) => {
  const a = tokenize(left);
  const b = tokenize(right);
  if (!a || !b) return undefined;
  for (let index = 0; ; index += 1) {
    const x = a[index] ?? end;
    const y = b[index] ?? end;
    if (x.part !== y.part) return compareKinds(x, y);
    if (x.part === Part.End) return 0;
    const difference = compareTokens(x, y);
    if (difference !== 0) return difference;
  }
};

function compareKinds(x: Token, y: Token): number {
  if (isPreRelease(x)) return -1;
  if (isPreRelease(y)) return 1;
  return y.part - x.part;
}

function isPreRelease(token: Token): boolean {
  return token.part === Part.Suffix && suffixes.indexOf(token.text) < release;
}

function compareTokens(x: Token, y: Token): number {
  switch (x.part) {
    case Part.Number:
      // A number with a leading zero reads as decimals do: 1.01 < 1.1, and 1.0015 < 1.002.
      return x.text.startsWith('0') || y.text.startsWith('0') ? compareText(x.text, y.text) : compareNumbers(x.text, y.text);
    case Part.Suffix:
      return suffixes.indexOf(x.text) - suffixes.indexOf(y.text);
    case Part.Letter:
    case Part.CommitHash:
      return compareText(x.text, y.text);
    default:
      return compareNumbers(x.text, y.text);
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareNumbers(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x.length - y.length || compareText(x, y);
}

const grammar = /^(\d+)((?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:~([0-9a-f]+))?(?:-r(\d+))?$/;

function tokenize(text: string): Token[] | undefined {
  const match = grammar.exec(text.trim());
  if (!match) return undefined;
  const [, initial, numbers, letter, tail, hash, revision] = match;
  const tokens: Token[] = [{ part: Part.InitialNumber, text: initial as string }];
  for (const number of (numbers as string).split('.').slice(1)) tokens.push({ part: Part.Number, text: number });
  if (letter) tokens.push({ part: Part.Letter, text: letter });
  for (const [, suffix, number] of (tail as string).matchAll(/_([a-z]+)(\d*)/g)) {
    tokens.push({ part: Part.Suffix, text: suffix as string });
    if (number) tokens.push({ part: Part.SuffixNumber, text: number });
  }
  if (hash) tokens.push({ part: Part.CommitHash, text: hash });
  if (revision) tokens.push({ part: Part.Revision, text: revision });
  return tokens;
}
