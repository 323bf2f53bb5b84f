/** Registries for the server on Node. Loaded on first use. */
import { dirname, resolve } from 'node:path';
import { pathOfUri } from '../../files/paths';
import { readTextFile } from '../../files/read';
import { RepositoryClient } from '../../scan/registry/client';
import type { RegistryOptions } from '../../scan/registry/client';
import { repositoryOf } from '../../scan/registry/repository';
import { publicKeys } from '../../scan/signatures/keys';
import { verifyImage } from '../../scan/signatures/verify';
import type { Trust } from '../../scan/signatures/verify';
import type { Registries, Signers } from '../host';

export function registriesWith(options: RegistryOptions): Registries {
  const repository = (normalized: string, signal: AbortSignal): RepositoryClient => new RepositoryClient(repositoryOf(normalized), { ...options, signal });
  return {
    repository,
    verify: async (image, signers, signal) => verifyImage(image, repository(image.normalized, signal), await trustOf(signers)),
  };
}

export const nodeRegistries: Registries = registriesWith({});

/** Files are named in messages as the configuration names them. */
async function trustOf({ keys, identities, trustedRoot, signedAs, configuration }: Signers): Promise<Trust> {
  const path = pathOfUri(configuration);
  if (path === undefined) throw new Error(`The files that ${configuration} names cannot be read: it is no file of this machine.`);
  const read = (written: string, what: string): string => {
    const file = readTextFile(resolve(dirname(path), written));
    if ('error' in file) throw new Error(`The ${what} ${written} that ${path} names ${file.error}.`);
    return file.text;
  };
  return {
    keys: keys.flatMap((written) => publicKeys(read(written, 'key'), written)),
    ...(identities && { identities }),
    ...(trustedRoot !== undefined && { trustedRoot: (await import('../../scan/signatures/keyless')).readTrustedRoot(read(trustedRoot, 'trusted root'), trustedRoot) }),
    ...(signedAs && { signedAs }),
  };
}
