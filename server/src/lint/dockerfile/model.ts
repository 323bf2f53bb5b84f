/**
 * The model of a Dockerfile: plain data, made by `parseDockerfile`, read by every rule. It follows BuildKit's reading of the file (what is an instruction,
 * where it ends, how a variable expands) and keeps the document span of everything. Any text yields a model; what BuildKit would refuse is in `errors`.
 */
import type { SourceText } from '../text/source';
import type { Span } from '../text/span';

/** Something BuildKit refuses at parse time, as a key of messages. */
export interface ParseError {
  readonly code:
    | 'empty-file'
    | 'directive-duplicate'
    | 'directive-escape'
    | 'heredoc-unterminated'
    | 'json-not-strings'
    | 'env-two-arguments'
    | 'missing-equals'
    | 'line-too-long';
  readonly message: string;
  readonly span: Span;
}

/** A parser directive: `# syntax=docker/dockerfile:1`. `name` is lower case. */
export interface Directive {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

/** A comment line, also one inside a continued instruction. `text` is what follows `#`, trimmed. */
export interface Comment {
  readonly text: string;
  readonly line: number;
  /** From `#` to the end of the line. */
  readonly span: Span;
  /** True between the lines of a continued instruction. */
  readonly inside: boolean;
}

/** Where a variable got its value. */
export interface VariableDefinition {
  readonly name: string;
  readonly kind: 'arg' | 'env' | 'predefined';
  /** Undefined where it cannot be known from the file: an ARG without default, a value made from an unknown one. */
  readonly value: string | undefined;
  /** Absent for predefined variables. */
  readonly instruction?: Instruction | undefined;
  readonly nameSpan?: Span | undefined;
  readonly valueSpan?: Span | undefined;
  /** For an ARG repeated in a stage without a value: the global ARG that gives it one. */
  readonly global?: VariableDefinition | undefined;
}

/** One `$NAME` or `${NAME…}`. */
export interface VariableUse {
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
  /** `:-`, `:+`, `-`, `+`, `:?`, `?`, `#`, `##`, `%`, `%%`, `/`, `//`, or an operator BuildKit does not know. */
  readonly operator?: string | undefined;
  /** Absent where nothing in the file defines it; the base image still may. */
  readonly definition?: VariableDefinition | undefined;
}

/** A word of an instruction's arguments. */
export interface Word {
  /** As written, continuation lines joined. */
  readonly text: string;
  /** Quotes and escapes removed, variables left as they stand. */
  readonly value: string;
  /** Quotes and escapes removed, variables replaced; undefined where one of them is not known. */
  readonly resolved: string | undefined;
  readonly variables: readonly VariableUse[];
  readonly span: Span;
}

/** `--name=value` in front of an instruction's arguments. */
export interface Flag {
  /** As written, without the dashes. */
  readonly name: string;
  /** Absent for `--name`. */
  readonly value?: Word | undefined;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** A `key=value` of ENV, ARG, LABEL or a key alone of ARG. */
export interface KeyValue {
  readonly key: Word;
  readonly value?: Word | undefined;
  /** `legacy` is `ENV key value`. */
  readonly form: 'equals' | 'legacy' | 'name';
  readonly span: Span;
}

/** The elements of an exec (JSON) form. `value` is the decoded string, `span` includes the quotes. */
export interface ExecForm {
  readonly elements: readonly { readonly value: string; readonly span: Span }[];
  /** From `[` to `]`. */
  readonly span: Span;
}

export interface Heredoc {
  /** The terminator. */
  readonly name: string;
  /** As in the document, leading tabs kept. */
  readonly content: string;
  readonly contentSpan: Span;
  /** `<<-"EOF"` in the instruction's line. */
  readonly markerSpan: Span;
  /** Empty where it is not terminated. */
  readonly terminatorSpan: Span;
  /** False where the delimiter is quoted. */
  readonly expand: boolean;
  readonly stripTabs: boolean;
  readonly terminated: boolean;
}

/** One `key` or `key=value` of a `RUN --mount`. */
export interface MountOption {
  readonly key: string;
  readonly value?: string | undefined;
  readonly span: Span;
  readonly valueSpan?: Span | undefined;
}

export interface Mount {
  /** `bind` where none is given. */
  readonly type: string;
  readonly options: readonly MountOption[];
  readonly flag: Flag;
  /** Value of the first option with one of these keys. */
  option(...keys: string[]): MountOption | undefined;
}

/** A reference to an image. Source of the grammar: distribution/reference. */
export interface ImageReference {
  /** The reference with variables replaced. */
  readonly text: string;
  /** As written: host with port; absent for Docker Hub short names. */
  readonly registry?: string | undefined;
  /** Path without registry, tag and digest: `library/debian` is written `debian` here if the file says so. */
  readonly path: string;
  /** Last component of the path. */
  readonly name: string;
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
  /** `docker.io/library/debian`: always with registry and namespace. */
  readonly normalized: string;
  /** An official image of Docker Hub (`docker.io/library/…`). */
  readonly official: boolean;
  /** Document span of registry and path together (the part before tag and digest). */
  readonly nameSpan: Span;
  /** Of the tag without the colon, of the digest without the `@`. A part that comes from a variable has the span of that variable. */
  readonly tagSpan?: Span | undefined;
  readonly digestSpan?: Span | undefined;
  /** False where the text breaks the grammar. */
  readonly valid: boolean;
}

/** What a FROM, `COPY --from` or `--mount=from=` names. */
export type ImageSource =
  | { readonly kind: 'stage'; readonly stage: Stage; readonly word: Word }
  | { readonly kind: 'scratch'; readonly word: Word }
  | { readonly kind: 'image'; readonly image: ImageReference; readonly word: Word }
  /** A variable in it has no known value, or the word is missing or empty. */
  | { readonly kind: 'unknown'; readonly word: Word }
  /** A stage number that is none before this instruction. */
  | { readonly kind: 'no-stage'; readonly word: Word };

export interface FromDetails {
  readonly image: Word;
  readonly source: ImageSource;
  readonly platform?: Flag | undefined;
  /** The word AS as written. */
  readonly as?: Word | undefined;
  readonly name?: Word | undefined;
}

export interface CopyDetails {
  /** Without heredocs. */
  readonly sources: readonly Word[];
  readonly destination?: Word | undefined;
  readonly from?: ImageSource | undefined;
}

export interface HealthcheckDetails {
  /** CMD, NONE or what stands there. */
  readonly type?: Word | undefined;
}

export const keywords = [
  'ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER',
  'VOLUME', 'WORKDIR',
] as const;
export type Keyword = (typeof keywords)[number];

export interface Instruction {
  /** Position in `DockerfileModel.instructions`. A trigger of ONBUILD has its ONBUILD's. */
  readonly index: number;
  /** Upper case; an unknown word too (test with `known`). */
  readonly keyword: string;
  readonly known: boolean;
  /** All of it on one line: keyword, flags and arguments, without heredoc bodies. */
  readonly text: string;
  readonly keywordSpan: Span;
  /** From the keyword to the end of the last line, heredoc bodies and terminators included, the last line break not. */
  readonly span: Span;
  /** As `span`, without heredoc bodies. */
  readonly lineSpan: Span;
  /** Absent before the first FROM. */
  readonly stage?: Stage | undefined;
  readonly flags: readonly Flag[];
  /** The arguments after the flags, continuation lines joined, comments dropped. */
  readonly args: LogicalText;
  /** Words of the arguments, split as BuildKit splits them for this instruction; the elements of an exec form for RUN, CMD, … */
  readonly words: readonly Word[];
  /** Set where the arguments are a JSON array of strings and the instruction takes one. */
  readonly exec?: ExecForm | undefined;
  readonly heredocs: readonly Heredoc[];
  /** ENV, ARG, LABEL. */
  readonly pairs: readonly KeyValue[];
  readonly from?: FromDetails | undefined;
  /** COPY and ADD. */
  readonly copy?: CopyDetails | undefined;
  readonly healthcheck?: HealthcheckDetails | undefined;
  /** RUN. */
  readonly mounts: readonly Mount[];
  /** The trigger of an ONBUILD. */
  readonly trigger?: Instruction | undefined;
  /** The ONBUILD around a trigger. */
  readonly onbuild?: Instruction | undefined;
  /** Comment lines right above (no blank line between), oldest first. */
  readonly leadingComments: readonly Comment[];
  /** State of the stage before this instruction. */
  readonly before: StageState;
  /** True where blank lines stand inside the continued instruction: the spans of those lines. */
  readonly emptyContinuations: readonly Span[];
}

/** Text that was joined from pieces of the document. */
export interface LogicalText {
  readonly text: string;
  /** Document offset of a character of `text`. */
  toDocument(offset: number): number;
  /** Document span of `[start, end)` of `text`; it covers continuation lines in between. */
  span(start: number, end: number): Span;
}

/** Variables visible at one place. An ENV hides an ARG of the same name wherever either stands, as in BuildKit. */
export interface Scope {
  lookup(name: string): VariableDefinition | undefined;
  /** All visible definitions, latest first, one a name. */
  all(): readonly VariableDefinition[];
}

export interface StageUser {
  /** User part with variables replaced: `app`, `1000`; undefined where not known. */
  readonly user: string | undefined;
  readonly group?: string | undefined;
  readonly instruction: Instruction;
}

export interface StageState {
  readonly scope: Scope;
  /** The USER in force, looked up through the stage chain; absent where none was given and the base image decides. */
  readonly user?: StageUser | undefined;
  /** Absolute path, or undefined where not known (a variable, or the base image's). */
  readonly workdir?: { readonly path: string | undefined; readonly instruction: Instruction };
  readonly shell: { readonly words: readonly string[]; readonly instruction?: Instruction };
}

export interface Stage {
  readonly index: number;
  /** Lower case, as BuildKit compares it. */
  readonly name?: string | undefined;
  readonly instruction: Instruction;
  readonly base: ImageSource;
  /** The earlier stage that this one starts from. */
  readonly parent?: Stage | undefined;
  /** Itself, its parent, and so on. The last one's base is no stage. */
  readonly chain: readonly Stage[];
  /** Instructions after FROM. */
  readonly instructions: readonly Instruction[];
  readonly os: 'linux' | 'windows';
  /** State after the last instruction. */
  readonly exit: StageState;
  /** The last stage of the file. */
  readonly final: boolean;
  /** The final stage, or one that it needs through FROM, COPY --from or --mount=from. */
  readonly reachable: boolean;
  /** To the end of its last instruction. */
  readonly span: Span;
}

export interface DockerfileModel {
  readonly uri: string;
  readonly source: SourceText;
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  /** All, in order, triggers not included. */
  readonly instructions: readonly Instruction[];
  /** ARG (and whatever else stands) before the first FROM. */
  readonly preamble: readonly Instruction[];
  readonly stages: readonly Stage[];
  readonly finalStage?: Stage | undefined;
  readonly errors: readonly ParseError[];
  /** Scope in which FROM lines are resolved: global ARGs and platform arguments. */
  readonly globalScope: Scope;
  /** Instructions of the given keywords; triggers of ONBUILD included where `triggers` is not false. */
  all(...keywords: Keyword[]): readonly Instruction[];
  /** Set where this is a part of a file, some of its instructions or stages: the file. For facts about the file as a whole. */
  readonly whole?: DockerfileModel | undefined;
  /** What a `--from` value names, seen from an instruction. */
  resolveSource(word: Word, at: Instruction): ImageSource;
}
