import { joinPath } from '../../dockerfile/workdir';
import type { Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { ShellCommand, ShellWord } from '../../shell/model';
import { hasFlag, positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';

const writers: ReadonlySet<string> = new Set(['chgrp', 'chmod', 'chown', 'cp', 'install', 'ln', 'mkdir', 'mv', 'sed', 'tee', 'touch']);

export const volumeThenWrite = defineRule({
  name: 'volume-then-write',
  target: 'dockerfile',
  severity: 'info',
  category: 'correctness',
  preset: 'strict',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A RUN changes a directory after VOLUME declared it.',
    why: 'The legacy builder, and builders that follow it, discard what a RUN does to a volume. BuildKit keeps it, so the image depends on who builds it.',
    bad: 'FROM alpine:3.24\nVOLUME /data\nRUN mkdir -p /data/cache\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN mkdir -p /data/cache\nVOLUME /data\nUSER 10001\n',
    exceptions: 'Programs whose effect cannot be seen, and mkdir of the volume itself, which is there already. Switch it off if only BuildKit builds the image.',
  },
  messages: { lost: '{path} is a volume since line {line}: some builders discard what this RUN does there. Put VOLUME below it.' },
  check(file, report) {
    for (const stage of file.stages) {
      const volumes: { path: string; instruction: Instruction }[] = [];
      for (const instruction of stage.instructions) {
        if (instruction.keyword === 'VOLUME') {
          for (const word of instruction.words) if (word.resolved?.startsWith('/')) volumes.push({ path: word.resolved.replace(/\/+$/, ''), instruction });
        }
        if (instruction.keyword !== 'RUN' || volumes.length === 0) continue;
        const found = firstWrite(instruction, volumes);
        if (found) report(found.word.span, 'lost', { data: { path: found.volume.path, line: file.source.lineAt(found.volume.instruction.span.start) + 1 } });
      }
    }
  },
});

function firstWrite(run: Instruction, volumes: readonly { path: string; instruction: Instruction }[]): { word: ShellWord; volume: { path: string; instruction: Instruction } } | undefined {
  for (const command of commandsOf(run)) {
    for (const word of targets(command)) {
      const path = word.value === undefined || word.value.startsWith('~') ? undefined : joinPath(run.before.workdir?.path, word.value);
      const volume = path === undefined ? undefined : volumes.find((one) => path.startsWith(`${one.path}/`) || (path === one.path && command.name !== 'mkdir'));
      if (volume) return { word, volume };
    }
  }
  return undefined;
}

function targets(command: ShellCommand): readonly ShellWord[] {
  const redirected = command.redirections.flatMap(({ operator, target }) => (operator.includes('>') && target ? [target] : []));
  if (!writers.has(command.name) || (command.name === 'sed' && !command.args.some((word) => /^-[a-z]*i/.test(word.text)))) return redirected;
  const operands = positionals(command);
  switch (command.name) {
    // A single operand of these lands in the current directory, under a name of its own.
    case 'cp':
    case 'ln':
    case 'install':
      return [...operands.slice(1).slice(-1), ...redirected];
    case 'sed':
      return [...(hasFlag(command, '-e', '--expression', '-f', '--file') ? operands : operands.slice(1)), ...redirected];
    // The first one is the mode or the owner.
    case 'chgrp':
    case 'chmod':
    case 'chown':
      return [...operands.slice(1), ...redirected];
    default:
      return [...operands, ...redirected];
  }
}
