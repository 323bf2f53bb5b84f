/**
 * `.hadolint.yaml`, for projects that have no configuration of ours. Its ids become ours through `sources.hadolint`. Keys that only concern hadolint's own output are passed over.
 */
import type { Severity } from '../finding';
import type { Config, ParsedConfig } from './config';
import type { RuleSetting } from './model';
import { didYouMean } from './nearest';
import { ConfigReader, type ConfigEntry, type ConfigValue } from './reader';
import { ruleNames, shellcheckName, type RuleNames } from './rule-names';

export const hadolintFileNames = ['.hadolint.yaml', '.hadolint.yml'] as const;

/** hadolint's severities (and those of tally, which has the same) in our terms. */
export const severityOf: Readonly<Record<string, Severity>> = { error: 'error', warning: 'warning', info: 'info', style: 'hint' };
/** Severities from which on a run fails. */
export const thresholds: Readonly<Record<string, Severity | 'never'>> = { ...severityOf, ignore: 'hint', none: 'never' };
const outputKeys = ['format', 'no-color', 'verbose'];
export const hadolintKeys = ['ignored', 'override', 'trustedRegistries', 'failure-threshold', 'no-fail', 'disable-ignore-pragma', 'label-schema', 'strict-labels', ...outputKeys];

/** hadolint's own settings for labels, as options of the rule that stands for these ids. */
export const labelRules = { schemaIds: ['DL3049', 'DL3050', 'DL3052', 'DL3053', 'DL3054', 'DL3055', 'DL3056', 'DL3058'], schemaOption: 'schema', strictIds: ['DL3050'], strictOption: 'strict' };

/** Never fails: what cannot be used is left out and named in `problems`. */
export function parseHadolintConfig(text: string, uri: string, names: RuleNames = ruleNames()): ParsedConfig {
  const reader = new ConfigReader(text, uri);
  const config = new HadolintParser(reader, names).file(uri);
  return { config, problems: reader.problems };
}

class HadolintParser {
  private readonly rules: Record<string, RuleSetting> = {};

  constructor(private readonly reader: ConfigReader, private readonly names: RuleNames) {}

  file(uri: string): Config {
    let trustedRegistries: readonly string[] | undefined;
    let failOn: Severity | 'never' | undefined;
    let inlineIgnores: boolean | undefined;
    let noFail = false;
    const ignored: ConfigValue[] = [];
    for (const entry of this.reader.root()) {
      const what = `"${entry.key}"`;
      switch (entry.key) {
        case 'ignored':
          ignored.push(entry.value);
          break;
        case 'override':
          this.overrides(entry.value);
          break;
        case 'trustedRegistries':
          trustedRegistries = this.reader.strings(entry.value, what)?.map(item => item.text);
          break;
        case 'failure-threshold': {
          const threshold = this.reader.choice(entry.value, what, Object.keys(thresholds));
          failOn = threshold === undefined ? undefined : thresholds[threshold];
          break;
        }
        case 'no-fail':
          noFail = this.reader.boolean(entry.value, what) ?? false;
          break;
        case 'disable-ignore-pragma':
          inlineIgnores = this.reader.boolean(entry.value, what) === true ? false : undefined;
          break;
        case 'label-schema':
          this.labelSchema(entry);
          break;
        case 'strict-labels':
          this.strictLabels(entry);
          break;
        default:
          if (!outputKeys.includes(entry.key)) this.reader.problem(entry.keySpan, `hadolint has no setting "${entry.key}".${didYouMean(entry.key, hadolintKeys)}`);
      }
    }
    // Ignoring wins over another severity, wherever the two stand in the file.
    for (const value of ignored) for (const name of this.named(value, '"ignored"')) this.set(name, { severity: 'off' });
    return { uri, rules: this.rules, trustedRegistries, inlineIgnores, ignore: [], overrides: [], failOn: noFail ? 'never' : failOn };
  }

  private overrides(value: ConfigValue): void {
    for (const entry of this.reader.entries(value, '"override"') ?? []) {
      const severity = Object.hasOwn(severityOf, entry.key) ? severityOf[entry.key] : undefined;
      if (!severity) this.reader.problem(entry.keySpan, `"override" may hold ${Object.keys(severityOf).join(', ')}, not "${entry.key}".`);
      else for (const name of this.named(entry.value, `"${entry.key}"`)) this.set(name, { severity });
    }
  }

  /** Our names for the ids of a list. An id that no rule of ours stands for has nothing to switch off, so it is no problem unless it is no id at all. */
  private named(value: ConfigValue, what: string): string[] {
    return (this.reader.strings(value, what) ?? []).flatMap(({ text, span }) => {
      if (!/^(?:DL|SC)\d{4}$/i.test(text)) this.reader.problem(span, `"${text}" is no hadolint rule: DL or SC and four digits.`);
      const shellcheck = shellcheckName(text);
      return shellcheck ? [shellcheck] : this.names.fromTool('hadolint', text);
    });
  }

  private labelSchema(entry: ConfigEntry): void {
    const schema: string[] = [];
    for (const inner of this.reader.entries(entry.value, '"label-schema"') ?? []) {
      const type = this.reader.string(inner.value, `"${inner.key}"`);
      if (type !== undefined) schema.push(`${inner.key}: ${type}`);
    }
    this.option(entry, labelRules.schemaIds, labelRules.schemaOption, schema);
  }

  private strictLabels(entry: ConfigEntry): void {
    const strict = this.reader.boolean(entry.value, '"strict-labels"');
    if (strict !== undefined) this.option(entry, labelRules.strictIds, labelRules.strictOption, strict);
  }

  /** Sets an option of those rules that stand for one of the ids and have it; hadolint's label settings switch the rule on. */
  private option(entry: ConfigEntry, ids: readonly string[], option: string, value: unknown): void {
    const rules = [...new Set(ids.flatMap(id => this.names.fromTool('hadolint', id)))].map(name => this.names.rule(name)!).filter(rule => rule.options?.[option]);
    if (rules.length === 0) this.reader.problem(entry.keySpan, `"${entry.key}" has no effect here: no rule checks labels against a schema.`);
    for (const rule of rules) this.set(rule.name, { severity: this.rules[rule.name]?.severity ?? rule.severity, options: { [option]: value } });
  }

  private set(name: string, setting: RuleSetting): void {
    const before = this.rules[name];
    this.rules[name] = { ...before, ...setting, ...(before?.options && setting.options ? { options: { ...before.options, ...setting.options } } : {}) };
  }
}
