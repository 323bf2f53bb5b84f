/**
 * What a rule is. A rule is one file: meta, documentation, check and fix. Everything else about it (registry, documentation page, settings schema, `plimsoll rules`) is generated from it.
 */
import type { ComposeModel } from './compose/model';
import type { DaemonModel } from './daemon/model';
import type { DockerfileModel, Instruction, Keyword } from './dockerfile/model';
import type { DockerignoreModel } from './dockerignore/model';
import type { Applicability, CreateFile, Related, Severity, Tag, TextEdit } from './finding';
import type { Span } from './text/span';
import type { VersionAdvisories } from './versions/model';
import type { Workspace } from './workspace/model';

/** Documents that the linter has rules for. */
export type RuleTarget = 'dockerfile' | 'compose' | 'dockerignore' | 'daemon';
/** Built images, too, are checked by rules: those are the scan's (`scan/checks`). */
export type CheckedTarget = RuleTarget | 'image';

export const categories = [
  'base-image', 'privilege', 'secrets', 'downloads', 'packages', 'correctness', 'syntax', 'limits', 'isolation', 'network', 'performance', 'maintainability',
] as const;
export type Category = (typeof categories)[number];

/** From the calmest to the fullest; each holds the ones before. */
export const presets = ['recommended', 'strict', 'all'] as const;
export type Preset = (typeof presets)[number];

/** Tools whose ids `sources` may name. */
export type SourceTool =
  | 'hadolint' | 'buildkit' | 'trivy' | 'checkov' | 'kics' | 'semgrep' | 'sonar' | 'tally' | 'droast' | 'dockerfile-utils' | 'dockle' | 'dclint' | 'compose-lint' | 'cis';

export type Sources = Partial<Record<SourceTool, readonly string[]>>;

/** One option of a rule: its default says its type. */
export interface RuleOption {
  readonly default: boolean | number | string | readonly string[];
  readonly description: string;
  readonly enum?: readonly string[];
}

export type OptionValues<O> = { readonly [K in keyof O]: O[K] extends { readonly default: infer D } ? Widen<D> : never };
type Widen<D> = D extends boolean ? boolean : D extends number ? number : D extends string ? string : readonly string[];

export interface RuleDocs {
  /** One sentence: what is reported. */
  readonly what: string;
  /** Why it matters, and to whom. */
  readonly why: string;
  /** A whole file that yields exactly one finding of this rule. */
  readonly bad: string;
  /** The same file put right: no finding of any default rule. */
  readonly good: string;
  /** Files next to the examples, by path, for rules that look at other files: a Dockerfile's Compose file, a Compose file's Dockerfile. */
  readonly beside?: { readonly bad: Readonly<Record<string, string>>; readonly good: Readonly<Record<string, string>> };
  /** When it is silent on purpose, and when to switch it off. */
  readonly exceptions?: string;
}

export interface RuleMeta<M extends string = string> {
  /** kebab-case; names what is wrong; reads well after "ignore". */
  readonly name: string;
  readonly target: CheckedTarget;
  readonly severity: Severity;
  readonly category: Category;
  /** The calmest preset that has it on. */
  readonly preset: Preset;
  readonly since: string;
  readonly sources: Sources;
  /** The best fix it can offer. */
  readonly fix: Applicability | 'none';
  readonly docs: RuleDocs;
  /** Wording by key; `{name}` is replaced by the data of the finding. What is wrong, why, what to do, in one or two sentences. */
  readonly messages: Readonly<Record<M, string>>;
  readonly options?: Readonly<Record<string, RuleOption>>;
  /** Judges how instructions, or the parts of a Compose file, stand to one another, which is not known of a file that a template engine still has to fill in: silent there, like all rules of the category syntax. */
  readonly silentInTemplates?: true;
}

/** As much of a rule as settings and ignore comments ask for. */
export type NamedRule = Pick<RuleMeta, 'name' | 'target' | 'severity' | 'preset' | 'sources' | 'options'>;

/** What the linter knows of a rule for images: it can be set and ignored, and an editor leaves out what another rule says already. */
export interface NamedImageRule extends NamedRule {
  readonly target: 'image';
  /** Rules for Dockerfiles that say the same of an instruction, where they can tell. */
  readonly toldBy: readonly string[];
}

/** An edit of the document that is being checked. */
export interface SpanEdit {
  readonly span: Span;
  readonly newText: string;
}

export interface RuleFix {
  /** Says what happens: "Add -y", "Use debian:13". */
  readonly title: string;
  readonly applicability: Applicability;
  /** Spans are of this document; a TextEdit names another one. */
  readonly edits: readonly (SpanEdit | TextEdit)[];
  readonly creates?: readonly CreateFile[];
}

export interface ReportDetails {
  readonly data?: Readonly<Record<string, string | number | boolean>>;
  /** Preferred one first. */
  readonly fixes?: readonly RuleFix[];
  readonly related?: readonly (Related | { readonly span: Span; readonly message: string })[];
  readonly tags?: readonly Tag[];
  /** Where one rule has lighter and heavier cases. A severity that the user sets wins. */
  readonly severity?: Severity;
}

export type Report<M extends string> = (at: Span, message: M, details?: ReportDetails) => void;

export interface RuleContext<O = Record<string, never>> {
  readonly options: OptionValues<O>;
  /** Registries (host, host/path, `*` at either end) the user trusts; empty where not set. */
  readonly trustedRegistries: readonly string[];
  /** ISO date, `2026-11-24`. */
  readonly today: string;
  /** What is known of the other files. */
  readonly workspace: Workspace;
  /** What the caller has looked up about pinned versions. */
  readonly versions: VersionAdvisories;
  /** True where a comment says to ignore this rule at a place: for a rule that says once what is so at several. */
  isIgnored(place: Span): boolean;
}

/**
 * What a rule's findings depend on. `instruction`: each on one instruction, its text, the comments above it, the state before it (`before`), the base images and numbers of its stage's chain and
 * which stages the final one needs; on other files; and on nothing else of this one. It is reported within that instruction. `stage`: in the same way on one stage with all that are built upon it
 * or that it is built upon; what stands before the first FROM is one too. After an edit such rules see what changed only.
 */
export type RuleScope = 'file' | 'stage' | 'instruction';

export interface DockerfileRule<M extends string = string> extends RuleMeta<M> {
  readonly target: 'dockerfile';
  /** `file` where it is not given. */
  readonly scope?: RuleScope;
  /** Instructions without one of which the rule has nothing to find; absent: it looks at any. */
  readonly keywords?: readonly Keyword[];
  /**
   * Of a rule for the file as a whole: whether an instruction may have to do with its findings by more than its being there, in front of others or behind them. After an edit of others only, in
   * which no state before these (`before`) and nothing about the stages changes, its findings are the same. So they are after one of comments above instructions.
   */
  readonly looksAt?: (instruction: Instruction) => boolean;
  check(file: DockerfileModel, report: Report<M>, context: RuleContext<any>): void;
}

export interface ComposeRule<M extends string = string> extends RuleMeta<M> {
  readonly target: 'compose';
  check(file: ComposeModel, report: Report<M>, context: RuleContext<any>): void;
}

export interface DockerignoreRule<M extends string = string> extends RuleMeta<M> {
  readonly target: 'dockerignore';
  check(file: DockerignoreModel, report: Report<M>, context: RuleContext<any>): void;
}

export interface DaemonRule<M extends string = string> extends RuleMeta<M> {
  readonly target: 'daemon';
  check(file: DaemonModel, report: Report<M>, context: RuleContext<any>): void;
}

export type Rule = DockerfileRule | ComposeRule | DockerignoreRule | DaemonRule;

type Checked<M extends string, O, F, T extends RuleTarget> = Omit<RuleMeta<M>, 'options' | 'target'> & {
  readonly target: T;
  readonly options?: O;
  check(file: F, report: Report<M>, context: RuleContext<O>): void;
};

/** Types a rule: message keys and options are checked against their use. Returns what it is given. */
export function defineRule<const M extends string, const O extends Record<string, RuleOption>>(rule: Checked<M, O, DockerfileModel, 'dockerfile'> & Pick<DockerfileRule, 'scope' | 'keywords' | 'looksAt'>): DockerfileRule<M>;
export function defineRule<const M extends string, const O extends Record<string, RuleOption>>(rule: Checked<M, O, ComposeModel, 'compose'>): ComposeRule<M>;
export function defineRule<const M extends string, const O extends Record<string, RuleOption>>(rule: Checked<M, O, DockerignoreModel, 'dockerignore'>): DockerignoreRule<M>;
export function defineRule<const M extends string, const O extends Record<string, RuleOption>>(rule: Checked<M, O, DaemonModel, 'daemon'>): DaemonRule<M>;
export function defineRule(rule: unknown): unknown {
  return rule;
}
