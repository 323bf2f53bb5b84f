/** `.trivyignore` and `.trivyignore.yaml`. */
import type { ConfigEntry, ConfigValue } from '../../lint/settings/reader';
import type { Position } from '../../lint/text/span';
import { didYouMean } from '../../lint/settings/nearest';
import { anchored, Draft, type ForeignConfig, type MigrationContext } from './wanted';
import { ignoreVulnerability, isVulnerability } from './vulnerabilities';
import { isRead, readYaml, type YamlFile } from './yaml-file';

const isoDate = /^\d{4}-\d{2}-\d{2}/;

/** Trivy stops ignoring at the beginning of the day. */
function hasExpired(draft: Draft, id: string, date: string, today: string, at: Position): boolean {
  if (date <= today) draft.note(at, `${id} is ignored until ${date}, which is over: it is not carried over.`);
  return date <= today;
}

/** A rule is off for good. */
function reasonAndEnd(draft: Draft, id: string, at: Position, reason: string | undefined, date: string | undefined): string | undefined {
  if (date !== undefined) draft.note(at, `${id} is ignored until ${date}; .plimsoll.yaml knows no end of a rule that is off: take it out by hand then.`);
  return [reason, ...(date === undefined ? [] : [`until ${date}`])].filter(part => part !== undefined && part !== '').join(', ') || undefined;
}

/** A line is an id and, perhaps, `exp:` with a date. Comments above a line are taken for its reason. */
export function migrateTrivyIgnore(text: string, { names, today }: MigrationContext): ForeignConfig {
  const draft = new Draft(names);
  let comments: string[] = [];
  text.replace(/^\ufeff/, '').split(/\r\n?|\n/).forEach((written, line) => {
    const trimmed = written.trim();
    if (trimmed.startsWith('#')) {
      comments.push(trimmed.replace(/^#+\s*/, ''));
      return;
    }
    const reasons = comments;
    comments = [];
    if (trimmed === '') return;
    const at = { line, character: written.length - written.trimStart().length };
    const [id, ...fields] = trimmed.split(/\s+/) as [string, ...string[]];
    const end = fields.find(field => field.startsWith('exp:'))?.slice(4);
    const behind = trimmed.includes(' #') ? [trimmed.slice(trimmed.indexOf(' #') + 2).trim()] : [];
    if (end !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(end)) {
      draft.note(at, `"${end}" is no date like 2027-01-31: Trivy passes over this line, and ${id} is not carried over.`);
      return;
    }
    if (end !== undefined && hasExpired(draft, id, end, today, at)) return;
    const reason = [...reasons, ...behind].join(' ') || undefined;
    if (isVulnerability(id)) {
      ignoreVulnerability(draft, id, at, reason, end);
      return;
    }
    const why = reasonAndEnd(draft, id, at, reason, end);
    draft.severity('trivy', id, 'off', at, why === undefined ? {} : { why });
  });
  return draft.result();
}

const sections = ['vulnerabilities', 'misconfigurations', 'secrets', 'licenses'];
const fields = ['id', 'paths', 'purls', 'expired_at', 'statement'];

export function migrateTrivyIgnoreYaml(text: string, context: MigrationContext): ForeignConfig {
  const file = readYaml(text);
  return isRead(file) ? new TrivyMigration(file, context).run() : file;
}

interface Item {
  readonly id: string;
  readonly at: Position;
  readonly paths: readonly string[];
  readonly purls: readonly string[];
  readonly reason?: string | undefined;
  /** ISO date. */
  readonly end?: string | undefined;
}

class TrivyMigration {
  private readonly draft: Draft;

  constructor(private readonly file: YamlFile, private readonly context: MigrationContext) {
    this.draft = new Draft(context.names);
  }

  run(): ForeignConfig {
    for (const entry of this.file.root) this.section(entry);
    return this.file.finish(this.draft);
  }

  private section(entry: ConfigEntry): void {
    if (!sections.includes(entry.key)) {
      this.draft.note(this.file.at(entry), `.trivyignore.yaml has no section "${entry.key}".${didYouMean(entry.key, sections)}`);
      return;
    }
    const items = (this.file.reader.items(entry.value, `"${entry.key}"`) ?? []).flatMap(value => this.item(value) ?? []);
    for (const item of items) {
      if (entry.key === 'vulnerabilities') this.vulnerability(item);
      else if (entry.key === 'misconfigurations') this.misconfiguration(item);
      else this.draft.note(item.at, `Plimsoll has no list of ${entry.key === 'secrets' ? 'kinds of secrets' : 'licences'} to ignore: ${item.id} is not carried over.`);
    }
  }

  private vulnerability({ id, at, paths, purls, reason, end }: Item): void {
    if (paths.length + purls.length > 0) this.draft.note(at, `${id} is ignored for some packages only (${[...paths, ...purls].join(', ')}), which Plimsoll cannot: it is not carried over.`);
    else ignoreVulnerability(this.draft, id, at, reason, end);
  }

  private misconfiguration({ id, at, paths, reason, end }: Item): void {
    const why = reasonAndEnd(this.draft, id, at, reason, end);
    this.draft.severity('trivy', id, 'off', at, { ...(why !== undefined && { why }), ...(paths.length > 0 && { files: paths.map(anchored) }) });
  }

  /** Undefined, with a problem or a note, where there is nothing to carry over. */
  private item(value: ConfigValue): Item | undefined {
    const { reader } = this.file;
    const entries = reader.entries(value, 'An entry');
    if (!entries) return undefined;
    const at = this.file.at(value);
    const given = new Map(entries.map(entry => [entry.key, entry]));
    const texts = (key: string): string[] => (given.has(key) ? (reader.strings(given.get(key)!.value, `"${key}"`) ?? []).map(item => item.text) : []);
    const id = given.has('id') ? reader.string(given.get('id')!.value, '"id"') : undefined;
    if (!given.has('id')) reader.problem(value.span, 'An entry needs "id".');
    if (id === undefined) return undefined;
    for (const entry of entries) if (!fields.includes(entry.key)) this.draft.note(this.file.at(entry), `An entry has no "${entry.key}".${didYouMean(entry.key, fields)}`);
    const end = given.has('expired_at') ? String(reader.scalar(given.get('expired_at')!.value)) : undefined;
    if (end !== undefined && !isoDate.test(end)) {
      reader.problem(given.get('expired_at')!.value.span, '"expired_at" must be a date like 2027-01-31.');
      return undefined;
    }
    const date = end?.slice(0, 10);
    if (date !== undefined && hasExpired(this.draft, id, date, this.context.today, at)) return undefined;
    return { id, at, paths: texts('paths'), purls: texts('purls'), reason: texts('statement')[0], end: date };
  }
}
