import type { Instruction } from '../../dockerfile/model';
import type { ShellCommand, ShellWord } from '../../shell/model';
import { parseOptions, positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import { templateOf } from '../../shell/words';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const gitCloneInRun = defineRule({
  name: 'git-clone-in-run',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'hint',
  category: 'performance',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['prefer-add-git'] },
  docs: {
    what: 'A RUN clones a git repository, which ADD does as well.',
    why: 'The layer of a RUN is cached by its text: the build keeps what was cloned the first time, whatever is pushed since. ADD looks at the commit, needs no git in the image, and leaves no .git behind.',
    bad: 'FROM alpine:3.24\nRUN git clone https://github.com/acme/tool.git /src/tool\nUSER 10001\n',
    good: 'FROM alpine:3.24\nADD https://github.com/acme/tool.git#24454f830cdb571e2c4ad15481119c43b3cafd48 /src/tool\nUSER 10001\n',
    exceptions: 'Exec forms and repositories on this machine are left alone. The fix is for a RUN that does nothing else.',
  },
  messages: {
    clone: 'This clone is cached by its text, so later pushes go unnoticed. Use ADD {url}, best with a commit after #.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      if (instruction.exec) continue;
      for (const command of commandsOf(instruction)) {
        if (command.name !== 'git') continue;
        const [verb, address, directory] = positionals(command);
        if (verb?.value !== 'clone' || !address) continue;
        const url = templateOf(address);
        if (!/^(?:https?|git|ssh):\/\/|^[\w.-]+@[\w.-]+:/.test(url)) continue;
        report(verb.span, 'clone', { data: { url: address.text.replace(/^["']|["']$/g, '') }, fixes: replaceByAdd(instruction, command, address, directory) });
      }
    }
  },
});

const harmless = new Set(['--depth', '--single-branch', '--recursive', '--recurse-submodules', '--shallow-submodules', '-q', '--quiet', '-b', '--branch', '--progress', '--no-tags', '-j', '--jobs']);

function replaceByAdd(instruction: Instruction, command: ShellCommand, address: ShellWord, directory: ShellWord | undefined): RuleFix[] {
  if (commandsOf(instruction).length !== 1 || instruction.flags.length > 0 || instruction.heredocs.length > 0 || instruction.onbuild || address.value === undefined) return [];
  const { options } = parseOptions(command);
  if (options.some((option) => !harmless.has(option.name))) return [];
  const branch = options.find((option) => option.name === '-b' || option.name === '--branch');
  if (branch && branch.value === undefined) return [];
  const plain = address.value.replace(/\/+$/, '').replace(/\.git$/, '');
  const target = directory ? directory.value : plain.replace(/^.*[/:]/, '');
  const workdir = instruction.before.workdir?.path ?? (instruction.before.workdir ? undefined : '/');
  if (target === undefined || (!target.startsWith('/') && workdir === undefined) || /\s/.test(target + plain)) return [];
  const path = target.startsWith('/') ? target : `${workdir!.replace(/\/+$/, '')}/${target}`;
  return [{ title: 'Use ADD', applicability: 'unsafe', edits: [{ span: instruction.span, newText: `ADD ${plain}.git${branch ? `#${branch.value!}` : ''} ${path}` }] }];
}
