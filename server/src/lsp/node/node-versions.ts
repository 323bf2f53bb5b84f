/** Advisories on this machine, for versions that Dockerfiles pin. What reads them is loaded on first use. */
import { stat } from 'node:fs/promises';
import { defaultAdvisoriesDirectory } from '../../scan/advisories/directory';
import type { VersionLookup } from '../host';

export const nodeVersions: VersionLookup = {
  // Segments are renamed into place, which changes the time of their directory.
  state: async (directory) => stat(directory ?? defaultAdvisoriesDirectory()).then(({ mtimeMs }) => String(mtimeMs), () => undefined),

  lookUp: async (queries, directory) => (await import('../../scan/advisories/pinned')).lookUpVersions(queries, directory ?? defaultAdvisoriesDirectory()),
};
