/** `.hadolint.yaml`. */
import { hadolintKeys, labelRules, severityOf, thresholds } from '../../lint/settings/hadolint';
import { didYouMean } from '../../lint/settings/nearest';
import type { ConfigEntry, ConfigValue } from '../../lint/settings/reader';
import type { RuleNames } from '../../lint/settings/rule-names';
import { Draft, rulesOf, type ForeignConfig, type MigrationContext, type WantedOption, type WantedSeverity } from './wanted';
import { isRead, readYaml, type YamlFile } from './yaml-file';

const elsewhere: Readonly<Record<string, string>> = {
  format: 'The format of the report is an option of the command: plimsoll lint --format.',
  'no-color': 'Colours follow the terminal and the variable NO_COLOR.',
  verbose: 'Plimsoll has no such setting.',
};

export function migrateHadolint(text: string, { names }: MigrationContext): ForeignConfig {
  const file = readYaml(text);
  return isRead(file) ? new HadolintMigration(file, names).run() : file;
}

class HadolintMigration {
  private readonly draft: Draft;

  constructor(private readonly file: YamlFile, private readonly names: RuleNames) {
    this.draft = new Draft(names);
  }

  run(): ForeignConfig {
    for (const entry of this.file.root) this.entry(entry);
    return this.file.finish(this.draft);
  }

  private entry(entry: ConfigEntry): void {
    const { reader } = this.file;
    const at = this.file.at(entry);
    const what = `"${entry.key}"`;
    switch (entry.key) {
      case 'ignored':
        this.rules(entry.value, what, 'off');
        break;
      case 'override':
        for (const inner of reader.entries(entry.value, what) ?? []) {
          const severity = Object.hasOwn(severityOf, inner.key) ? severityOf[inner.key] : undefined;
          if (severity) this.rules(inner.value, `"${inner.key}"`, severity);
          else reader.problem(inner.keySpan, `"override" may hold ${Object.keys(severityOf).join(', ')}, not "${inner.key}".`);
        }
        break;
      case 'trustedRegistries': {
        const value = reader.strings(entry.value, what)?.map(item => item.text) ?? [];
        if (value.length > 0) this.draft.key(at, { kind: 'key', key: 'trustedRegistries', value });
        break;
      }
      case 'failure-threshold': {
        const threshold = reader.choice(entry.value, what, Object.keys(thresholds));
        // no-fail wins over it, wherever the two stand.
        if (threshold !== undefined && !this.noFail()) this.draft.key(at, { kind: 'key', key: 'failOn', value: thresholds[threshold]! });
        break;
      }
      case 'no-fail':
        if (reader.boolean(entry.value, what)) this.draft.key(at, { kind: 'key', key: 'failOn', value: 'never' });
        break;
      case 'disable-ignore-pragma':
        if (reader.boolean(entry.value, what)) this.draft.key(at, { kind: 'key', key: 'inlineIgnores', value: false });
        break;
      case 'label-schema': {
        const items = (reader.entries(entry.value, what) ?? []).flatMap(inner => {
          const type = reader.string(inner.value, `"${inner.key}"`);
          return type === undefined ? [] : [{ value: `${inner.key}: ${type}` }];
        });
        this.labels(entry, labelRules.schemaIds, { name: labelRules.schemaOption, value: { items } });
        break;
      }
      case 'strict-labels': {
        const strict = reader.boolean(entry.value, what);
        if (strict !== undefined) this.labels(entry, labelRules.strictIds, { name: labelRules.strictOption, value: strict });
        break;
      }
      default:
        this.draft.note(at, elsewhere[entry.key] ?? `hadolint has no setting "${entry.key}".${didYouMean(entry.key, hadolintKeys)}`);
    }
  }

  private noFail(): boolean {
    return this.file.root.some(entry => entry.key === 'no-fail' && this.file.reader.scalar(entry.value) === true);
  }

  private rules(value: ConfigValue, what: string, severity: WantedSeverity): void {
    for (const { text, span } of this.file.reader.strings(value, what) ?? []) {
      const at = this.file.at({ node: null, span });
      if (/^(?:DL|SC)\d{4}$/i.test(text)) this.draft.severity('hadolint', text, severity, at);
      else this.file.reader.problem(span, `"${text}" is no hadolint rule: DL or SC and four digits.`);
    }
  }

  /** hadolint's settings for labels switch the rules on that look at them. */
  private labels(entry: ConfigEntry, ids: readonly string[], option: WantedOption): void {
    const rules = new Set(ids.flatMap(id => rulesOf('hadolint', id, this.names)).filter(name => this.names.rule(name)?.options?.[option.name]));
    for (const rule of rules) this.draft.rule(this.file.at(entry), { rule, severity: 'on', option, why: entry.key });
  }
}
