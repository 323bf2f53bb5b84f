/** The model of a `.dockerignore`: plain data, made by `parseDockerignore`. */
import type { SourceText } from '../text/source';
import type { Span } from '../text/span';
import type { IgnoreMatcher } from './matcher';
import type { PathTest } from './pattern';

export interface IgnorePattern {
  /** As the builder uses it: without `!`, blanks and leading slash, cleaned (`./a//b/` is `a/b`). */
  readonly pattern: string;
  /** Behind a `!`: what it matches is not ignored. */
  readonly negated: boolean;
  readonly line: number;
  /** From the first to the last character that is no blank, `!` included. */
  readonly span: Span;
  /** As written, within `span`. */
  readonly text: string;
  /** Whether a path below the context matches; directories above it are not tried. */
  readonly matches: PathTest;
}

export interface IgnoreComment {
  /** After `#`, trimmed. */
  readonly text: string;
  readonly line: number;
  /** From `#` to the end of the line. */
  readonly span: Span;
}

/** A line that makes the builder refuse the file. */
export interface IgnoreError {
  readonly kind: 'empty-exception' | 'bad-pattern';
  readonly span: Span;
}

export interface DockerignoreModel {
  readonly uri: string;
  readonly source: SourceText;
  /** In file order, without those that the builder refuses. */
  readonly patterns: readonly IgnorePattern[];
  readonly comments: readonly IgnoreComment[];
  readonly errors: readonly IgnoreError[];
  readonly matcher: IgnoreMatcher;
}
