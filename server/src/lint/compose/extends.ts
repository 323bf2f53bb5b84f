/** `extends` within a file: the service as Compose sees it after it took over another one's settings. */
import { parseVolume } from './volumes';
import type { ComposeError, Node } from './model';
import { asInherited } from './nodes';
import { entryOf, stringOf } from './values';

export interface Extended {
  readonly node: Node;
  /** A base that could not be taken over: it stands in another file, is not there, or its name is not known. */
  readonly open: boolean;
}

/** Settings that belong to one service alone and are not taken over. */
const ownOnly = new Set(['extends', 'container_name', 'depends_on', 'links', 'volumes_from']);
/** Lists that replace the base's; all other lists are appended. */
const replaced = new Set(['command', 'entrypoint', 'test']);

export class Extender {
  readonly errors: ComposeError[] = [];
  private readonly done = new Map<string, Extended | 'open'>();

  /** `services`: names and nodes as written. */
  constructor(private readonly services: ReadonlyMap<string, Node>) {}

  service(name: string): Extended {
    const known = this.done.get(name);
    if (known && known !== 'open') return known;
    const node = this.services.get(name)!;
    this.done.set(name, 'open');
    const result = this.extend(node);
    this.done.set(name, result);
    return result;
  }

  private extend(node: Node): Extended {
    const value = entryOf(node, 'extends')?.value;
    if (!value || value.scalar === null) return { node, open: false };
    const nameNode = value.entries ? entryOf(value, 'service')?.value : value;
    const name = stringOf(nameNode);
    const file = value.entries ? entryOf(value, 'file')?.value : undefined;
    if (file || !nameNode || name === undefined) return { node, open: true };
    if (!this.services.has(name)) {
      this.errors.push({ message: `There is no service "${name}" in this file to extend. Correct the name, or name the other file with "file:".`, span: nameNode.span });
      return { node, open: true };
    }
    if (this.done.get(name) === 'open') {
      this.errors.push({ message: `"${name}" extends this service in turn, so neither can be read. Take one "extends" away.`, span: nameNode.span });
      return { node, open: true };
    }
    const base = this.service(name);
    const inherited = (base.node.entries ?? []).filter((e) => !ownOnly.has(e.key));
    return { node: node.entries ? mergeMaps({ ...base.node, entries: inherited }, node) : node, open: base.open };
  }
}

/** `over` on top of `base`, as Compose merges an override: maps by key, lists appended, scalars replaced. */
function mergeMaps(base: Node, over: Node): Node {
  const entries = over.entries!.map((entry) => {
    const below = entryOf(base, entry.key);
    return below && !entry.value.tag?.startsWith('!') ? { ...entry, value: mergeValue(entry.key, below.value, entry.value) } : entry;
  });
  const keys = new Set(entries.map((e) => e.key));
  for (const entry of base.entries!) if (!keys.has(entry.key)) entries.push({ ...entry, inherited: true, value: asInherited(entry.value) });
  return { ...over, entries };
}

function mergeValue(key: string, base: Node, over: Node): Node {
  if (base.entries && over.entries) return mergeMaps(base, over);
  if (base.items && over.items && !replaced.has(key)) return { ...over, items: [...keptItems(key, base.items, over.items), ...over.items] };
  if (over.scalar === null && !over.unresolved && (base.entries || base.items)) return asInherited(base);
  return over;
}

/** A volume for a target that is mounted anew, and a variable that is set anew, give way. */
function keptItems(key: string, base: readonly Node[], over: readonly Node[]): Node[] {
  const identity = (node: Node): string | undefined =>
    key === 'volumes' ? parseVolume(node)?.target : key === 'environment' || key === 'args' ? stringOf(node)?.split('=')[0] : stringOf(node);
  const taken = new Set(over.map(identity));
  return base.filter((node) => identity(node) === undefined || !taken.has(identity(node))).map(asInherited);
}
