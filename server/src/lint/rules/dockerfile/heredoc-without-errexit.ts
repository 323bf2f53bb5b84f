import type { Instruction } from '../../dockerfile/model';
import { rootBase } from '../../dockerfile/stages';
import { officialName } from '../../facts/products';
import { defineRule } from '../../rule';
import { stopsAtErrors, topLevel } from '../../shell/errexit';
import type { ShellCommand } from '../../shell/model';
import { scriptsOf } from '../../shell/scripts';

export const heredocWithoutErrexit = defineRule({
  name: 'heredoc-without-errexit',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A RUN heredoc holds several commands and does not stop at the first that fails.',
    why: 'The lines of a heredoc are like commands separated by semicolons: only the status of the last one counts, so a failure further up goes unnoticed.',
    bad: 'FROM alpine:3.24\nRUN <<EOF\nadduser -D app\ntouch /ready\nEOF\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nRUN <<EOF\nset -e\nadduser -D app\ntouch /ready\nEOF\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'A first line with -e, a SHELL with -e, and heredocs whose commands are joined by && or, but for the last, cannot fail (echo, export, cd /tmp). Base images that are not official may set a SHELL with -e, so only files that begin with an official image or scratch, or that set the shell themselves, are judged.',
  },
  messages: { goesOn: 'A command that fails in this heredoc does not stop the build, only the last one does. Begin it with set -e.' },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      if (!hasKnownShell(instruction)) continue;
      for (const script of scriptsOf(instruction)) {
        if (script.origin !== 'heredoc' || (script.dialect !== 'posix' && script.dialect !== 'bash') || script.errors.length > 0) continue;
        const commands = topLevel(script);
        const second = commands.find((command) => command.join === ';' && command.index > 0);
        const heredoc = instruction.heredocs[0];
        if (!second || !heredoc || stopsAtErrors(script, second) || commands.slice(0, -1).every(cannotFail)) continue;
        const lines = heredoc.content.split('\n');
        const first = script.shebang === undefined ? 0 : 1;
        const at = heredoc.contentSpan.start + lines.slice(0, first).reduce((sum, line) => sum + line.length + 1, 0);
        const indent = /^[\t ]*/.exec(lines[first] ?? '')![0];
        const edit = { span: { start: at, end: at }, newText: `${indent}set -e${file.source.eol}` };
        report(heredoc.markerSpan, 'goesOn', { fixes: [{ title: 'Begin with set -e', applicability: 'unsafe', edits: [edit] }] });
      }
    }
  },
});

/** Commands that fail only where nothing else works either. */
function cannotFail({ name, args, assignments, words }: ShellCommand): boolean {
  if (words.length === 0) return assignments.every(({ value }) => !value || !/[`(]/.test(value.text));
  if (name === 'cd') return args.length === 0 || /^(?:\/|~|\/(?:etc|home|opt|root|srv|tmp|usr|usr\/local|usr\/src|var|var\/tmp))\/?$/.test(args[0]!.value ?? '');
  return ['echo', 'printf', 'export', 'set', 'unset', 'umask', 'true', ':'].includes(name) && args.every((word) => !/`|\$\(/.test(word.text));
}

/** The shell that the file sets, or that of an official image; others may have set one that stops at errors. */
function hasKnownShell({ before, stage, heredocs }: Instruction): boolean {
  if (before.shell.instruction || !stage || heredocs.some((heredoc) => heredoc.content.startsWith('#!'))) return true;
  const base = rootBase(stage);
  return base.kind !== 'unknown' && (base.kind !== 'image' || officialName(base.image) !== undefined);
}
