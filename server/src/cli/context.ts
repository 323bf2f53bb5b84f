/** What reports of this command line show of their surroundings. */
import { version } from '../../../package.json';
import { pathOfUri, shownPath } from '../files/paths';
import { repositoryUrl, ruleUrl } from '../protocol/links';
import type { ReportContext } from '../report/context';

export { version };

export function reportContext(directory: string): ReportContext {
  return {
    version,
    homepage: repositoryUrl,
    ruleUrl,
    pathOf: uri => {
      const path = pathOfUri(uri);
      return path === undefined ? uri : shownPath(directory, path);
    },
  };
}
