import type { VersionComparator } from './comparator';

interface DebianVersion {
  readonly epoch: number;
  readonly upstream: string;
  readonly revision: string;
}

/** Order of Debian and Ubuntu versions, as `dpkg --compare-versions` has it (deb-version(7)). */
export const compareDpkg: VersionComparator = (left, right) => {
  const a = parse(left);
  const b = parse(right);
  if (!a || !b) return undefined;
  return a.epoch - b.epoch || compareParts(a.upstream, b.upstream) || compareParts(a.revision, b.revision);
};

function parse(text: string): DebianVersion | undefined {
  const match = /^(?:(\d{1,9}):)?([A-Za-z0-9.+~:-]+)$/.exec(text.trim());
  if (!match) return undefined;
  const rest = match[2] as string;
  // A colon belongs to the upstream version only after an epoch.
  if (match[1] === undefined && rest.includes(':')) return undefined;
  const dash = rest.lastIndexOf('-');
  const upstream = dash < 0 ? rest : rest.slice(0, dash);
  const revision = dash < 0 ? '' : rest.slice(dash + 1);
  if (upstream === '' || (dash >= 0 && revision === '')) return undefined;
  return { epoch: Number(match[1] ?? 0), upstream, revision };
}

/** Runs of other characters and of digits take turns: the former by `weight`, the latter as numbers of any length. */
function compareParts(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a, i)) || (j < b.length && !isDigit(b, j))) {
      const difference = weight(a, i) - weight(b, j);
      if (difference !== 0) return difference;
      i += 1;
      j += 1;
    }
    const [endOfA, endOfB] = [endOfDigits(a, i), endOfDigits(b, j)];
    const difference = compareDigits(a.slice(i, endOfA), b.slice(j, endOfB));
    if (difference !== 0) return difference;
    i = endOfA;
    j = endOfB;
  }
  return 0;
}

/** A tilde sorts before the end of the part, the end (and a digit, where the other run goes on) before letters, letters before the rest. */
function weight(text: string, index: number): number {
  if (index >= text.length || isDigit(text, index)) return 0;
  const character = text[index] as string;
  if (character === '~') return -1;
  const code = text.charCodeAt(index);
  return /[A-Za-z]/.test(character) ? code : code + 256;
}

function compareDigits(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x.length - y.length || (x < y ? -1 : x > y ? 1 : 0);
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (end < text.length && isDigit(text, end)) end += 1;
  return end;
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}
