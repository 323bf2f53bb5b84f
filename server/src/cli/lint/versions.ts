/** Advisories on this machine, for a run of lint. */
import { existsSync } from 'node:fs';

import { queryKey, type VersionAdvisories, type VersionQuery } from '../../lint/versions/model';

/** Undefined where the directory is not there: nobody need look for versions then, and the code that reads it is not even loaded. What is returned never fails: what cannot be read is said once, and not judged. */
export function versionsIn(directory: string, say: (message: string) => void): ((queries: readonly VersionQuery[]) => Promise<VersionAdvisories | undefined>) | undefined {
  return existsSync(directory) ? queries => knownVersions(queries, directory, say) : undefined;
}

async function knownVersions(queries: readonly VersionQuery[], directory: string, say: (message: string) => void): Promise<VersionAdvisories | undefined> {
  try {
    const { lookUpVersions } = await import('../../scan/advisories/pinned');
    const verdicts = await lookUpVersions(queries, directory);
    return { verdict: query => verdicts.get(queryKey(query)) };
  } catch (error) {
    say(`plimsoll: pinned versions are not judged: the advisories in ${directory} cannot be read. ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
