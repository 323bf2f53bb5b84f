/** `.tally.toml` and `tally.toml`, once they are read as TOML. */
import { severityOf, thresholds } from '../../lint/settings/hadolint';
import { rules } from '../../lint/rules/registry';
import type { SourceTool } from '../../lint/rule';
import type { Position } from '../../lint/text/span';
import { anchored, brokenFile, Draft, isOnByDefault, rulesOf, type ForeignConfig, type MigrationContext, type Note, type WantedSeverity } from './wanted';
import type { Toml, TomlEntry, TomlItem } from './toml';

/** Settings of tally with no counterpart, by the beginning of their path. */
const elsewhere: readonly (readonly [path: string, reason: string])[] = [
  ['output.format', 'The format of the report is an option of the command: plimsoll lint --format.'],
  ['output.path', 'The report goes to standard output.'],
  ['output.show-source', 'Plimsoll has no such setting.'],
  ['unsafe-fixes', 'Unsafe fixes are asked for on the command line: plimsoll lint --fix=unsafe.'],
  ['inline-directives.warn-unused', 'Plimsoll does not look for ignore comments without effect.'],
  ['inline-directives.validate-rules', 'Plimsoll does not check the ids in ignore comments.'],
  ['inline-directives.require-reason', 'Plimsoll does not ask for reasons in ignore comments.'],
  ['ai', 'Plimsoll has nothing of the kind.'],
  ['file-validation', 'The largest file that Plimsoll reads is fixed: 4 MiB.'],
  ['slow-checks', 'Linting never uses the network.'],
];

/** Options of tally's rules that rules of ours have, too, under the name of the first. */
const options: Readonly<Record<string, { readonly rule: string; readonly option: string }>> = {
  'tally/max-lines.max': { rule: 'too-many-lines', option: 'max' },
  'tally/prefer-run-heredoc.min-commands': { rule: 'long-command-chain', option: 'min' },
  'tally/newline-per-chained-call.min-commands': { rule: 'chain-on-one-line', option: 'min' },
  'tally/labels/prefer-grouped.min-labels': { rule: 'consecutive-label', option: 'min' },
  'tally/no-multiple-empty-lines.max': { rule: 'many-blank-lines', option: 'max' },
};

/** Ours counts neither blank lines nor comments. */
const countsAsOurs = ['tally/max-lines.skip-blank-lines', 'tally/max-lines.skip-comments'];

const namespaces = ['tally', 'hadolint', 'buildkit'] as const satisfies readonly SourceTool[];

export function migrateTally(toml: Toml, context: MigrationContext): ForeignConfig {
  if ('error' in toml) return brokenFile([{ at: toml.error.at, message: `This is not TOML: ${toml.error.message}.` }]);
  return new TallyMigration(toml.entries, context).run();
}

class TallyMigration {
  private readonly draft: Draft;
  private readonly errors: Note[] = [];
  private readonly included: { readonly pattern: string; readonly at: Position }[] = [];

  constructor(private readonly entries: readonly TomlEntry[], private readonly context: MigrationContext) {
    this.draft = new Draft(context.names);
  }

  run(): ForeignConfig {
    const settings = new Map<string, TomlEntry[]>();
    const excluded: { readonly pattern: string; readonly at: Position }[] = [];
    for (const entry of this.entries) {
      const [section, first, name] = entry.path;
      if (section !== 'rules' || first === undefined) this.setting(entry);
      else if (entry.path.length === 2 && first === 'include') this.included.push(...this.texts(entry).map(({ value, at }) => ({ pattern: value, at })));
      else if (entry.path.length === 2 && first === 'exclude') excluded.push(...this.texts(entry).map(({ value, at }) => ({ pattern: value, at })));
      else if (name !== undefined) settings.set(`${first}/${name}`, [...(settings.get(`${first}/${name}`) ?? []), entry]);
      else if (entry.value !== undefined) this.errors.push({ at: entry.at, message: `"rules" has no "${first}": include, exclude, or a table for each of tally, hadolint, buildkit, shellcheck.` });
    }
    for (const { pattern, at } of this.included) this.include(pattern, at);
    for (const { pattern, at } of excluded) this.exclude(pattern, at);
    for (const [id, own] of settings) this.rule(id, own);
    const { errors, ...result } = this.draft.result();
    return { ...result, errors: [...errors, ...this.errors] };
  }

  private setting(entry: TomlEntry): void {
    const path = entry.path.join('.');
    switch (path) {
      case 'output.fail-level': {
        const value = Object.hasOwn(thresholds, String(entry.value)) ? thresholds[String(entry.value)] : undefined;
        if (value) this.draft.key(entry.at, { kind: 'key', key: 'failOn', value });
        else this.errors.push({ at: entry.at, message: '"fail-level" must be one of error, warning, info, style, none.' });
        break;
      }
      case 'inline-directives.enabled':
        if (typeof entry.value !== 'boolean') this.errors.push({ at: entry.at, message: '"enabled" must be true or false.' });
        else if (!entry.value) this.draft.key(entry.at, { kind: 'key', key: 'inlineIgnores', value: false });
        break;
      default:
        if (entry.value === undefined && !entry.items) break;
        this.draft.note(entry.at, elsewhere.find(([begin]) => path === begin || path.startsWith(`${begin}.`))?.[1] ?? `"${path}" has no counterpart here.`);
    }
  }

  private include(pattern: string, at: Position): void {
    if (pattern === '*') {
      this.draft.key(at, { kind: 'key', key: 'extends', value: 'all' });
      return;
    }
    const found = this.idsOf(pattern);
    // ShellCheck is on unless it is switched off.
    if (found.length === 0 && !/^shellcheck\//i.test(pattern)) this.draft.note(at, this.unknown(pattern, 'switch on'));
    for (const id of found) {
      for (const rule of rulesOf('tally', id, this.context.names)) if (!isOnByDefault(rule, this.context.names)) this.draft.rule(at, { rule, severity: 'on', why: id });
    }
  }

  private exclude(pattern: string, at: Position): void {
    if (/^(?:\*|shellcheck\/(?:\*|ShellCheck))$/.test(pattern)) this.draft.key(at, { kind: 'key', key: 'shellcheck', value: false });
    const found = this.idsOf(pattern).filter(id => !this.included.some(included => isSelected(id, included.pattern)));
    for (const id of found) this.draft.severity('tally', id, 'off', at);
    if (this.idsOf(pattern).length === 0 && !/^shellcheck\/(?:\*|ShellCheck)$/.test(pattern)) this.draft.note(at, this.unknown(pattern, 'switch off'));
  }

  private unknown(pattern: string, what: string): string {
    return pattern.includes('/') ? `No rule of Plimsoll stands for ${pattern}: there is nothing to ${what}.` : `"${pattern}" has no effect in tally either: its patterns begin with tally/, hadolint/, buildkit/ or shellcheck/.`;
  }

  /** The ids of ours that a pattern means: one id, or all of a namespace. */
  private idsOf(pattern: string): readonly string[] {
    if (pattern !== '*' && !pattern.endsWith('/*')) return rulesOf('tally', pattern, this.context.names).length > 0 && pattern.includes('/') ? [pattern] : [];
    return namespaces.filter(space => pattern === '*' || pattern === `${space}/*`).flatMap(space => [...new Set(rules.flatMap(rule => rule.sources[space] ?? []))].map(id => `${space}/${id}`));
  }

  /** The settings of one rule. Giving any of them switches a rule on that is off by default. */
  private rule(id: string, entries: readonly TomlEntry[]): void {
    const at = entries[0]!.at;
    const found = rulesOf('tally', id, this.context.names);
    if (found.length === 0) {
      this.draft.note(at, `No rule of Plimsoll stands for ${id}: its settings are not carried over.`);
      return;
    }
    let severity: WantedSeverity | undefined;
    const [mounts, rest] = secretMounts(id, entries);
    if (mounts.length > 0) this.draft.rule(at, { rule: 'missing-secret-mount', option: { name: 'mounts', value: { items: mounts } } });
    for (const entry of rest) {
      const key = entry.path.slice(3).join('.') || this.shorthand(id);
      switch (key) {
        case 'severity':
          severity = this.severity(entry);
          break;
        case 'fix':
          this.draft.note(entry.at, 'Which fixes are made is asked for on the command line: plimsoll lint --fix, --fix=unsafe.');
          break;
        case 'exclude.paths': {
          const files = this.texts(entry).map(({ value }) => anchored(value));
          if (files.length > 0) this.draft.severity('tally', id, 'off', entry.at, { files });
          break;
        }
        default:
          this.option(`${id}.${key}`, entry, found);
      }
    }
    const isExcluded = entries.every(entry => entry.path.slice(3, 4)[0] === 'exclude');
    if (severity) this.draft.severity('tally', id, severity, at);
    else if (!isExcluded) for (const rule of found) if (!isOnByDefault(rule, this.context.names)) this.draft.rule(at, { rule, severity: 'on', why: id });
  }

  /** `max-lines = 50` is short for a table. */
  private shorthand(id: string): string {
    return id === 'tally/max-lines' ? 'max' : '';
  }

  private severity({ value, at }: TomlEntry): WantedSeverity | undefined {
    if (value === 'off') return 'off';
    const severity = Object.hasOwn(severityOf, String(value)) ? severityOf[String(value)] : undefined;
    if (!severity) this.errors.push({ at, message: '"severity" must be one of off, error, warning, info, style.' });
    return severity;
  }

  private option(path: string, entry: TomlEntry, found: readonly string[]): void {
    const ours = Object.hasOwn(options, path) ? options[path] : undefined;
    if (path === 'hadolint/DL3026.trusted-registries') {
      const value = this.texts(entry).map(item => item.value);
      if (value.length > 0) this.draft.key(entry.at, { kind: 'key', key: 'trustedRegistries', value });
    } else if (ours && found.includes(ours.rule) && typeof entry.value === 'number') this.draft.rule(entry.at, { rule: ours.rule, option: { name: ours.option, value: entry.value } });
    else if (entry.value === undefined && !entry.items) return;
    else if (!countsAsOurs.includes(path) || entry.value !== true) this.draft.note(entry.at, `The option ${path.slice(path.indexOf('.') + 1)} of ${path.slice(0, path.indexOf('.'))} has no counterpart here.`);
  }

  private texts(entry: TomlEntry): { readonly value: string; readonly at: Position }[] {
    const items: readonly TomlItem[] = entry.items ?? [entry];
    return items.flatMap(({ value, at }) => {
      if (typeof value === 'string') return [{ value, at }];
      this.errors.push({ at, message: `"${entry.path[entry.path.length - 1]}" must be a list of texts.` });
      return [];
    });
  }
}

/** The commands of `require-secret-mounts` as our option spells them, and the entries that are about something else. */
function secretMounts(id: string, entries: readonly TomlEntry[]): [mounts: { readonly value: string }[], rest: readonly TomlEntry[]] {
  if (id !== 'tally/require-secret-mounts') return [[], entries];
  const rest: TomlEntry[] = [];
  const commands = new Map<string, Map<string, unknown>>();
  for (const entry of entries) {
    const [, , , key, command, field] = entry.path;
    if (key !== 'commands' || command === undefined || field === undefined) rest.push(entry);
    else commands.set(command, (commands.get(command) ?? new Map<string, unknown>()).set(field, entry.value));
  }
  const mounts = [...commands].map(([command, fields]) => ({ value: `${command}: ${[...fields].map(([field, value]) => `${field}=${String(value)}`).join(',')}` }));
  return [mounts, rest];
}

function isSelected(id: string, pattern: string): boolean {
  return pattern === '*' || pattern === id || (pattern.endsWith('/*') && id.startsWith(pattern.slice(0, -1)));
}
