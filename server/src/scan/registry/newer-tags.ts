/** Which tags of a repository are later versions of one that is used. Pure. */

/** What may grow from the used tag to the newer one: the largest part of the version that differs. */
export type Step = 'patch' | 'minor' | 'major';

export interface NewerTag {
  readonly tag: string;
  readonly step: Step;
}

interface VersionTag {
  readonly tag: string;
  readonly prefix: string;
  readonly version: readonly string[];
  /** What follows the version, which says which variant it is: `-slim-bookworm`. */
  readonly variant: string;
}

/** A version of numbers, in front, and the variant. Pre-releases (`3.14.0rc1`) and bare dates are none. */
function parse(tag: string): VersionTag | undefined {
  const [, prefix, version, variant] = /^(v?)(\d+(?:\.\d+)*)((?:-[a-z][\w.]*)*)$/i.exec(tag) ?? [];
  if (version === undefined || /^-(?:alpha|beta|rc|pre|dev|snapshot|canary|nightly|next)\.?\d*(?:$|-)/i.test(variant!)) return undefined;
  return { tag, prefix: prefix!, version: version.split('.'), variant: variant! };
}

export function hasVersion(tag: string): boolean {
  return parse(tag) !== undefined;
}

/**
 * The newest tags of the same shape and variant: `3.11.4-slim` asks for three numbers and `-slim`. At most one a step, the smallest step first;
 * empty where the tag is the newest, or holds no version.
 */
export function newerTags(tag: string, tags: readonly string[]): readonly NewerTag[] {
  const used = parse(tag);
  if (!used) return [];
  const newest = new Map<Step, VersionTag>();
  for (const text of tags) {
    const other = parse(text);
    if (!other || !alike(used, other) || compare(other.version, used.version) <= 0) continue;
    const step = stepBetween(used.version, other.version);
    const best = newest.get(step);
    if (!best || compare(other.version, best.version) > 0) newest.set(step, other);
  }
  return (['patch', 'minor', 'major'] as const).flatMap((step) => {
    const found = newest.get(step);
    return found ? [{ tag: found.tag, step }] : [];
  });
}

/**
 * Tags with a version that may be what a moving tag (`latest`, `slim`) stands for: without a variant, or with the tag as variant. The newest
 * and most exact first.
 */
export function versionsBehind(tag: string, tags: readonly string[]): readonly string[] {
  return tags
    .map(parse)
    .filter((other): other is VersionTag => other !== undefined && (other.variant === '' || other.variant === `-${tag}`) && !other.version.some(isDate))
    // What bears the variant's name is the likelier one.
    .sort((a, b) => b.variant.length - a.variant.length || compare(b.version, a.version))
    .map((other) => other.tag);
}

function alike(a: VersionTag, b: VersionTag): boolean {
  return (
    a.prefix === b.prefix &&
    a.variant === b.variant &&
    a.version.length === b.version.length &&
    // A date is no later version of a number.
    a.version.every((part, index) => isDate(part) === isDate(b.version[index]!))
  );
}

function isDate(part: string): boolean {
  return part.length >= 5;
}

function stepBetween(a: readonly string[], b: readonly string[]): Step {
  const at = a.findIndex((part, index) => Number(part) !== Number(b[index]));
  return at === 0 ? 'major' : at === 1 ? 'minor' : 'patch';
}

/** By numbers; of two that agree as far as the shorter one goes, the longer is the later. */
function compare(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = Number(a[index] ?? -1) - Number(b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
