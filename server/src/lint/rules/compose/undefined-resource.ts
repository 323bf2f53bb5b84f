import { once, wholeServices } from '../../compose/containers';
import { addToMap } from '../../compose/edit';
import { fixOf } from '../../compose/fixes';
import { mountsOf } from '../../compose/host-mounts';
import type { ComposeModel, Node, Service } from '../../compose/model';
import { entryOf, listOf, stringOf, valueAt } from '../../compose/values';
import { defineRule } from '../../rule';
import type { SpanEdit } from '../../rule';
import { likelyMeant } from '../../text/nearest';
import type { Span } from '../../text/span';
import { filesAround, isOverride } from '../../workspace/beside';

export const undefinedResource = defineRule({
  name: 'undefined-resource',
  target: 'compose',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A service uses a named volume, network, secret or config that the file does not define.',
    why: 'Compose refuses the whole file: no service starts.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes: [data:/data]\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes: [data:/data]\nvolumes:\n  data:\n',
    exceptions: 'Silent where another Compose file of the directory, of one above it or of one beside it defines the name, where the file includes others or is an override file by its name, and for services that only complete others.',
  },
  messages: {
    undefined: '"{service}" uses the {kind} {name}, which is not defined, so Compose refuses the file.{hint}',
  },
  check(file, report, { workspace }) {
    if (entryOf(file.root, 'include') || isOverride(file)) return;
    const reportOnce = once(report);
    const others = filesAround(workspace, file);
    const defined = (kind: Kind): Set<string> => new Set([file, ...others].flatMap((f) => (valueAt(f.root, plural[kind])?.entries ?? []).map((e) => e.key)));
    const names: Readonly<Record<Kind, Set<string>>> = { volume: defined('volume'), network: defined('network').add('default'), secret: defined('secret'), config: defined('config') };
    for (const service of wholeServices(file)) {
      for (const use of usesOf(service)) {
        if (names[use.kind].has(use.name)) continue;
        const near = likelyMeant(use.name, names[use.kind]);
        const path = use.kind === 'volume' && /\.[a-z]{2,4}$/i.test(use.name);
        const hint = path ? ` For a file write ./${use.name}.` : near && near !== 'default' ? ` Did you mean ${near}?` : ` Add it under ${plural[use.kind]}: at the top level.`;
        reportOnce(use.span, 'undefined', { data: { service: service.name, kind: use.kind, name: use.name, hint }, fixes: path ? [] : fixOf(file, `Define the ${use.kind} ${use.name}`, define(file, use)) });
      }
    }
  },
});

type Kind = 'volume' | 'network' | 'secret' | 'config';

interface Use {
  readonly kind: Kind;
  readonly name: string;
  readonly span: Span;
}

const plural: Readonly<Record<Kind, string>> = { volume: 'volumes', network: 'networks', secret: 'secrets', config: 'configs' };

function usesOf(service: Service): Use[] {
  const uses: Use[] = [];
  for (const mount of mountsOf(service)) {
    if (mount.type === 'volume' && mount.source !== undefined && !mount.source.includes('$')) uses.push({ kind: 'volume', name: mount.source, span: mount.sourceSpan });
  }
  const networks = service.get('networks');
  for (const entry of networks?.entries ?? []) uses.push({ kind: 'network', name: entry.key, span: entry.keySpan });
  for (const node of networks?.items ?? []) addNamed(uses, 'network', node);
  for (const node of listOf(service.get('secrets'))) addNamed(uses, 'secret', node);
  for (const node of listOf(service.get('build', 'secrets'))) addNamed(uses, 'secret', node);
  for (const node of listOf(service.get('configs'))) addNamed(uses, 'config', node);
  return uses;
}

/** A name, or a map with a `source`. */
function addNamed(uses: Use[], kind: Kind, item: Node): void {
  const node = item.entries ? entryOf(item, 'source')?.value : item;
  const name = stringOf(node);
  if (node && name !== undefined) uses.push({ kind, name, span: node.span });
}

/** A volume or network needs nothing more than its name; where a secret comes from cannot be guessed. */
function define(file: ComposeModel, { kind, name }: Use): SpanEdit[] | undefined {
  return file.root && (kind === 'volume' || kind === 'network') && /^[\w.-]+$/.test(name) ? addToMap(file, file.root, { [plural[kind]]: { [name]: '{}' } }) : undefined;
}
