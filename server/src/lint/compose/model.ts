/**
 * The model of a Compose file: services with every value's span, after merge keys, anchors, `extends` in the same file and interpolation with defaults. Plain data, made by `parseCompose`.
 */
import type { SourceText } from '../text/source';
import type { Span } from '../text/span';

/** A YAML value with where it stands. Values from an anchor, a merge key or `extends` have the span where they are written, and `inherited`. */
export interface Node {
  readonly span: Span;
  /** Scalar as YAML reads it; undefined for maps and sequences. Interpolated: `${X:-1}` becomes `1`; `unresolved` where a variable has no default. */
  readonly scalar?: string | number | boolean | null;
  readonly unresolved: boolean;
  readonly entries?: readonly Entry[];
  readonly items?: readonly Node[];
  readonly inherited: boolean;
  /** As written. */
  readonly text: string;
}

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
  /** Key and value. */
  readonly span: Span;
}

export interface Build {
  readonly span: Span;
  readonly context?: Node;
  readonly dockerfile?: Node;
  readonly target?: Node;
  readonly inline?: Node;
  readonly args: readonly { readonly name: string; readonly value?: Node; readonly span: Span }[];
  readonly node: Node;
}

export interface Service {
  readonly name: string;
  readonly nameSpan: Span;
  readonly node: Node;
  readonly build?: Build;
  readonly image?: Node;
  /** Value at a path of keys: `get('deploy', 'resources', 'limits', 'memory')`. */
  get(...path: string[]): Node | undefined;
  /** `environment` in both forms. */
  readonly environment: readonly { readonly name: string; readonly nameSpan: Span; readonly value?: Node; readonly span: Span }[];
}

export interface ComposeError {
  readonly message: string;
  readonly span: Span;
}

export interface ComposeModel {
  readonly uri: string;
  readonly source: SourceText;
  readonly root?: Node;
  readonly services: readonly Service[];
  readonly errors: readonly ComposeError[];
  readonly comments: readonly { readonly text: string; readonly line: number; readonly span: Span }[];
  /** Indentation step of the file, in blanks. */
  readonly indent: number;
}
