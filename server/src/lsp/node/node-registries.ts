/** Registries for the server on Node. Loaded on first use. */
import { dirname, resolve } from 'node:path';
import { pathOfUri } from '../../files/paths';
import { readTextFile } from '../../files/read';
import { RepositoryClient } from '../../scan/registry/client';
import type { RegistryOptions } from '../../scan/registry/client';
import { repositoryOf } from '../../scan/registry/repository';
import { publicKeys } from '../../scan/signatures/keys';
import type { SigningKey } from '../../scan/signatures/keys';
import { verifyImage } from '../../scan/signatures/verify';
import type { Registries, Signers } from '../host';

export function registriesWith(options: RegistryOptions): Registries {
  const repository = (normalized: string, signal: AbortSignal): RepositoryClient => new RepositoryClient(repositoryOf(normalized), { ...options, signal });
  return {
    repository,
    verify: async (image, signers, signal) => verifyImage(image, repository(image.normalized, signal), { keys: keysOf(signers), ...(signers.signedAs && { signedAs: signers.signedAs }) }),
  };
}

export const nodeRegistries: Registries = registriesWith({});

/** Named in messages as the configuration names them. */
function keysOf({ keys, configuration }: Signers): SigningKey[] {
  const path = pathOfUri(configuration);
  if (path === undefined) throw new Error(`The keys that ${configuration} names cannot be read: it is no file of this machine.`);
  return keys.flatMap((written) => {
    const file = readTextFile(resolve(dirname(path), written));
    if ('error' in file) throw new Error(`The key ${written} that ${path} names ${file.error}.`);
    return publicKeys(file.text, written);
  });
}
