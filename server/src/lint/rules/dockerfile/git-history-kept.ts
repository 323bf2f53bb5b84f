import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { isInFinalImage } from '../../dockerfile/stages';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import type { ShellCommand } from '../../shell/model';
import { hasFlag, positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import { escapeForRegExp } from '../../text/go-path';

/** Options of git clone that take a value. */
const valueFlags = ['-b', '--branch', '-o', '--origin', '-u', '--upload-pack', '-c', '--config', '-j', '--jobs', '--depth', '--reference', '--reference-if-able', '--separate-git-dir', '--template', '--filter', '--shallow-since', '--shallow-exclude', '--server-option', '--bundle-uri'];

export const gitHistoryKept = defineRule({
  name: 'git-history-kept',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['RUN'],
  severity: 'info',
  category: 'performance',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A repository is cloned with all of its history, and stays in the image.',
    why: 'The history is often many times larger than the files, and it holds whatever was ever committed by mistake. The image needs one version.',
    bad: 'FROM alpine:3.24\nRUN apk add --no-cache git && git clone https://github.com/example/app.git /app\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN apk add --no-cache git && git clone --depth 1 https://github.com/example/app.git /app\nUSER 10001\n',
    exceptions: 'Clones that the same RUN deletes again, or whose .git it deletes; directories under a mount; stages that do not end up in the image.',
  },
  messages: { full: 'All of the history of {repository} gets into the image. Clone with --depth 1, or delete .git in this RUN.' },
  check(file, report) {
    for (const run of file.all('RUN')) {
      if (run.onbuild || !isInFinalImage(file, run.stage) || run.mounts.some((mount) => mount.type === 'tmpfs' || mount.type === 'cache')) continue;
      const commands = commandsOf(run);
      for (const command of commands) {
        if (command.name !== 'git' || command.args[0]?.value !== 'clone') continue;
        if (hasFlag(command, '--depth', '--shallow-since', '--shallow-exclude', '--bare', '--mirror', '--filter')) continue;
        // It stands in for a shallow fetch that a server may refuse.
        if (commands.some((other) => other.index < command.index && other.name === 'git' && hasFlag(other, '--depth'))) continue;
        const [repository, directory] = positionals(command, valueFlags).slice(1);
        if (repository?.value === undefined || (directory && directory.value === undefined)) continue;
        const name = baseName(directory?.value ?? repository.value.replace(/\/?\.git\/?$/, ''));
        if (name === '' || commands.some((other) => other.index > command.index && takesAway(other, name, directory?.value))) continue;
        report(command.args[0].span, 'full', { data: { repository: baseName(repository.value) }, fixes: shallow(command, [run, ...laterRuns(file, run, name)].flatMap((each) => commandsOf(each))) });
        // Who has read it once knows it for the others of this RUN.
        break;
      }
    }
  },
});

/** RUNs behind it, in this stage and those that start from it, which name the clone or work in it. */
function laterRuns(file: DockerfileModel, run: Instruction, name: string): Instruction[] {
  const named = new RegExp(`(?<![\\w-])${escapeForRegExp(name)}(?![\\w-])`);
  return file.all('RUN').filter(({ index, stage, text, before }) => index > run.index && (stage === run.stage || (run.stage !== undefined && stage?.chain.includes(run.stage))) && (named.test(text) || named.test(before.workdir?.path ?? '')));
}

function baseName(path: string): string {
  return path.replace(/\/+$/, '').replace(/^.*[/:]/, '');
}

/** Deleting or moving the clone, its .git, or a directory above it; what is not known may be either. */
function takesAway(command: ShellCommand, name: string, directory: string | undefined): boolean {
  if (command.name !== 'rm' && command.name !== 'mv' && command.name !== 'find') return false;
  return command.args.some(({ value }) => value === undefined || /(?:^|\/)\.git(?:\/|$)|[*?]/.test(value) || baseName(value) === name || (directory !== undefined && directory.startsWith(`${value.replace(/\/+$/, '')}/`)));
}

/** Other commits than the newest one are not there then. */
function shallow(command: ShellCommand, all: readonly ShellCommand[]): RuleFix[] {
  const needsHistory = all.some((other) => other.name === 'git' && /^(?:checkout|reset|describe|log|rev-list|merge|cherry-pick|switch|rebase|tag|worktree)$/.test(other.args.find((word) => !word.text.startsWith('-'))?.value ?? ''));
  const at = command.args[0]!.span.end;
  return needsHistory || command.script.origin === 'exec' ? [] : [{ title: 'Add --depth 1', applicability: 'unsafe', edits: [{ span: { start: at, end: at }, newText: ' --depth 1' }] }];
}
