/** Files of Compose's first format: services stand at the top level. Compose refuses them since its version 2. */
import type { SpanEdit } from '../rule';
import type { SourceText } from '../text/source';
import type { ComposeError, Entry, Node } from './model';
import { entryOf, isMissing } from './values';

/** What a service of the first format may say, and what is often put beside it. A file with anything else may be one of another program. */
const keys: ReadonlySet<string> = new Set([
  'build', 'cap_add', 'cap_drop', 'cgroup_parent', 'command', 'container_name', 'cpu_quota', 'cpu_shares', 'cpus', 'cpuset', 'depends_on', 'devices', 'dns', 'dns_search', 'dockerfile', 'domainname',
  'entrypoint', 'env_file', 'environment', 'expose', 'extends', 'external_links', 'extra_hosts', 'group_add', 'healthcheck', 'hostname', 'image', 'init', 'ipc', 'labels', 'links', 'log_driver', 'log_opt', 'logging',
  'mac_address', 'mem_limit', 'mem_reservation', 'mem_swappiness', 'memswap_limit', 'net', 'network_mode', 'networks', 'oom_kill_disable', 'oom_score_adj', 'pid', 'pids_limit', 'platform', 'ports', 'privileged', 'read_only',
  'restart', 'runtime', 'security_opt', 'shm_size', 'stdin_open', 'stop_grace_period', 'stop_signal', 'sysctls', 'tmpfs', 'tty', 'ulimits', 'user', 'userns_mode', 'volume_driver', 'volumes',
  'volumes_from', 'working_dir',
]);

/** Keys of the top level as they are now: none of them is a service. */
const topLevel: ReadonlySet<string> = new Set(['configs', 'include', 'models', 'name', 'networks', 'secrets', 'services', 'version', 'volumes']);

/** Keys that Compose knows no more. */
const gone: ReadonlySet<string> = new Set(['dockerfile', 'log_driver', 'log_opt', 'net', 'volume_driver']);

export function* firstFormatErrors(root: Node, source: SourceText, indent: number): Generator<ComposeError> {
  const services = (root.entries ?? []).filter(({ key }) => !key.startsWith('x-'));
  if (services.length === 0 || !services.every(isService)) return;
  const edits = fixEdits(root, source, indent);
  yield {
    message: 'Services at the top level are the first format of Compose files, which Compose refuses since its version 2. Put them under a key "services".',
    span: services[0]!.keySpan,
    ...(edits ? { mend: { title: 'Put the services under "services"', edits } } : {}),
  };
}

function isService({ key, value }: Entry): boolean {
  if (topLevel.has(key) || !value.entries || !value.entries.every((entry) => keys.has(entry.key))) return false;
  const [image, build] = [entryOf(value, 'image')?.value, entryOf(value, 'build')?.value];
  return typeof image?.scalar === 'string' || (!isMissing(build) && !build?.items);
}

/** The lines from the first key on, further to the right: everything in YAML's blocks is relative. None where a key would still be refused. */
function fixEdits(root: Node, source: SourceText, indent: number): SpanEdit[] | undefined {
  const entries = root.entries!;
  const first = source.lineAt(root.span.start);
  if (root.form !== 'block' || source.lineStart(first) !== entries[0]!.keySpan.start || entries.some((entry) => entry.inherited || !renamed(entry))) return undefined;
  const edits: SpanEdit[] = [];
  for (let line = first; line < source.lineCount; line++) {
    const start = source.lineStart(line);
    const text = source.lineText(line);
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(text)) return undefined;
    if (line === first || text.trim() !== '') edits.push({ span: { start, end: start }, newText: `${line === first ? `services:${source.eol}` : ''}${' '.repeat(indent)}` });
  }
  return [...edits, ...entries.flatMap((entry) => renamed(entry) ?? [])];
}

/** What `net` says is said by `network_mode`; undefined where there is more to change. */
function renamed({ key, value }: Entry): SpanEdit[] | undefined {
  const old = (value.entries ?? []).filter((entry) => gone.has(entry.key));
  if (key.startsWith('x-') || value.inherited || old.some((entry) => entry.inherited || entry.key !== 'net' || !/^(?:host|bridge|none)$/.test(String(entry.value.scalar)))) return undefined;
  return old.map((entry) => ({ span: entry.keySpan, newText: 'network_mode' }));
}
