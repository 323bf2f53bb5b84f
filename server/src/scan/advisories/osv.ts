/**
 * The parts of an OSV record that Plimsoll uses, read out of any JSON value without trusting it.
 * Source: ossf.github.io/osv-schema.
 */
export interface OsvRecord {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly upstream: readonly string[];
  readonly related: readonly string[];
  readonly withdrawn: boolean;
  readonly summary: string;
  readonly details: string;
  readonly published: string;
  readonly modified: string;
  readonly severity: readonly OsvSeverity[];
  /** `database_specific.severity`. */
  readonly databaseSeverity: string;
  readonly affected: readonly OsvAffected[];
}

export interface OsvSeverity {
  /** `CVSS_V3`, `Ubuntu`, … */
  readonly type: string;
  readonly score: string;
}

export interface OsvAffected {
  readonly ecosystem: string;
  readonly name: string;
  /** Without those of type GIT, whose events are commits. */
  readonly ranges: readonly (readonly OsvEvent[])[];
  readonly versions: readonly string[];
  readonly severity: readonly OsvSeverity[];
  /** Debian's `ecosystem_specific.urgency`. */
  readonly urgency: string;
  /** `ecosystem_specific.severity` or `database_specific.severity`. */
  readonly databaseSeverity: string;
}

export interface OsvEvent {
  readonly kind: 'introduced' | 'fixed' | 'last_affected';
  readonly version: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** The record, or in a few words why the value is none. What one `affected` entry has wrong costs that entry only. */
export function readOsvRecord(value: unknown): OsvRecord | string {
  if (!isFields(value)) return 'not an object';
  const id = text(value.id);
  if (!isName(id)) return 'no id';
  if (value.affected !== undefined && !Array.isArray(value.affected)) return '"affected" is not a list';
  return {
    id,
    aliases: names(value.aliases),
    upstream: names(value.upstream),
    related: names(value.related),
    withdrawn: text(value.withdrawn) !== '',
    summary: text(value.summary),
    details: text(value.details),
    published: text(value.published),
    modified: text(value.modified),
    severity: readSeverity(value.severity),
    databaseSeverity: text(fields(value.database_specific).severity),
    affected: list(value.affected).flatMap(readAffected),
  };
}

function readAffected(value: unknown): OsvAffected[] {
  if (!isFields(value)) return [];
  const item = fields(value.package);
  const [ecosystem, name] = [text(item.ecosystem), text(item.name)];
  if (!isName(ecosystem) || !isName(name)) return [];
  const specific = fields(value.ecosystem_specific);
  return [
    {
      ecosystem,
      name,
      ranges: list(value.ranges).flatMap(readRange),
      versions: list(value.versions).map(text).filter((version) => version !== ''),
      severity: readSeverity(value.severity),
      urgency: text(specific.urgency),
      databaseSeverity: text(specific.severity) || text(fields(value.database_specific).severity),
    },
  ];
}

function readRange(value: unknown): OsvEvent[][] {
  if (!isFields(value) || text(value.type) === 'GIT') return [];
  const events = list(value.events).flatMap(readEvents);
  return events.length > 0 ? [events] : [];
}

/** `limit` events are left out: they bound a search over commits. */
function readEvents(value: unknown): OsvEvent[] {
  const event = fields(value);
  const kinds = ['introduced', 'fixed', 'last_affected'] as const;
  return kinds.map((kind) => ({ kind, version: text(event[kind]) })).filter(({ version }) => version !== '');
}

function readSeverity(value: unknown): OsvSeverity[] {
  return list(value)
    .map((item) => ({ type: text(fields(item).type), score: text(fields(item).score) }))
    .filter(({ type, score }) => type !== '' && score !== '');
}

function names(value: unknown): string[] {
  return list(value).map(text).filter(isName);
}

/** Names are keys in a segment, whose lines end at control characters. */
function isName(value: string): boolean {
  // eslint-disable-next-line no-control-regex -- it is control characters that are kept out
  return value !== '' && value.length <= 500 && !/[\u0000-\u001f\u007f]/.test(value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
