/** `.checkov.yaml`. */
import type { ConfigEntry } from '../../lint/settings/reader';
import type { RuleNames } from '../../lint/settings/rule-names';
import { rules } from '../../lint/rules/registry';
import type { Position } from '../../lint/text/span';
import { Draft, isOnByDefault, rulesOf, type ForeignConfig, type MigrationContext, type WantedSeverity } from './wanted';
import { ignoreVulnerability, isVulnerability } from './vulnerabilities';
import { isRead, readYaml, type YamlFile } from './yaml-file';

const elsewhere: Readonly<Record<string, string>> = {
  output: 'The format of the report is an option of the command: plimsoll lint --format.',
  directory: 'What to check is named on the command line: plimsoll lint PATH.',
  file: 'What to check is named on the command line: plimsoll lint PATH.',
  'dockerfile-path': 'An option of the command: plimsoll scan --dockerfile.',
  'docker-image': 'The image is named on the command line: plimsoll scan IMAGE.',
  framework: 'Plimsoll checks Dockerfiles and Compose files, and nothing else.',
  'skip-framework': 'Plimsoll checks Dockerfiles and Compose files, and nothing else.',
  'external-checks-dir': 'Plimsoll has no checks written by its users.',
  'external-checks-git': 'Plimsoll has no checks written by its users.',
  baseline: 'Plimsoll has no baseline.',
};

/** Checkov rates its checks on its platform only. */
const ratings = /^(?:low|medium|high|critical)$/i;

export function migrateCheckov(text: string, { names }: MigrationContext): ForeignConfig {
  const file = readYaml(text);
  return isRead(file) ? new CheckovMigration(file, names).run() : file;
}

interface Id {
  readonly id: string;
  readonly at: Position;
}

class CheckovMigration {
  private readonly draft: Draft;

  constructor(private readonly file: YamlFile, private readonly names: RuleNames) {
    this.draft = new Draft(names);
  }

  run(): ForeignConfig {
    for (const entry of this.file.root) this.entry({ ...entry, key: entry.key.replace(/^-+/, '') });
    return this.file.finish(this.draft);
  }

  private entry(entry: ConfigEntry): void {
    const at = this.file.at(entry);
    switch (entry.key) {
      case 'skip-check':
        for (const id of this.ids(entry)) this.skip(id);
        break;
      case 'check':
        this.draft.note(at, 'Plimsoll has no list of the only checks that run: those named are on, the others follow "extends".');
        for (const id of this.ids(entry)) this.only(id);
        break;
      case 'soft-fail':
        if (this.isTrue(entry)) this.draft.key(at, { kind: 'key', key: 'failOn', value: 'never' });
        break;
      case 'soft-fail-on':
        for (const id of this.ids(entry)) this.severity(id, 'info', 'soft-fail-on');
        break;
      case 'hard-fail-on':
        for (const id of this.ids(entry)) this.severity(id, 'error', 'hard-fail-on');
        break;
      case 'skip-path':
        for (const path of this.ids(entry)) this.skipPath(path);
        break;
      default:
        this.draft.note(at, elsewhere[entry.key] ?? `"${entry.key}" is about Checkov itself and has no counterpart here.`);
    }
  }

  private skip({ id, at }: Id): void {
    if (isVulnerability(id)) ignoreVulnerability(this.draft, id, at, undefined);
    else this.severity({ id, at }, 'off');
  }

  /** A rule that is on anyway needs no line. */
  private only({ id, at }: Id): void {
    const found = this.expand(id);
    for (const each of found) {
      for (const rule of rulesOf('checkov', each, this.names)) if (!isOnByDefault(rule, this.names)) this.draft.rule(at, { rule, severity: 'on', why: each });
    }
    if (found.every(each => rulesOf('checkov', each, this.names).length === 0)) this.draft.note(at, ratingNote(id) ?? `No rule of Plimsoll stands for ${id}: there is nothing to switch on.`);
  }

  private severity({ id, at }: Id, severity: WantedSeverity, why?: string): void {
    const rating = ratingNote(id);
    if (rating !== undefined) this.draft.note(at, rating);
    else for (const each of this.expand(id)) this.draft.severity('checkov', each, severity, at, why === undefined ? {} : { why });
  }

  /** `CKV_DOCKER_*` stands for all that begin so; where it stands for nothing of ours, itself. */
  private expand(id: string): readonly string[] {
    if (!id.includes('*')) return [id];
    const parts = id.toLowerCase().split('*');
    const known = new Set(rules.flatMap(rule => rule.sources.checkov ?? []));
    const found = [...known].filter(each => matches(each.toLowerCase(), parts));
    return found.length > 0 ? found : [id];
  }

  /** Checkov's paths are regular expressions; what is a plain path is one of our globs as well. */
  private skipPath({ id: path, at }: Id): void {
    const plain = path.replace(/^\^/, '').replace(/\\([./-])/g, '$1').replace(/(?:\/?\.\*|\/|\$)$/, '');
    if (/^[\w./-]+$/.test(plain) && plain !== '') this.draft.key(at, { kind: 'key', key: 'ignore', value: [plain] });
    else this.draft.note(at, `The regular expression "${path}" has no counterpart: add a glob to "ignore" by hand.`);
  }

  /** A list, or one text with commas. */
  private ids(entry: ConfigEntry): Id[] {
    return (this.file.reader.strings(entry.value, `"${entry.key}"`) ?? []).flatMap(({ text, span }) =>
      text.split(',').map(part => part.trim()).filter(part => part !== '').map(id => ({ id, at: this.file.at({ node: null, span }) })));
  }

  /** Checkov takes true as a word, too. */
  private isTrue(entry: ConfigEntry): boolean {
    const scalar = this.file.reader.scalar(entry.value);
    return typeof scalar === 'string' && /^(?:true|false)$/i.test(scalar) ? scalar.toLowerCase() === 'true' : this.file.reader.boolean(entry.value, `"${entry.key}"`) ?? false;
  }
}

function ratingNote(id: string): string | undefined {
  return ratings.test(id) ? `${id} is a rating of Checkov's platform, which Plimsoll does not know: set single rules, or "failOn".` : undefined;
}

/** Whether the parts stand in a text one after the other, the first at its beginning and the last at its end. */
function matches(text: string, parts: readonly string[]): boolean {
  const [first, last] = [parts[0]!, parts[parts.length - 1]!];
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= text.length - last.length;
}
