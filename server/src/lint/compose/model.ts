/**
 * The model of a Compose file: services with every value's span, after merge keys, anchors, `extends` in the same file and interpolation with defaults. Plain data, made by `parseCompose`.
 */
import type { SpanEdit } from '../rule';
import type { SourceText } from '../text/source';
import type { Span } from '../text/span';

/**
 * How a value is written: scalars `plain`, `single`, `double` (quotes), `literal` (`|`), `folded` (`>`), `empty` (nothing after the colon);
 * maps and sequences `block` or `flow` (braces, brackets).
 */
export type NodeForm = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'empty' | 'block' | 'flow';

/** A run of characters of a scalar and the place they come from. `length` 0: the place of a variable that became nothing. */
export interface Piece {
  /** Offset in `Node.scalar`. */
  readonly at: number;
  readonly length: number;
  /** In the document. As long as `length` where the characters stand there; longer for an escape (`$$`). */
  readonly span: Span;
}

/** A YAML value with where it stands. Values from an anchor, a merge key or `extends` have the span where they are written, and `inherited`. */
export interface Node {
  readonly span: Span;
  /**
   * Scalar as YAML reads it; undefined for maps and sequences. Interpolated: `${X:-1}` becomes `'1'`, a string (read it with `numberOf`, `isTrue`).
   * A variable without a default stays as written, and `unresolved` is set.
   */
  readonly scalar?: string | number | boolean | null;
  /** A variable in it has no default: its value is not known. Of a map or sequence always false. */
  readonly unresolved: boolean;
  readonly entries?: readonly Entry[];
  readonly items?: readonly Node[];
  readonly inherited: boolean;
  /** As written. */
  readonly text: string;
  readonly form: NodeForm;
  /** `!reset` and `!override` (of Compose), or any other tag. */
  readonly tag?: string;
  /** Where the characters of a string come from; absent where they cannot be told (escapes, several lines) and where nothing is a string. */
  readonly pieces?: readonly Piece[];
}

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
  /** Key and value. */
  readonly span: Span;
  /** Comes from a merge key or from the service that this one extends. */
  readonly inherited: boolean;
}

/** `name=value` or `name: value` of `environment` and `build.args`. `value` is absent where the name stands alone and the value comes from the shell. */
export interface Variable {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value?: Node;
  readonly span: Span;
  /** The whole `NAME=value` of the list form. */
  readonly item?: Node;
}

export interface Build {
  readonly span: Span;
  readonly context?: Node;
  readonly dockerfile?: Node;
  readonly target?: Node;
  readonly inline?: Node;
  readonly args: readonly Variable[];
  readonly node: Node;
}

export interface Service {
  readonly name: string;
  readonly nameSpan: Span;
  readonly node: Node;
  readonly build?: Build;
  readonly image?: Node;
  /**
   * True where a part of the service stands elsewhere: it extends a service of another file or one that is not there, or it has neither `image` nor `build`
   * and so completes a service of another file. What is missing here may be given there. So it is in a template that makes whole lines.
   */
  readonly partial: boolean;
  /** Value at a path of keys: `get('deploy', 'resources', 'limits', 'memory')`. */
  get(...path: string[]): Node | undefined;
  /** `environment` in both forms. */
  readonly environment: readonly Variable[];
}

export interface ComposeError {
  readonly message: string;
  readonly span: Span;
  /** Nothing that Compose refuses, only something that is not looked at. */
  readonly note?: boolean;
  /** What puts it right. */
  readonly mend?: { readonly title: string; readonly edits: readonly SpanEdit[] };
}

export interface ComposeComment {
  /** After `#`, trimmed. */
  readonly text: string;
  readonly line: number;
  /** From `#` to the end of the line. */
  readonly span: Span;
}

export interface ComposeModel {
  readonly uri: string;
  readonly source: SourceText;
  /** With merge keys and anchors put in; `extends` only shows in `services`. */
  readonly root?: Node;
  readonly services: readonly Service[];
  readonly errors: readonly ComposeError[];
  /** The YAML itself has errors, or is still to be made from a template: what stands where is a guess, so nothing is edited. */
  readonly broken: boolean;
  /** A template engine has still to fill it in. Values with its marks are `unresolved`. */
  readonly template?: true;
  readonly comments: readonly ComposeComment[];
  /** Indentation step of the file, in blanks. */
  readonly indent: number;
}
