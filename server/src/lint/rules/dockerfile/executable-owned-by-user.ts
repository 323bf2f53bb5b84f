import { removeFlag } from '../../dockerfile/edits';
import { startCommands } from '../../dockerfile/launch';
import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { runtimeOf } from '../../dockerfile/runtime';
import { flagOf } from '../../dockerfile/syntax';
import { joinPath } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';
import { isRoot } from '../../workspace/users';

export const executableOwnedByUser = defineRule({
  name: 'executable-owned-by-user',
  target: 'dockerfile',
  severity: 'info',
  category: 'privilege',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { sonar: ['S6504'], kics: ['chown_flag_exists'] },
  docs: {
    what: 'Programs, scripts or system files are copied with an owner other than root, or the directory of the program that the image starts.',
    why: 'The owner may write them. Who breaks into the program can then put something else in its place, which also runs after a restart; owned by root they can only be executed.',
    bad: 'FROM alpine:3.24\nCOPY --chown=10001 start.sh /usr/local/bin/\nUSER 10001\n',
    good: 'FROM alpine:3.24\nCOPY start.sh /usr/local/bin/\nUSER 10001\n',
    exceptions: 'Data and configuration of the application are left alone: programs may have to write them. Programs are told by their extension, by a system directory they go to, or by CMD and ENTRYPOINT, and not by their content.',
  },
  messages: {
    program: '{file} is a program that {owner} may overwrite. Leave it to root: to run it, --chmod=755 is enough.',
    system: '{path} is a system directory, and {owner} may overwrite these files. Leave them to root.',
  },
  check(file, report) {
    for (const instruction of file.all('COPY', 'ADD')) {
      const flag = flagOf(instruction, 'chown');
      const owner = flag?.value?.resolved;
      if (!flag?.value || owner === undefined || !isUnprivileged(owner)) continue;
      const destination = instruction.copy?.destination?.resolved;
      const path = joinPath(instruction.before.workdir?.path, destination) ?? destination ?? '';
      const program = instruction.copy?.sources.find((source) => programs.test(source.resolved ?? ''));
      const fixes = [{ title: 'Remove --chown', applicability: 'unsafe' as const, edits: [removeFlag(file, flag.span)] }];
      if (program) report(flag.value.span, 'program', { data: { file: program.resolved!, owner }, fixes });
      else if (systemPath.test(path)) report(flag.value.span, 'system', { data: { path, owner }, fixes });
      else {
        const started = startedFrom(file, instruction, path);
        if (started !== undefined) report(flag.value.span, 'program', { data: { file: started, owner }, fixes });
      }
    }
  },
});

/** The program or script that the final image starts with, where it lies in the directory that the files go to. */
function startedFrom(file: DockerfileModel, copy: Instruction, destination: string): string | undefined {
  const stage = file.finalStage;
  const directory = destination.replace(/\/+$/, '');
  if (!stage || !copy.stage || !stage.chain.includes(copy.stage) || !directory.startsWith('/')) return undefined;
  const { entrypoint, cmd } = runtimeOf(stage);
  const workdir = (cmd ?? entrypoint)?.before.workdir?.path;
  for (const command of startCommands(stage)) {
    for (const [index, word] of command.words.entries()) {
      const text = word.value;
      // A bare name is looked for in PATH; of the arguments only those that look like a script are one.
      if (text === undefined || (index === 0 ? !text.includes('/') : !programs.test(text))) continue;
      const path = joinPath(workdir, text);
      if (path?.startsWith(`${directory}/`)) return path;
    }
  }
  return undefined;
}

/** `user:group`, `:group`; root in the first place that names somebody. */
function isUnprivileged(owner: string): boolean {
  const [user = '', group = ''] = owner.split(':');
  const first = user === '' ? group : user;
  return first !== '' && !isRoot(first);
}

const programs = /\.(?:sh|bash|zsh|fish|py|rb|pl|php|bin|elf|so|service|timer|socket)$/i;
const systemPath = /^\/(?:etc|bin|sbin|usr|dev|boot|root|proc|sys|lib(?:32|64)?)(?:\/|$)/;
