/** Which paths of a build context an ignore file keeps from the builder. */
import type { IgnorePattern } from './model';

interface Verdict {
  /** By pattern: it matches the path or a directory above it. */
  readonly matched: readonly boolean[];
  /** The pattern that decided last; absent where none applies. */
  readonly decided?: IgnorePattern;
}

export class IgnoreMatcher {
  /** True where some pattern begins with `!`. */
  readonly hasExceptions: boolean;
  /** Verdicts of directories, which every path below them needs. */
  private readonly directories = new Map<string, Verdict>();

  constructor(private readonly patterns: readonly IgnorePattern[]) {
    this.hasExceptions = patterns.some((pattern) => pattern.negated);
  }

  /** Whether the builder leaves the path out when it walks the context. Of a directory: itself; exceptions may still bring in what is below it. */
  ignores(path: string): boolean {
    const decided = this.verdict(path).decided;
    return decided !== undefined && !decided.negated;
  }

  /** The pattern that decides on a path, an exception too; undefined where none does. */
  decisive(path: string): IgnorePattern | undefined {
    return this.verdict(path).decided;
  }

  /** What is decided on a directory is what is asked for again. */
  private directory(path: string): Verdict {
    let verdict = this.directories.get(path);
    if (!verdict) this.directories.set(path, (verdict = this.verdict(path)));
    return verdict;
  }

  /** A pattern that would not change the verdict is not tried, and then does not count for what is below either: that is how the builder does it. */
  private verdict(path: string): Verdict {
    const slash = path.lastIndexOf('/');
    const above = slash < 0 ? undefined : this.directory(path.slice(0, slash));
    const matched: boolean[] = [];
    let ignored = false;
    let decided: IgnorePattern | undefined;
    this.patterns.forEach((pattern, i) => {
      const match = above?.matched[i] === true || (pattern.negated === ignored && pattern.matches(path));
      matched.push(match);
      if (!match) return;
      if (pattern.negated === ignored) decided = pattern;
      ignored = !pattern.negated;
    });
    return { matched, ...(decided ? { decided } : {}) };
  }
}
