import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import type { ShellCommand } from '../../shell/model';
import { commandsOf } from '../../shell/scripts';

export const runWritesFile = defineRule({
  name: 'run-writes-file',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { tally: ['prefer-copy-heredoc'] },
  fix: 'unsafe',
  docs: {
    what: 'A RUN writes a file of fixed content by echo, printf or cat.',
    why: 'COPY with a heredoc says what it is: a file, with its mode and owner, and without the quoting of a shell.',
    bad: 'FROM alpine:3.24\nRUN echo "port=8080" > /etc/app.conf\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nCOPY <<EOF /etc/app.conf\nport=8080\nEOF\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Content that the shell makes, files that are added to, files below a mount. A matter of taste, so it is on only where all rules are; heredocs need docker/dockerfile:1.4.',
  },
  messages: { copy: '{path} gets fixed content. COPY with a heredoc writes it without a shell.' },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      if (instruction.onbuild || instruction.mounts.some((mount) => mount.type === 'bind')) continue;
      const commands = commandsOf(instruction);
      for (const command of commands) {
        const path = writtenFile(command, instruction);
        if (path === undefined || isAddedTo(commands, command, path)) continue;
        const redirection = command.redirections.find((candidate) => candidate.operator === '>')!;
        report(redirection.target!.span, 'copy', { data: { path }, fixes: commands.length === 1 ? toCopy(file, instruction, command, path) : [] });
      }
    }
  },
});

/** The absolute path (or one below the home directory) that a command fills with what stands in the file. */
function writtenFile(command: ShellCommand, instruction: Instruction): string | undefined {
  const { name, args, redirections, context, script } = command;
  if (script.origin === 'heredoc' || script.origin === 'string' || context.length > 0 || command.join === '|' || command.pipedTo || command.pipedFrom) return undefined;
  const out = redirections.filter((redirection) => /^(?:&?>>?|>\|)$/.test(redirection.operator));
  const path = out.length === 1 && out[0]!.operator === '>' ? out[0]!.target?.value ?? homePath(out[0]!.target?.text) : undefined;
  if (path === undefined || !/^[/~]/.test(path) || path.startsWith('/dev/') || path.startsWith('/proc/') || path.startsWith('/sys/') || isMounted(instruction, path)) return undefined;
  const fixed = args.every((word) => word.literal !== undefined);
  if ((name === 'echo' || name === 'printf') && args.length > 0 && fixed && !redirections.some((redirection) => redirection.operator.startsWith('<'))) return path;
  return name === 'cat' && args.length === 0 && redirections.some((redirection) => redirection.operator === '<<' || redirection.operator === '<<-') ? path : undefined;
}

function homePath(text: string | undefined): string | undefined {
  return text !== undefined && /^~\/[\w./-]+$/.test(text) ? text : undefined;
}

function isMounted(instruction: Instruction, path: string): boolean {
  return instruction.mounts.some((mount) => {
    const target = mount.option('target', 'dst', 'destination')?.value;
    return target !== undefined && (path === target || path.startsWith(`${target.replace(/\/$/, '')}/`));
  });
}

/** Another command of the RUN writes to the same file. */
function isAddedTo(commands: readonly ShellCommand[], command: ShellCommand, path: string): boolean {
  return commands.some((other) => other !== command && other.redirections.some((redirection) => redirection.operator.startsWith('>') && redirection.target?.value === path));
}

/** For an echo without options as root: anything else needs more thought about mode, owner and escapes. */
function toCopy(file: DockerfileModel, instruction: Instruction, command: ShellCommand, path: string): RuleFix[] {
  const content = command.args.map((word) => word.literal!).join(' ');
  const user = instruction.before.user?.user;
  if (command.name !== 'echo' || instruction.exec || instruction.flags.length > 0 || path.startsWith('~') || /\s/.test(path) || command.args[0]!.text.startsWith('-') || /[\\\n]/.test(content) || /^EOF$/.test(content)) return [];
  if (user !== undefined && user !== 'root' && user !== '0') return [];
  const marker = /[$`]/.test(content) ? '<<"EOF"' : '<<EOF';
  const { eol } = file.source;
  const span = { start: instruction.keywordSpan.start, end: instruction.span.end };
  return [{ title: `Use COPY ${marker} ${path}`, applicability: 'unsafe', edits: [{ span, newText: [`COPY ${marker} ${path}`, content, 'EOF'].join(eol) }] }];
}
