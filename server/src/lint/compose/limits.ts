/** Memory, CPU and process limits of a service, in all the forms in which one can be given. */
import type { RuleFix, SpanEdit } from '../rule';
import { addToMap, yamlString } from './edit';
import type { Tree } from './edit';
import type { ComposeModel, Node, Service } from './model';
import { parseBytes } from './units';
import { entryOf, isMissing, numberOf, stringOf, valueAt } from './values';

export const resources = ['memory', 'cpu', 'pids'] as const;
export type Resource = (typeof resources)[number];

/** `unlimited`: a value is given that means no limit (`pids_limit: -1`). */
export type LimitState = { readonly kind: 'given' } | { readonly kind: 'missing' } | { readonly kind: 'unlimited'; readonly node: Node };

interface Form {
  readonly path: readonly string[];
  /** The amount in any unit, 0 or less for none; undefined where it cannot be read. */
  amount(node: Node): number | undefined;
}

const bytes = (node: Node): number | undefined => numberOf(node) ?? parseBytes(stringOf(node) ?? '');

const forms: Readonly<Record<Resource, readonly Form[]>> = {
  memory: [
    { path: ['mem_limit'], amount: bytes },
    { path: ['deploy', 'resources', 'limits', 'memory'], amount: bytes },
  ],
  cpu: [
    { path: ['cpus'], amount: numberOf },
    { path: ['deploy', 'resources', 'limits', 'cpus'], amount: numberOf },
    { path: ['cpu_quota'], amount: numberOf },
    { path: ['cpu_count'], amount: numberOf },
    { path: ['cpu_percent'], amount: numberOf },
    { path: ['cpuset'], amount: () => 1 },
  ],
  pids: [
    { path: ['pids_limit'], amount: numberOf },
    { path: ['deploy', 'resources', 'limits', 'pids'], amount: numberOf },
  ],
};

/** A value that cannot be read or comes from a variable counts as given. */
export function limitOf(service: Service, resource: Resource): LimitState {
  let unlimited: Node | undefined;
  for (const form of forms[resource]) {
    const node = service.get(...form.path);
    if (!node || isMissing(node)) continue;
    const amount = node.unresolved ? undefined : form.amount(node);
    if (amount === undefined || amount > 0) return { kind: 'given' };
    unlimited ??= node;
  }
  return unlimited ? { kind: 'unlimited', node: unlimited } : { kind: 'missing' };
}

export function unlimitedResources(service: Service): Resource[] {
  return resources.filter((r) => limitOf(service, r).kind !== 'given');
}

/** For messages. */
export const resourceWords: Readonly<Record<Resource, string>> = { memory: 'memory', cpu: 'CPU', pids: 'process' };

/** `memory, CPU or process`. */
export function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}

/** What a fix writes. */
export interface LimitValues {
  /** `512m`. */
  readonly memory: string;
  readonly cpus: number;
  readonly pids: number;
}

export const defaultLimits: LimitValues = { memory: '512m', cpus: 1, pids: 200 };

/** Options of the rules that offer the fix. */
export const limitOptions = {
  memory: { default: defaultLimits.memory, description: 'Memory limit that the fix writes.' },
  cpus: { default: defaultLimits.cpus, description: 'Number of CPUs that the fix writes.' },
  pids: { default: defaultLimits.pids, description: 'Limit on processes that the fix writes.' },
};

/** Undefined where the keys of a service stand elsewhere, or for none. Several are limited together. */
export function addLimitsFix(file: ComposeModel, of: Service | readonly Service[], missing: readonly Resource[], values: LimitValues): RuleFix | undefined {
  const services = 'name' in of ? [of] : of;
  const limited = services.flatMap((service) => {
    const edits = addLimits(file, service, missing, values);
    return edits ? [{ service, edits }] : [];
  });
  const [first] = limited;
  if (!first) return undefined;
  const texts = missing.map((r) => (r === 'memory' ? `${values.memory} of memory` : r === 'cpu' ? `${values.cpus} CPU` : `${values.pids} processes`));
  const limits = texts.join(', ').replace(/, ([^,]*)$/, ' and $1');
  const title = limited.length === 1 ? `Limit "${first.service.name}" to ${limits}` : `Limit ${limited.length} services to ${limits} each`;
  return { title, applicability: 'unsafe', edits: limited.flatMap((l) => l.edits) };
}

function addLimits(file: ComposeModel, service: Service, missing: readonly Resource[], values: LimitValues): SpanEdit[] | undefined {
  const short = (): SpanEdit[] | undefined => addToMap(file, service.node, shortForm(missing, values));
  return usesDeploy(file, service) ? (addToMap(file, service.node, deployForm(missing, values)) ?? short()) : short();
}

function shortForm(missing: readonly Resource[], values: LimitValues): Tree {
  const all: Readonly<Record<Resource, readonly [string, string]>> = {
    memory: ['mem_limit', yamlString(values.memory)],
    cpu: ['cpus', String(values.cpus)],
    pids: ['pids_limit', String(values.pids)],
  };
  return Object.fromEntries(missing.map((r) => all[r]));
}

function deployForm(missing: readonly Resource[], values: LimitValues): Tree {
  const all: Readonly<Record<Resource, readonly [string, string]>> = {
    memory: ['memory', yamlString(values.memory)],
    // A string: the schema of version 3 takes no number here.
    cpu: ['cpus', `"${values.cpus}"`],
    pids: ['pids', String(values.pids)],
  };
  return { deploy: { resources: { limits: Object.fromEntries(missing.map((r) => all[r])) } } };
}

/** Both forms mean the same; the fix takes the one that the service already uses, and for files of version 3 the only one that they know. */
function usesDeploy(file: ComposeModel, service: Service): boolean {
  const short = ['mem_limit', 'mem_reservation', 'cpus', 'pids_limit'];
  if (short.some((key) => entryOf(service.node, key))) return false;
  const deploy = entryOf(service.node, 'deploy');
  if (deploy) return !deploy.inherited && !deploy.value.inherited;
  return stringOf(valueAt(file.root, 'version'))?.startsWith('3') ?? false;
}
