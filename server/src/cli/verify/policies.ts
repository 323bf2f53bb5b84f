/** Who must have signed an image: the keys and identities of the command line, or those that the configuration file names for it. */
import { dirname, resolve } from 'node:path';

import { ConfigFiles, readConfig, type FoundConfig } from '../../files/config-files';
import { shownPath } from '../../files/paths';
import { readTextFile } from '../../files/read';
import type { ImageReference } from '../../lint/dockerfile/model';
import type { SignaturePolicy } from '../../lint/settings/config';
import { policyFor } from '../../lint/settings/signatures';
import type { TrustedRoot } from '../../scan/signatures/keyless/trusted-root';
import { publicKeys, type SigningKey } from '../../scan/signatures/keys';
import type { Trust } from '../../scan/signatures/verify';
import { UsageError } from '../arguments';

/** Rejects with a UsageError where a file that a policy names cannot be used. */
export type Policies = (image: ImageReference) => Promise<Trust | undefined>;

/** Of the command line; files relative to its directory. */
export interface OnePolicy extends Omit<SignaturePolicy, 'images'> {
  readonly directory: string;
}

export function sameForAll({ directory, ...policy }: OnePolicy): Policies {
  let trust: Promise<Trust> | undefined;
  return () => (trust ??= new PolicyFiles((written) => ({ path: resolve(directory, written), shown: written })).trustOf(policy));
}

/**
 * Of the configuration file that is named, or else of the nearest one at or above `from`.
 *
 * @throws UsageError where it cannot be read as it stands: what is left of it might ask for less than is wanted
 */
export function configured(named: string | undefined, from: string, directory: string): Policies {
  const config = named === undefined ? nearest(from, directory) : read(resolve(directory, named), named);
  if (!config) return async () => undefined;
  const shown = shownPath(directory, config.path);
  const [problem] = config.problems;
  if (problem) throw new UsageError(`${shown}:${problem.range.start.line + 1}:${problem.range.start.character + 1}: ${problem.message} Nothing is verified with a configuration that holds a mistake.`);
  const files = new PolicyFiles((written) => {
    const path = resolve(dirname(config.path), written);
    return { path, shown: shownPath(directory, path) };
  });
  return async (image) => {
    const policy = policyFor(image, config.config.signatures);
    return policy && files.trustOf(policy);
  };
}

/** Reads each file that policies name once. */
class PolicyFiles {
  private readonly keys = new Map<string, SigningKey[]>();
  private readonly roots = new Map<string, Promise<TrustedRoot>>();

  constructor(private readonly locate: (written: string) => { readonly path: string; readonly shown: string }) {}

  async trustOf({ keys, identities = [], trustedRoot, signedAs = [] }: Omit<SignaturePolicy, 'images'>): Promise<Trust> {
    return { keys: keys.flatMap((written) => this.keysIn(written)), identities, trustedRoot: trustedRoot === undefined ? undefined : await this.rootIn(trustedRoot), signedAs };
  }

  private keysIn(written: string): SigningKey[] {
    const { path, shown } = this.locate(written);
    let keys = this.keys.get(path);
    if (!keys) this.keys.set(path, (keys = usable(() => publicKeys(textOf(path, `The key ${shown}`), shown))));
    return keys;
  }

  private rootIn(written: string): Promise<TrustedRoot> {
    const { path, shown } = this.locate(written);
    let root = this.roots.get(path);
    if (!root) this.roots.set(path, (root = rootOf(path, shown)));
    return root;
  }
}

async function rootOf(path: string, shown: string): Promise<TrustedRoot> {
  const text = textOf(path, `The trusted root ${shown}`);
  const { readTrustedRoot } = await import('../../scan/signatures/keyless');
  return usable(() => readTrustedRoot(text, shown));
}

function textOf(path: string, what: string): string {
  const file = readTextFile(path);
  if ('error' in file) throw new UsageError(`${what} ${file.error}.`);
  return file.text;
}

/** What those who read files say of them is written for the user. */
function usable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function nearest(from: string, directory: string): FoundConfig | undefined {
  let unreadable: string | undefined;
  const found = new ConfigFiles((path, reason) => (unreadable ??= `The configuration file ${shownPath(directory, path)} ${reason}.`)).find(from);
  if (unreadable !== undefined) throw new UsageError(unreadable);
  return found;
}

function read(path: string, written: string): FoundConfig {
  let reason = '';
  const found = readConfig(path, (_path, why) => (reason = why));
  if (!found) throw new UsageError(`The configuration file ${written} ${reason}.`);
  return found;
}
