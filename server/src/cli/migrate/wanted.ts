/** What another tool's configuration says, in our terms: what each reader of a format hands back, and a helper to collect it. */
import type { Severity } from '../../lint/finding';
import type { Preset, SourceTool } from '../../lint/rule';
import { normalizedId, shellcheckName, type RuleNames } from '../../lint/settings/rule-names';
import type { Position } from '../../lint/text/span';

/** The tools whose configuration is read. */
export type MigratedTool = Extract<SourceTool, 'hadolint' | 'trivy' | 'checkov' | 'tally'>;

/** Something the user must know: what could not be carried over, or is carried over with a difference. */
export interface Note {
  readonly at: Position;
  readonly message: string;
}

export type WantedSeverity = Severity | 'off' | 'on';

export interface OptionItem {
  readonly value: string;
  /** Becomes a comment behind the item. */
  readonly why?: string;
}

/** An option of a rule; items are added to the list that the option holds. */
export interface WantedOption {
  readonly name: string;
  readonly value: boolean | number | string | { readonly items: readonly OptionItem[] };
}

export interface WantedRule {
  readonly kind: 'rule';
  /** A rule of ours, or `shellcheck/SC2086`. */
  readonly rule: string;
  readonly severity?: WantedSeverity;
  readonly option?: WantedOption;
  /** Globs, relative to the directory of the file, of the files it is for; absent: all. */
  readonly files?: readonly string[];
  /** Becomes a comment: the id that the other tool uses, and the reason given there. */
  readonly why?: string;
  readonly at: Position;
}

/** A key of `.plimsoll.yaml` that holds one value or a list of texts. */
export type WantedKey = { readonly kind: 'key'; readonly at: Position } & (
  | { readonly key: 'extends'; readonly value: Preset }
  | { readonly key: 'shellcheck' | 'inlineIgnores'; readonly value: boolean }
  | { readonly key: 'failOn'; readonly value: Severity | 'never' }
  | { readonly key: 'trustedRegistries' | 'ignore'; readonly value: readonly string[] }
);

export type Wanted = WantedRule | WantedKey;
type WithoutPlace<T> = T extends unknown ? Omit<T, 'at'> : never;

export interface ForeignConfig {
  readonly wanted: readonly Wanted[];
  readonly notes: readonly Note[];
  /** What is wrong in the file: values that cannot be meant, or, where it is `broken`, all of it. */
  readonly errors: readonly Note[];
  readonly broken?: true;
}

/** What a reader of a format knows besides the text. */
export interface MigrationContext {
  readonly names: RuleNames;
  /** ISO date: what has expired by then is not carried over. */
  readonly today: string;
}

/** Collects what one file wants. */
export class Draft {
  private readonly wanted: Wanted[] = [];
  private readonly notes: Note[] = [];
  private readonly off = new Map<string, { readonly tool: SourceTool; readonly ids: Set<string>; readonly at: Position }>();

  constructor(private readonly names: RuleNames) {}

  note(at: Position, message: string): void {
    this.notes.push({ at, message });
  }

  key(at: Position, wanted: WithoutPlace<WantedKey>): void {
    this.wanted.push({ ...wanted, at } as WantedKey);
  }

  rule(at: Position, wanted: Omit<WantedRule, 'at' | 'kind'>): void {
    this.wanted.push({ kind: 'rule', ...wanted, at });
  }

  /** Sets all rules that stand for an id; false, with a note, where there is none. */
  severity(tool: MigratedTool, id: string, severity: WantedSeverity, at: Position, more: { readonly why?: string; readonly files?: readonly string[] } = {}): boolean {
    const rules = rulesOf(tool, id, this.names);
    if (rules.length === 0) this.note(at, `No rule of Plimsoll stands for ${id}: there is nothing to ${severity === 'off' ? 'switch off' : 'set'}.`);
    const own = ownId(tool, id);
    for (const rule of rules) {
      const called = rule.startsWith('shellcheck/') ? [] : [id];
      const why = [...called, ...(more.why === undefined ? [] : [more.why])].join(': ');
      this.rule(at, { rule, severity, ...(more.files && { files: more.files }), ...(why !== '' && { why }) });
      if (severity !== 'off') continue;
      const known = this.off.get(rule);
      if (known) known.ids.add(normalizedId(own.tool, own.id));
      else this.off.set(rule, { tool: own.tool, ids: new Set([normalizedId(own.tool, own.id)]), at });
    }
    return rules.length > 0;
  }

  result(): ForeignConfig {
    for (const [name, { tool, ids, at }] of this.off) {
      const others = (this.names.rule(name)?.sources[tool] ?? []).filter(id => !ids.has(normalizedId(tool, id)));
      if (others.length > 0) this.note(at, `The rule ${name} is off as a whole now; it stands for ${others.join(', ')}, too.`);
    }
    return { wanted: this.wanted, notes: this.notes, errors: [] };
  }
}

/** Rules of ours that another tool's id means. hadolint and tally speak for ShellCheck, tally also for hadolint and BuildKit: `hadolint/DL3006`. */
export function rulesOf(tool: MigratedTool, id: string, names: RuleNames): readonly string[] {
  const shellcheck = tool === 'hadolint' || tool === 'tally' ? shellcheckName(id) : undefined;
  if (shellcheck) return [shellcheck];
  const own = ownId(tool, id);
  return names.fromTool(own.tool, own.id);
}

/** tally's ids say whose they are; one that does not is none. */
function ownId(tool: MigratedTool, id: string): { readonly tool: SourceTool; readonly id: string } {
  if (tool !== 'tally') return { tool, id };
  const [, space, name] = /^(tally|hadolint|buildkit)\/(.+)$/.exec(id) ?? [];
  return space === undefined ? { tool, id: '' } : { tool: space as SourceTool, id: name! };
}

/** Whether a rule is on without being asked for. */
export function isOnByDefault(rule: string, names: RuleNames): boolean {
  return rule.startsWith('shellcheck/') || names.rule(rule)?.preset === 'recommended';
}

export const brokenFile = (errors: readonly Note[]): ForeignConfig => ({ wanted: [], notes: [], errors, broken: true });

/** Globs of other tools begin at the directory of their file; ours do only where they have a slash. */
export function anchored(glob: string): string {
  return glob.includes('/') ? glob : `/${glob}`;
}
