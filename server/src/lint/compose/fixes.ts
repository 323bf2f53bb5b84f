/** Fixes that several rules offer. Each is a list of none or one, to go into a report as it is. */
import type { Applicability, Related } from '../finding';
import type { RuleFix, SpanEdit } from '../rule';
import { addToList, addToMap, removeItem, removeKey, replaceScalar } from './edit';
import type { Tree } from './edit';
import type { ComposeModel, Node, Service, Variable } from './model';
import type { PortMapping } from './ports';
import { rawString } from './values';
import type { VolumeMount } from './volumes';

/** None where the file is broken. What the container may do changes with nearly every fix, so they are unsafe where nothing else is said. */
export function fixOf(file: ComposeModel, title: string, edits: readonly SpanEdit[] | undefined, applicability: Applicability = 'unsafe'): readonly RuleFix[] {
  return edits && edits.length > 0 && !file.broken ? [{ title, applicability, edits }] : [];
}

export function removeKeyFix(file: ComposeModel, service: Service, ...path: readonly string[]): readonly RuleFix[] {
  return fixOf(file, `Remove ${path.join('.')}`, removeKey(file, service.node, ...path));
}

export function removeItemFix(file: ComposeModel, service: Service, key: string, item: Node): readonly RuleFix[] {
  return fixOf(file, `Remove ${rawString(item) ?? 'this entry'} from ${key}`, removeItem(file, service.node, key, item));
}

export function addKeysFix(file: ComposeModel, service: Service, title: string, tree: Tree): readonly RuleFix[] {
  return fixOf(file, title, addToMap(file, service.node, tree));
}

export function addItemFix(file: ComposeModel, service: Service, key: string, item: string): readonly RuleFix[] {
  return fixOf(file, `Add ${item} to ${key}`, addToList(file, service.node, key, item));
}

export function replaceFix(file: ComposeModel, title: string, node: Node, text: string, applicability: Applicability = 'unsafe'): readonly RuleFix[] {
  return fixOf(file, title, replaceScalar(node, text), applicability);
}

/** Replaces a part of a scalar, such as the tag of an image; none where the value is written elsewhere or the part is no text of the document. */
export function replacePartFix(file: ComposeModel, title: string, node: Node, part: { readonly start: number; readonly end: number }, written: string, text: string): readonly RuleFix[] {
  if (node.inherited || file.source.slice(part) !== written) return [];
  return fixOf(file, title, [{ span: part, newText: text }]);
}

/** Mounts a volume read-only. */
export function readOnlyFix(file: ComposeModel, mount: VolumeMount): readonly RuleFix[] {
  const title = 'Mount it read-only';
  const { node } = mount;
  if (node.inherited) return [];
  if (node.entries) return fixOf(file, title, addToMap(file, node, { read_only: 'true' }));
  const quoted = node.form === 'single' || node.form === 'double';
  const end = node.span.end - (quoted ? 1 : 0);
  if (!mount.optionsSpan) return fixOf(file, title, [{ span: { start: end, end }, newText: ':ro' }]);
  const options = mount.options.filter((o) => o !== 'rw');
  if (file.source.slice(mount.optionsSpan) !== mount.options.join(',')) return [];
  return fixOf(file, title, [{ span: mount.optionsSpan, newText: ['ro', ...options].join(',') }]);
}

/** Puts a variable in place of a value that is written down, so that the value comes from the shell or from `.env`. */
export function takeFromEnvironmentFix(file: ComposeModel, variable: Variable): readonly RuleFix[] {
  const reference = `\${${variable.name}:?}`;
  const title = `Take ${variable.name} from the environment`;
  if (!/^[A-Za-z_]\w*$/.test(variable.name)) return [];
  if (variable.item) return fixOf(file, title, replaceScalar(variable.item, JSON.stringify(`${variable.name}=${reference}`)));
  return variable.value ? fixOf(file, title, replaceScalar(variable.value, JSON.stringify(reference))) : [];
}

/** Publishes a port on the loopback only. */
export function bindLocalFix(file: ComposeModel, port: PortMapping): readonly RuleFix[] {
  const title = 'Bind it to 127.0.0.1';
  const { node } = port;
  if (node.inherited) return [];
  if (node.entries) return port.hostIp !== undefined && port.hostIpSpan === undefined ? [] : fixOf(file, title, addToMap(file, node, { host_ip: '127.0.0.1' }));
  if (port.hostIpSpan) return /^[\d.]+$|^\[.*\]$/.test(file.source.slice(port.hostIpSpan)) ? fixOf(file, title, [{ span: port.hostIpSpan, newText: '127.0.0.1' }]) : [];
  const at = port.hostIpInsert;
  // Without a port of the host an empty one keeps its place.
  return at === undefined ? [] : fixOf(file, title, [{ span: { start: at, end: at }, newText: port.publishedText === undefined ? '127.0.0.1::' : '127.0.0.1:' }]);
}

/** A fix of this file, as one that another document offers. */
export function inOtherFile(file: ComposeModel, fix: RuleFix): RuleFix {
  const edits = fix.edits.map((e) => ('span' in e ? { uri: file.uri, range: file.source.range(e.span), newText: e.newText } : e));
  return { ...fix, edits };
}

/** The name of a service as a related place, also of another file. */
export function relatedService(file: ComposeModel, service: Service, message: string): Related {
  return { uri: file.uri, range: file.source.range(service.nameSpan), message };
}
