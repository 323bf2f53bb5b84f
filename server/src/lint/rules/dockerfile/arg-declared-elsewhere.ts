import { insertAfter, insertBefore } from '../../dockerfile/edits';
import type { DockerfileModel, Instruction, KeyValue, Stage } from '../../dockerfile/model';
import { stageLabel } from '../../dockerfile/stages';
import { countedPairs } from '../../dockerfile/syntax';
import { baseMaySet, undefinedInShell } from '../../dockerfile/undefined';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

interface Declaration {
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly pair: KeyValue;
}

export const argDeclaredElsewhere = defineRule({
  name: 'arg-declared-elsewhere',
  target: 'dockerfile',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'The script of a RUN uses a build argument that is declared further down, or in another stage only.',
    why: 'An ARG holds from its line to the end of its stage. Anywhere else the variable is empty, whatever --build-arg says, and the shell does not complain.',
    bad: 'FROM alpine:3.24\nRUN echo "$VERSION" > /version\nARG VERSION=1.0\nUSER 10001\n',
    good: 'FROM alpine:3.24\nARG VERSION=1.0\nRUN echo "$VERSION" > /version\nUSER 10001\n',
    exceptions: 'Variables that the script sets, gives a default, or may get from a file that it reads in; names that the base image is likely to set. What is declared above the first FROM is for arg-out-of-scope.',
  },
  messages: {
    late: 'ARG {name} stands further down, in line {line}, so {name} is empty here. Move it up.',
    other: 'ARG {name} belongs to another stage, {stage}, so {name} is empty here. Repeat "ARG {name}" in this stage.',
  },
  check(file, report) {
    const declarations = declarationsOf(file);
    const names = new Set(declarations.keys());
    if (names.size === 0) return;
    const told = new Set<string>();
    for (const run of file.all('RUN')) {
      const { stage } = run;
      if (!stage) continue;
      for (const use of undefinedInShell(run, names, file.source.text)) {
        const found = declarations.get(use.name)!;
        const later = found.find((one) => one.stage === stage);
        const key = `${stage.index} ${use.name}`;
        if (told.has(key) || (!later && baseMaySet(stage, use.name))) continue;
        told.add(key);
        const { instruction, pair, stage: other } = later ?? found[0]!;
        report(use.span, later ? 'late' : 'other', {
          data: later ? { name: use.name, line: file.source.lineAt(instruction.span.start) + 1 } : { name: use.name, stage: stageLabel(other) },
          related: [{ span: pair.key.span, message: 'It is declared here.' }],
          fixes: later ? moveUp(file, run, instruction) : [{ title: `Repeat ARG ${use.name} in this stage`, applicability: 'unsafe', edits: [insertAfter(file, stage.instruction, `ARG ${use.name}`)] }],
        });
      }
    }
  },
});

/** ARGs of stages by name, without those that exist above the first FROM as well. */
function declarationsOf(file: DockerfileModel): ReadonlyMap<string, readonly Declaration[]> {
  const found = new Map<string, Declaration[]>();
  for (const instruction of file.all('ARG')) {
    const { stage } = instruction;
    if (!stage || instruction.onbuild) continue;
    for (const pair of countedPairs(instruction)) {
      const name = pair.key.value;
      if (!/^[A-Za-z_]\w*$/.test(name) || file.globalScope.lookup(name)) continue;
      found.set(name, [...(found.get(name) ?? []), { stage, instruction, pair }]);
    }
  }
  return found;
}

function moveUp(file: DockerfileModel, run: Instruction, arg: Instruction): RuleFix[] {
  const line = { start: file.source.lineStart(file.source.lineAt(arg.span.start)), end: file.source.lineStart(file.source.lineAt(arg.span.end) + 1) };
  // A default may be made of what is defined in between.
  if (arg.leadingComments.length > 0 || arg.pairs.some((pair) => (pair.value?.variables.length ?? 0) > 0) || line.end === arg.span.end) return [];
  return [{ title: 'Move the ARG up', applicability: 'unsafe', edits: [insertBefore(file, run, file.source.slice(arg.span)), { span: line, newText: '' }] }];
}
