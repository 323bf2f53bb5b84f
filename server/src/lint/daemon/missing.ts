/** Keys that are not there, for rules about what a daemon does without them. */
import type { Span } from '../text/span';
import type { DaemonModel } from './model';

/** Where something that is missing is told: the brace that it would come behind. Undefined where the key is there, or where the file cannot be read whole and may have it. */
export function placeOfMissing(file: DaemonModel, name: string): Span | undefined {
  if (!file.root || file.errors.length > 0 || file.members.some((member) => member.name === name)) return undefined;
  return { start: file.root.span.start, end: file.root.span.start + 1 };
}

/** A daemon of an ordinary user, by its path or by its own word: what it may do is limited already. */
export function isRootless({ uri, members }: DaemonModel): boolean {
  return /\/\.config\/docker\/daemon\.json$/.test(uri) || members.some(({ name, value }) => name === 'rootless' && value?.kind === 'boolean' && value.value);
}

/** A daemon on Windows, by its path or its pipe: most keys about isolation are unknown there. */
export function isWindows({ uri, source }: DaemonModel): boolean {
  return /\/programdata\/docker\//i.test(uri) || /"npipe:\/\/|"windowsfilter"|"[A-Za-z]:\\\\/.test(source.text);
}
