/** Commands that only clean up behind others. Rules that measure the length of a file do not count them: tidying up is not what makes it long. */
import { installsOf } from './managers';
import type { ShellCommand, ShellWord } from './model';
import { templateOf } from './words';

/** `rm -rf /var/lib/apt/lists/*`, `yum clean all`, `npm cache clean --force`, and the `set -e` of a heredoc. */
export function isHousekeeping(command: ShellCommand): boolean {
  if (command.name === 'set') return command.args.length > 0 && command.args.every((word) => /^-|^(?:errexit|pipefail|nounset)$/.test(word.text));
  if (command.name === 'rm') return command.args.some(isCache) && command.args.every((word) => word.text.startsWith('-') || isCache(word));
  return installsOf(command)?.action === 'clean';
}

function isCache(word: ShellWord): boolean {
  return /^\/(?:tmp|var\/(?:tmp|log|lib\/(?:apt\/lists|dnf|yum|rpm)))(?:\/|$)|\/\.?cache(?:\/|$)|^(?:~|\/root|\/home\/[^/]+)\/\.(?:npm|yarn|cpanm)(?:\/|$)/.test(templateOf(word));
}
