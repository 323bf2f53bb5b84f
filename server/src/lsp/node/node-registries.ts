/** Registries for the server on Node. Loaded on first use. */
import { RepositoryClient } from '../../scan/registry/client';
import { repositoryOf } from '../../scan/registry/repository';
import type { Registries } from '../host';

export const nodeRegistries: Registries = {
  repository: (normalized, signal) => new RepositoryClient(repositoryOf(normalized), { signal }),
};
