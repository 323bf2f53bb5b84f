import { mayBeObserved } from '../checks/paths';
import type { CatalogueResult } from './cataloguer';
import { isLanguageManifest } from './language-manifests';

/** Notes that the OS package manager owns a file (without a leading slash), where somebody will ask. */
export function noteOwned(path: string, found: Pick<CatalogueResult, 'osOwned' | 'ownedFiles'>): void {
  if (isLanguageManifest(path)) found.osOwned.push(path);
  if (mayBeObserved(path)) found.ownedFiles?.push(path);
}
