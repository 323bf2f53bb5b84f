import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';

export const shellReplacedByLink = defineRule({
  name: 'shell-replaced-by-link',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { hadolint: ['DL4005'], kics: ['changing_default_shell_using_run_command'], semgrep: ['use-shell-instruction'] },
  fix: 'unsafe',
  docs: {
    what: 'A RUN replaces /bin/sh by a link to another shell.',
    why: 'It changes the shell for every script of the image, not only for the build, and the next update of the package brings the old one back. SHELL changes it for the build alone.',
    bad: 'FROM debian:13-slim\nRUN ln -sf /bin/bash /bin/sh\nUSER 10001\nCMD ["sleep", "1"]\n',
    good: 'FROM debian:13-slim\nSHELL ["/bin/bash", "-c"]\nUSER 10001\nCMD ["sleep", "1"]\n',
    exceptions: 'Links to /busybox/sh, which stands alone in debug images of distroless: there is no /bin/sh that is replaced.',
  },
  messages: { link: 'Replacing {path} changes the shell of every script in the image. Use SHELL ["{shell}", "-c"] to change it for the build.' },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const commands = commandsOf(instruction);
      for (const command of commands) {
        if (command.name !== 'ln') continue;
        const words = positionals(command, ['-t', '-S', '--suffix', '--target-directory']);
        const link = words[words.length - 1];
        if (words.length < 2 || (link?.value !== '/bin/sh' && link?.value !== '/usr/bin/sh')) continue;
        const source = words[0]!.value ?? '/bin/bash';
        const shell = source.startsWith('/') ? source : `/bin/${source}`;
        // Debug images of distroless have this one shell, and no /bin/sh to be replaced.
        if (shell.startsWith('/busybox/')) continue;
        const alone = commands.length === 1 && !instruction.exec && !instruction.onbuild;
        const edit = { span: { start: instruction.keywordSpan.start, end: instruction.lineSpan.end }, newText: `SHELL ["${shell}", "-c"]` };
        const fixes: RuleFix[] = alone ? [{ title: `Use SHELL ["${shell}", "-c"]`, applicability: 'unsafe', edits: [edit] }] : [];
        report(link.span, 'link', { data: { path: link.value, shell }, fixes });
      }
    }
  },
});
