import { removeInstruction } from '../../dockerfile/edits';
import type { Instruction } from '../../dockerfile/model';
import { removeArgument } from '../../dockerfile/remove-argument';
import { proxyArguments } from '../../dockerfile/scope';
import { countedPairs } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';

export const proxyArgument = defineRule({
  name: 'proxy-argument',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['ARG'],
  severity: 'info',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'safe',
  docs: {
    what: 'ARG declares a proxy variable that Docker hands to every RUN by itself.',
    why: 'The predefined proxy arguments need no ARG, and are left out of the image history. Declared, they get into the history, often with a password, and every change of the proxy builds everything again.',
    bad: 'FROM alpine:3.24\nARG HTTP_PROXY\nRUN wget -qO /data https://example.com/data && echo "5f2c  /data" | sha256sum -c\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN wget -qO /data https://example.com/data && echo "5f2c  /data" | sha256sum -c\nUSER 10001\n',
    exceptions: 'An ARG that another instruction than RUN uses, for which it has to be declared.',
  },
  messages: {
    predefined: 'RUN sees {name} without this ARG. With it, the value stays in the history of the image, and may hold a password. Remove it.',
    fixed: 'This proxy is used wherever somebody builds, and stays in the history of the image. RUN sees {name} from --build-arg without an ARG.',
  },
  check(file, report) {
    for (const instruction of file.all('ARG')) {
      if (!instruction.stage || instruction.onbuild) continue;
      for (const pair of countedPairs(instruction)) {
        const name = pair.key.value;
        if (!proxyArguments.includes(name) || /^no_proxy$/i.test(name) || isUsed(name, instruction)) continue;
        if (pair.value && pair.value.value !== '') {
          report(pair.key.span, 'fixed', { data: { name } });
          continue;
        }
        const edit = instruction.pairs.length === 1 ? removeInstruction(file, instruction) : removeArgument(file, pair.span);
        report(pair.key.span, 'predefined', { data: { name }, fixes: edit ? [{ title: 'Remove it', applicability: 'safe', edits: [edit] }] : [] });
      }
    }
  },
});

/** By an instruction that the builder expands, in this stage or one that starts from it. */
function isUsed(name: string, arg: Instruction): boolean {
  const words = (instruction: Instruction) => [...instruction.words, ...instruction.pairs.flatMap((pair) => pair.value ?? []), ...instruction.flags.flatMap((flag) => flag.value ?? [])];
  return arg.stage!.instructions.some((instruction) => instruction.keyword !== 'RUN' && words(instruction).some((word) => word.variables.some((use) => use.name === name && use.definition?.instruction === arg)));
}
