/** Which documents are linted, and as what. */
import { targetOfPath } from '../files/targets';
import type { RuleTarget } from '../lint/rule';

/** By language id first, since the user may have said what a file is; then by name. Undefined: not ours. */
export function targetOf(languageId: string, uri: string): RuleTarget | undefined {
  switch (languageId.toLowerCase()) {
    case 'dockerfile':
    case 'containerfile':
      return 'dockerfile';
    case 'dockercompose':
      return 'compose';
    default:
      return targetOfPath(uri);
  }
}
