import { wholeServices } from '../../compose/containers';
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
  silentInTemplates: true,
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A service uses a named volume, network, secret or config that the file does not define.',
    why: 'Compose refuses the whole file: no service starts.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes: [data:/data]\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes: [data:/data]\nvolumes:\n  data:\n',
    exceptions: 'A name that several services use is reported once, at its first use. Silent where another Compose file of the directory, of one above it or of one beside it defines the name, where the file includes others or is an override file by its name, and for services that only complete others.',
  },
  messages: {
    undefined: '{users} the {kind} {name}, which is not defined, so Compose refuses the file.{hint}',
  },
  check(file, report, { workspace, isIgnored }) {
    if (entryOf(file.root, 'include') || isOverride(file)) return;
    const known = new Map<Kind, Set<string>>();
    const names = (kind: Kind): Set<string> => {
      let found = known.get(kind);
      if (!found) known.set(kind, (found = new Set([file, ...filesAround(workspace, file)].flatMap((f) => definedIn(f, kind)))));
      return kind === 'network' ? found.add('default') : found;
    };
    // There may be thousands of other files: they are asked where this one does not tell.
    const isDefined = ({ kind, name }: Use): boolean => definedIn(file, kind).includes(name) || names(kind).has(name);
    for (const { places, users } of byName(wholeServices(file).flatMap((service) => usesOf(service).filter((use) => !isDefined(use))))) {
      const [use, ...more] = places.length > 1 ? places.filter(({ span }) => !isIgnored(span)) : places;
      if (!use) continue;
      const near = likelyMeant(use.name, names(use.kind));
      const path = use.kind === 'volume' && /\.[a-z]{2,4}$/i.test(use.name);
      const hint = path ? ` For a file write ./${use.name}.` : near && near !== 'default' ? ` Did you mean ${near}?` : ` Add it under ${plural[use.kind]}: at the top level.`;
      report(use.span, 'undefined', {
        data: { users: usersText(use, users), service: use.service, kind: use.kind, name: use.name, hint },
        related: more.map(({ service, span }) => ({ span, message: `"${service}" uses it too.` })),
        fixes: path ? [] : fixOf(file, `Define the ${use.kind} ${use.name}`, define(file, use)),
      });
    }
  },
});

type Kind = 'volume' | 'network' | 'secret' | 'config';

interface Use {
  readonly service: string;
  readonly kind: Kind;
  readonly name: string;
  readonly span: Span;
}

const plural: Readonly<Record<Kind, string>> = { volume: 'volumes', network: 'networks', secret: 'secrets', config: 'configs' };

function definedIn(file: ComposeModel, kind: Kind): string[] {
  return (valueAt(file.root, plural[kind])?.entries ?? []).map((e) => e.key);
}

function usesOf(service: Service): Use[] {
  const uses: Use[] = [];
  const add = (kind: Kind, name: string, span: Span): void => void uses.push({ service: service.name, kind, name, span });
  /** A name, or a map with a `source`. */
  const addNamed = (kind: Kind, item: Node): void => {
    const node = item.entries ? entryOf(item, 'source')?.value : item;
    const name = stringOf(node);
    if (node && name !== undefined) add(kind, name, node.span);
  };
  for (const mount of mountsOf(service)) {
    if (mount.type === 'volume' && mount.source !== undefined && !mount.source.includes('$')) add('volume', mount.source, mount.sourceSpan);
  }
  const networks = service.get('networks');
  for (const entry of networks?.entries ?? []) add('network', entry.key, entry.keySpan);
  for (const node of networks?.items ?? []) addNamed('network', node);
  for (const node of listOf(service.get('secrets'))) addNamed('secret', node);
  for (const node of listOf(service.get('build', 'secrets'))) addNamed('secret', node);
  for (const node of listOf(service.get('configs'))) addNamed('config', node);
  return uses;
}

interface Uses {
  /** In order of the file; services that share an anchor or a base share a place. */
  readonly places: readonly Use[];
  readonly users: readonly string[];
}

/** What is missing is one thing to put right, however many services use it. */
function byName(uses: readonly Use[]): Uses[] {
  const groups = new Map<string, Use[]>();
  for (const use of uses) {
    const key = `${use.kind} ${use.name}`;
    const group = groups.get(key);
    if (group) group.push(use);
    else groups.set(key, [use]);
  }
  return [...groups.values()].map((group) => ({
    places: group.filter(({ span }, i) => group.findIndex((other) => other.span.start === span.start) === i).sort((a, b) => a.span.start - b.span.start),
    users: [...new Set(group.map(({ service }) => service))],
  }));
}

function usersText({ service }: Use, users: readonly string[]): string {
  const others = users.length - 1;
  if (others === 0) return `"${service}" uses`;
  return others === 1 ? `"${service}" and "${users.find((name) => name !== service)!}" use` : `"${service}" and ${others} other services use`;
}

/** A volume or network needs nothing more than its name; where a secret comes from cannot be guessed. */
function define(file: ComposeModel, { kind, name }: Use): SpanEdit[] | undefined {
  return file.root && (kind === 'volume' || kind === 'network') && /^[\w.-]+$/.test(name) ? addToMap(file, file.root, { [plural[kind]]: { [name]: '{}' } }) : undefined;
}
