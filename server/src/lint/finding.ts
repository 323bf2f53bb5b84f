import type { Range } from './text/span';

export const severities = ['error', 'warning', 'info', 'hint'] as const;
export type Severity = (typeof severities)[number];

/** Replaces a range of a document; an edit with an empty range inserts. */
export interface TextEdit {
  readonly uri: string;
  readonly range: Range;
  readonly newText: string;
}

/** Creates a file that does not exist yet (used by fixes only; a caller that cannot create files leaves the fix out). */
export interface CreateFile {
  readonly create: string;
  readonly content: string;
}

/** `safe`: the image stays what it is, apart from the finding. `unsafe`: what the image does may change; offered one at a time. */
export type Applicability = 'safe' | 'unsafe';

export interface Fix {
  readonly title: string;
  readonly applicability: Applicability;
  /** Edits of existing documents; they do not overlap. */
  readonly edits: readonly TextEdit[];
  readonly creates?: readonly CreateFile[];
}

export interface Related {
  readonly uri: string;
  readonly range: Range;
  readonly message: string;
}

/** `unnecessary` greys text out, `deprecated` strikes it through. */
export type Tag = 'unnecessary' | 'deprecated';

/** One thing that is wrong at one place. Everything that shows a finding (editor, terminal, SARIF) is made from this shape. */
export interface Finding {
  /** Rule name, `shellcheck/SC2086`, or `syntax`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly uri: string;
  readonly fixes: readonly Fix[];
  readonly related: readonly Related[];
  readonly tags: readonly Tag[];
  /** What the message was made from, with the key of the message as `message`; for machines. */
  readonly data: Readonly<Record<string, string | number | boolean>>;
}
