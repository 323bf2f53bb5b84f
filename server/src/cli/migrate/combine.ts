/** Puts what several files want together into the settings of one directory. */
import type { RuleNames } from '../../lint/settings/rule-names';
import { severities } from '../../lint/finding';
import { presets } from '../../lint/rule';
import type { Note, OptionItem, Wanted, WantedKey, WantedRule, WantedSeverity } from './wanted';

export interface PlannedRule {
  readonly severity?: WantedSeverity;
  readonly options: ReadonlyMap<string, boolean | number | string | readonly OptionItem[]>;
  readonly why: readonly string[];
}

export interface PlannedOverride {
  readonly files: readonly string[];
  readonly rules: ReadonlyMap<string, PlannedRule>;
}

export interface Plan {
  readonly keys: Partial<Record<WantedKey['key'], WantedKey['value']>>;
  readonly rules: ReadonlyMap<string, PlannedRule>;
  readonly overrides: readonly PlannedOverride[];
}

/** What one file wants, and the name to call it by. */
export interface Source {
  readonly shown: string;
  readonly wanted: readonly Wanted[];
}

export interface ConflictNote extends Note {
  readonly shown: string;
}

interface Rule {
  severity?: WantedSeverity;
  severityFrom?: string;
  readonly options: Map<string, boolean | number | string | OptionItem[]>;
  readonly why: Set<string>;
}

/** Where two files disagree, the one that silences wins, or else the more severe; the other is told. */
export function combine(sources: readonly Source[], names: RuleNames): { readonly plan: Plan; readonly conflicts: readonly ConflictNote[] } {
  const keys: { -readonly [K in keyof Plan['keys']]: Plan['keys'][K] } = {};
  const rules = new Map<string, Rule>();
  const overrides = new Map<string, { readonly files: readonly string[]; readonly rules: Map<string, Rule> }>();
  const conflicts: ConflictNote[] = [];
  for (const { shown, wanted } of sources) {
    const conflict = (at: Note['at'], message: string): number => conflicts.push({ shown, at, message });
    for (const each of wanted) {
      if (each.kind === 'key') {
        const before = keys[each.key];
        const [value, lost] = joined(before, each);
        keys[each.key] = value;
        if (lost !== undefined) conflict(each.at, `"${each.key}" is both ${String(before)} and ${String(each.value)}: ${String(value)} is taken.`);
      } else {
        const files = each.files?.join('\0');
        if (files !== undefined && !overrides.has(files)) overrides.set(files, { files: each.files!, rules: new Map() });
        addRule(files === undefined ? rules : overrides.get(files)!.rules, each, shown, message => conflict(each.at, message));
      }
    }
  }
  const sorted = (map: ReadonlyMap<string, Rule>): ReadonlyMap<string, PlannedRule> =>
    new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, rule]) => [name, { ...planned(rule, name, names) }]));
  return { plan: { keys, rules: sorted(rules), overrides: [...overrides.values()].map(({ files, rules: own }) => ({ files, rules: sorted(own) })) }, conflicts };
}

export function isEmpty({ keys, rules, overrides }: Plan): boolean {
  return Object.keys(keys).length === 0 && rules.size === 0 && overrides.length === 0;
}

function planned({ severity, options, why }: Rule, name: string, names: RuleNames): PlannedRule {
  // `on` says less than an option does for a rule that is on anyway.
  const needless = severity === 'on' && options.size > 0 && names.rule(name)?.preset === 'recommended';
  return { ...(severity !== undefined && !needless && { severity }), options, why: [...why] };
}

/** The value for a key, and what it does not hold of the new one. */
function joined(before: WantedKey['value'] | undefined, { key, value }: WantedKey): readonly [value: WantedKey['value'], lost?: true] {
  if (before === undefined || before === value) return [value];
  switch (key) {
    case 'trustedRegistries':
    case 'ignore':
      return [[...new Set([...(before as readonly string[]), ...value])]];
    case 'extends':
      return [presets[Math.max(presets.indexOf(before as typeof value), presets.indexOf(value))]!];
    case 'shellcheck':
      return [false, true];
    default:
      return [before, true];
  }
}

function addRule(rules: Map<string, Rule>, { rule: name, severity, option, why }: WantedRule, shown: string, conflict: (message: string) => void): void {
  let rule = rules.get(name);
  if (!rule) rules.set(name, (rule = { options: new Map(), why: new Set() }));
  if (why !== undefined) rule.why.add(why);
  if (severity !== undefined) setSeverity(rule, name, severity, shown, conflict);
  if (!option) return;
  const before = rule.options.get(option.name);
  const { value } = option;
  if (typeof value === 'object') {
    const items = Array.isArray(before) ? before : [];
    for (const item of value.items) if (!items.some(known => known.value === item.value)) items.push(item);
    rule.options.set(option.name, items);
  } else if (before === undefined) rule.options.set(option.name, value);
  else if (before !== value) conflict(`"${option.name}" of ${name} is both ${String(before)} and ${String(value)}: ${String(before)} is taken.`);
}

function setSeverity(rule: Rule, name: string, severity: WantedSeverity, shown: string, conflict: (message: string) => void): void {
  const before = rule.severity;
  const taken = before === undefined || rank(severity) < rank(before) ? severity : before;
  // Asking for a rule and giving it a severity go together.
  if (before !== undefined && before !== severity && before !== 'on' && severity !== 'on') conflict(`${name} is ${before} by ${rule.severityFrom} and ${severity} here: ${taken} is taken.`);
  if (taken !== before) rule.severityFrom = shown;
  rule.severity = taken;
}

function rank(severity: WantedSeverity): number {
  return severity === 'off' ? -1 : severity === 'on' ? severities.length : severities.indexOf(severity);
}
