import type { Instruction } from '../../dockerfile/model';
import { countedPairs } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';

export const argShadowedByEnv = defineRule({
  name: 'arg-shadowed-by-env',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ARG'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'An ARG has the name of an ENV that is set already.',
    why: 'ENV wins over ARG whichever comes first, so neither the default nor --build-arg has any effect.',
    bad: 'FROM alpine:3.24\nENV APP_VERSION=1.0\nARG APP_VERSION=2.0\nRUN make VERSION=$APP_VERSION\nUSER 10001\n',
    good: 'FROM alpine:3.24\nARG APP_VERSION=2.0\nENV APP_VERSION=$APP_VERSION\nRUN make VERSION=$APP_VERSION\nUSER 10001\n',
    exceptions: 'An ENV that takes its value from an ARG of the same name further up.',
  },
  messages: { shadowed: 'This ARG has no effect: {name} is set by ENV in line {line}, and ENV wins over ARG. Remove one of them.' },
  check(file, report) {
    for (const instruction of file.all('ARG')) {
      if (!instruction.stage) continue;
      for (const { key } of countedPairs(instruction)) {
        const env = instruction.before.scope.lookup(key.value);
        if (env?.kind !== 'env' || !env.instruction || takesItself(env.instruction, key.value)) continue;
        report(key.span, 'shadowed', { data: { name: key.value, line: file.source.lineAt(env.instruction.span.start) + 1 }, related: [{ span: env.nameSpan ?? env.instruction.keywordSpan, message: `${key.value} is set here` }] });
      }
    }
  },
});

/** `ENV A=$A`: the ARG is repeated for its look only, or for a stage that was split off. */
function takesItself(env: Instruction, name: string): boolean {
  return env.pairs.some((pair) => pair.key.value === name && pair.value?.variables.some((use) => use.name === name));
}
