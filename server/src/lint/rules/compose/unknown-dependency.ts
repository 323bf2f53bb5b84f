import { once, wholeServices } from '../../compose/containers';
import type { Service } from '../../compose/model';
import { entryOf, isFalse, listOf, stringOf } from '../../compose/values';
import { defineRule } from '../../rule';
import { likelyMeant } from '../../text/nearest';
import type { Span } from '../../text/span';
import { filesAround, isOverride } from '../../workspace/beside';

export const unknownDependency = defineRule({
  name: 'unknown-dependency',
  target: 'compose',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  silentInTemplates: true,
  sources: {},
  fix: 'none',
  docs: {
    what: '`depends_on` names a service that the file does not have, or services depend on each other in a circle.',
    why: 'Compose refuses the whole file for one wrong name or one circle, so that no service of it starts.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    depends_on: [db]\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    depends_on: [db]\n  db:\n    image: postgres:18\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions: 'Silent where another Compose file of the directory, of one above it or of one beside it has the service, and where the file includes others or is an override file by its name. Circles through services with profiles are left alone.',
  },
  messages: {
    unknown: '"{service}" depends on {name}, which is no service of this file, so Compose refuses it.{hint}',
    circle: '"{service}" waits for itself ({path}), so Compose refuses the file. Take one dependency away.',
  },
  check(file, report, { workspace }) {
    if (entryOf(file.root, 'include') || isOverride(file)) return;
    const reportOnce = once(report);
    const own = new Set(file.services.map((s) => s.name));
    // There may be thousands of other files: they are asked where this one does not tell.
    let all: ReadonlySet<string> | undefined;
    const names = (): ReadonlySet<string> => (all ??= new Set([file, ...filesAround(workspace, file)].flatMap((f) => f.services.map((s) => s.name))));
    // A service with a profile may not be there at the same time.
    const graph = new Map(file.services.filter((s) => !s.get('profiles')).map((s) => [s.name, dependencies(s)]));
    for (const service of wholeServices(file)) {
      for (const { name, span } of dependencies(service)) {
        const path = own.has(name) && graph.has(service.name) ? pathBetween(graph, name, service.name) : undefined;
        if (path) {
          // Once a circle: at the service that comes first in the alphabet.
          if ([...path].sort()[0] === service.name) reportOnce(span, 'circle', { data: { service: service.name, name, path: [service.name, ...path].join(' → ') } });
        } else if (!own.has(name) && !names().has(name)) {
          const near = likelyMeant(name, names());
          reportOnce(span, 'unknown', { data: { service: service.name, name, hint: near ? ` Did you mean ${near}?` : '' } });
        }
      }
    }
  },
});

interface Dependency {
  readonly name: string;
  readonly span: Span;
}

function dependencies(service: Service): Dependency[] {
  const node = service.get('depends_on');
  // What is not required may be missing.
  if (node?.entries) return node.entries.filter((e) => !isFalse(entryOf(e.value, 'required')?.value)).map((e) => ({ name: e.key, span: e.keySpan }));
  return listOf(node).flatMap((item) => {
    const name = stringOf(item);
    return name === undefined ? [] : [{ name, span: item.span }];
  });
}

/** Services on the way from one to another, both ends included; undefined where there is none. */
function pathBetween(graph: ReadonlyMap<string, readonly Dependency[]>, from: string, to: string): string[] | undefined {
  const before = new Map<string, string | undefined>([[from, undefined]]);
  const queue = [from];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (at === to) {
      const path: string[] = [];
      for (let step: string | undefined = to; step !== undefined; step = before.get(step)) path.unshift(step);
      return path;
    }
    for (const { name } of graph.get(at) ?? []) {
      if (before.has(name)) continue;
      before.set(name, at);
      queue.push(name);
    }
  }
  return undefined;
}
