/** What BuildKit refuses in a `RUN --mount`. Source: the Dockerfile reference, "RUN --mount", and BuildKit's behaviour where that is silent. */
import type { Span } from '../text/span';
import { likelyMeant } from '../text/nearest';
import type { Mount, MountOption } from './model';

export type MountFault =
  | 'type' | 'key' | 'no-value' | 'boolean' | 'sharing' | 'number' | 'mode' | 'size' | 'wrong-type' | 'secret-from' | 'secret-sharing' | 'secret-source' | 'secret-both' | 'root-target' | 'no-target';

export interface MountProblem {
  readonly fault: MountFault;
  readonly span: Span;
  readonly key: string;
  readonly value: string;
  /** What was probably meant. */
  readonly meant?: string;
}

export const mountTypes: readonly string[] = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];
const sharings: readonly string[] = ['shared', 'private', 'locked'];
const keys: readonly string[] = [
  'type', 'from', 'source', 'src', 'target', 'dst', 'destination', 'readonly', 'ro', 'readwrite', 'rw', 'id', 'sharing', 'required', 'size', 'mode', 'uid', 'gid', 'env',
];
const booleans: ReadonlySet<string> = new Set(['readonly', 'ro', 'readwrite', 'rw', 'required']);
/** Options that only some types take. */
const typesOf: Readonly<Record<string, readonly string[]>> = {
  required: ['secret', 'ssh'],
  size: ['tmpfs'],
  sharing: ['cache', 'secret'],
  mode: ['cache', 'secret', 'ssh'],
  uid: ['cache', 'secret', 'ssh'],
  gid: ['cache', 'secret', 'ssh'],
};
const goBoolean = /^(?:1|0|t|f|T|F|TRUE|FALSE|true|false|True|False)$/;

export function mountProblems(mount: Mount): readonly MountProblem[] {
  const found: MountProblem[] = [];
  const known = mountTypes.includes(mount.type);
  for (const option of mount.options) {
    const fault = optionFault(option);
    if (fault) found.push(problem(fault, option));
    else if (known && typesOf[option.key] && !typesOf[option.key]!.includes(mount.type)) found.push(problem('wrong-type', option));
  }
  // A misspelt key may be the one that seems to be missing.
  const misspelt = found.some(({ fault }) => fault === 'key' || fault === 'no-value');
  if (known && !misspelt && !mount.option('type')?.value?.includes('$')) found.push(...togetherProblems(mount));
  return found;
}

function problem(fault: MountFault, option: MountOption): MountProblem {
  const value = option.value ?? '';
  const meant = fault === 'key' ? likelyMeant(option.key, keys) : fault === 'type' ? likelyMeant(value.toLowerCase(), mountTypes) : fault === 'sharing' ? likelyMeant(value.toLowerCase(), sharings) : undefined;
  const onKey = fault === 'key' || fault === 'no-value' || fault === 'wrong-type';
  const keySpan = { start: option.span.start, end: option.span.start + option.key.length };
  return { fault, span: onKey ? keySpan : (option.valueSpan ?? option.span), key: option.key, value, ...(meant !== undefined ? { meant } : {}) };
}

function optionFault({ key, value }: MountOption): MountFault | undefined {
  if (!keys.includes(key)) return 'key';
  if (value === undefined) return booleans.has(key) ? undefined : 'no-value';
  // A variable may have any value at build time; `from` has its own rule.
  if (value.includes('$') || key === 'from') return undefined;
  if (booleans.has(key)) return goBoolean.test(value) ? undefined : 'boolean';
  switch (key) {
    case 'type':
      return mountTypes.includes(value.toLowerCase()) ? undefined : 'type';
    case 'sharing':
      return sharings.includes(value.toLowerCase()) ? undefined : 'sharing';
    case 'uid':
    case 'gid':
      return /^\d+$/.test(value) && Number(value) < 2 ** 32 ? undefined : 'number';
    case 'mode':
      return /^[0-7]+$/.test(value) ? undefined : 'mode';
    case 'size':
      return /^\d+(?:\.\d+)?\s*(?:[kmgtp]i?b?|b)?$/i.test(value) ? undefined : 'size';
    default:
      return undefined;
  }
}

/** Faults of options taken together. */
function togetherProblems(mount: Mount): MountProblem[] {
  const found: MountProblem[] = [];
  const { type } = mount;
  const target = mount.option('target', 'dst', 'destination');
  const source = mount.option('source', 'src');
  const whole = { span: mount.flag.nameSpan, key: 'mount', value: type };
  if (type === 'secret') {
    const from = mount.option('from');
    const sharing = mount.option('sharing');
    const id = mount.option('id');
    if (from?.value) found.push(problem('secret-from', from));
    if (sharing) found.push(problem('secret-sharing', sharing));
    if (!source?.value && !target?.value && !id?.value) found.push({ fault: 'secret-source', ...whole });
    if (source?.value && id?.value) found.push(problem('secret-both', source));
  } else if (type !== 'ssh') {
    // BuildKit mounts at the working directory where no target is given; for the build context that is often meant, for the others hardly ever.
    if (!target?.value) {
      if (type !== 'bind') found.push({ fault: 'no-target', ...whole });
    } else if (/^\/(?:\.?\/)*\.?$/.test(target.value)) found.push(problem('root-target', target));
  }
  return found;
}
