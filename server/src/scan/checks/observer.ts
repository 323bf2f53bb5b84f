/** Notes of a layer's files what the rules for images ask for, while the layer streams past. */
import type { Limits } from '../limits';
import type { TarEntry } from '../layers/tar';
import type { Account, LayerObservations, SecretContent } from '../types';
import { emptyShadows, parsePasswd } from './accounts';
import { isSetId, modes } from './modes';
import { isInProgramDirectory, isProgramDirectory, ownershipKey } from './paths';
import { maxSecretFileBytes, mayHoldSecret, secretIn } from './secret-files';

/** Part of the cache key: raised whenever the same layer would be seen in another way. */
export const observerVersion = 1;

export const noObservations: LayerObservations = { secretFiles: [], programs: [], repositories: [], owned: [] };

const passwd = 'etc/passwd';
const shadow = 'etc/shadow';
const repositoryHead = /(?:^|\/)\.git\/HEAD$/;
export class LayerObserver {
  private readonly secretFiles = new Map<string, SecretContent | undefined>();
  private readonly programs = new Map<string, number>();
  private readonly repositories = new Map<string, true>();
  private accounts: readonly Account[] | undefined;
  private shadows: readonly string[] | undefined;
  private dropped = 0;

  constructor(private readonly limits: Pick<Limits, 'observedFiles'>) {}

  /** Bytes up to which the file must be handed to `content`; 0 where nobody asks for it. `path` is clean. */
  entry(path: string, { type, mode, size }: TarEntry): number {
    if (type === 'directory') {
      if (isProgramDirectory(path)) this.note(this.programs, path, modes.directory | mode);
      return 0;
    }
    if (type !== 'file') return 0;
    if (isInProgramDirectory(path) || isSetId(mode)) this.note(this.programs, path, modes.file | mode);
    if (repositoryHead.test(path)) this.note(this.repositories, path.slice(0, -'/HEAD'.length), true);
    if (path === passwd || path === shadow) return maxSecretFileBytes;
    if (!mayHoldSecret(path)) return 0;
    this.note(this.secretFiles, path, undefined);
    return size === 0 ? 0 : maxSecretFileBytes;
  }

  content(path: string, content: Uint8Array): void {
    if (path === passwd) this.accounts = parsePasswd(textOf(content));
    else if (path === shadow) this.shadows = emptyShadows(textOf(content));
    else if (this.secretFiles.has(path)) this.secretFiles.set(path, secretIn(path, content));
  }

  /** How many files were left out because there are too many. */
  get leftOut(): number {
    return this.dropped;
  }

  /** `ownedOf` says which of some paths (named by `ownershipKey`) an OS package owns. */
  result(ownedOf: (keys: ReadonlySet<string>) => readonly string[]): LayerObservations {
    const secrets = [...this.secretFiles].flatMap(([path, holds]) => (holds ? [path] : []));
    const suspicious = [...this.programs].flatMap(([path, mode]) => (isSetId(mode) || mode & modes.worldWritable ? [path] : []));
    const keys = new Set([...secrets, ...suspicious].map(ownershipKey));
    return {
      secretFiles: [...this.secretFiles].map(([path, holds]) => ({ path, ...(holds && { holds }) })),
      programs: [...this.programs],
      repositories: [...this.repositories.keys()],
      owned: keys.size === 0 ? [] : ownedOf(keys),
      ...(this.accounts && { accounts: this.accounts }),
      ...(this.shadows && { emptyShadows: this.shadows }),
    };
  }

  private note<Value>(map: Map<string, Value>, path: string, value: Value): void {
    if (map.size < this.limits.observedFiles || map.has(path)) map.set(path, value);
    else this.dropped++;
  }
}

function textOf(content: Uint8Array): string {
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8');
}
