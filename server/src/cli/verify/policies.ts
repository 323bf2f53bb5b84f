/** Who must have signed an image: the keys of the command line, or those that the configuration file names for it. */
import { dirname, resolve } from 'node:path';

import { ConfigFiles, readConfig, type FoundConfig } from '../../files/config-files';
import { shownPath } from '../../files/paths';
import { readTextFile } from '../../files/read';
import type { ImageReference } from '../../lint/dockerfile/model';
import { policyFor } from '../../lint/settings/signatures';
import { publicKeys, type SigningKey } from '../../scan/signatures/keys';
import type { Trust } from '../../scan/signatures/verify';
import { UsageError } from '../arguments';

export type Policies = (image: ImageReference) => Trust | undefined;

/** @throws UsageError where a file of a key cannot be used */
export function sameForAll(keys: readonly string[], signedAs: readonly string[], directory: string): Policies {
  const trust = { keys: keys.flatMap((written) => keysIn(resolve(directory, written), written)), signedAs };
  return () => trust;
}

/**
 * Of the configuration file that is named, or else of the nearest one at or above `from`.
 *
 * @throws UsageError where it cannot be read as it stands: what is left of it might ask for less than is wanted
 */
export function configured(named: string | undefined, from: string, directory: string): Policies {
  const config = named === undefined ? nearest(from, directory) : read(resolve(directory, named), named);
  if (!config) return () => undefined;
  const shown = shownPath(directory, config.path);
  const [problem] = config.problems;
  if (problem) throw new UsageError(`${shown}:${problem.range.start.line + 1}:${problem.range.start.character + 1}: ${problem.message} Nothing is verified with a configuration that holds a mistake.`);
  const known = new Map<string, SigningKey[]>();
  const keysOf = (written: string): SigningKey[] => {
    const path = resolve(dirname(config.path), written);
    let keys = known.get(path);
    if (!keys) known.set(path, (keys = keysIn(path, shownPath(directory, path))));
    return keys;
  };
  return (image) => {
    const policy = policyFor(image, config.config.signatures);
    return policy && { keys: policy.keys.flatMap(keysOf), signedAs: policy.signedAs ?? [] };
  };
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

function keysIn(path: string, shown: string): SigningKey[] {
  const file = readTextFile(path);
  if ('error' in file) throw new UsageError(`The key ${shown} ${file.error}.`);
  try {
    return publicKeys(file.text, shown);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
