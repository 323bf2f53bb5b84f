import { insertBefore } from '../../dockerfile/edits';
import type { DockerfileModel, VariableDefinition } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { likelyMeant } from '../../text/nearest';

export const undefinedArgInFrom = defineRule({
  name: 'undefined-arg-in-from',
  target: 'dockerfile',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { buildkit: ['UndefinedArgInFrom'] },
  fix: 'unsafe',
  docs: {
    what: 'FROM uses a variable that no ARG above the first FROM declares.',
    why: 'The variable is empty and cannot be set by --build-arg either: another image is used than is meant, or none. An ARG inside a stage does not reach a FROM.',
    bad: 'FROM alpine:3.24${VARIANT}\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'ARG VARIANT=""\nFROM alpine:3.24${VARIANT}\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Platform arguments such as BUILDPLATFORM are always there.',
  },
  messages: {
    misspelt: 'No ARG above the first FROM declares {name}, so it is empty here. Did you mean {nearest}?',
    late: 'ARG {name} stands inside a stage, where FROM does not see it, so it is empty here. Declare it above the first FROM.',
    undeclared: 'No ARG above the first FROM declares {name}, so it is empty here and --build-arg cannot set it. Declare it.',
  },
  looksAt: ({ keyword }) => keyword === 'FROM' || keyword === 'ARG' || keyword === 'ENV',
  check(file, report) {
    for (const { instruction, from } of file.stages.map((stage) => ({ instruction: stage.instruction, from: stage.instruction.from! }))) {
      for (const use of [...from.image.variables, ...(from.platform?.value?.variables ?? [])]) {
        // What cannot be expanded has no end; variable-syntax reports it.
        if (use.definition || use.span.start === use.span.end || !/^[A-Za-z_]\w*$/.test(use.name)) continue;
        const late = argBefore(file, use.name, instruction.span.start);
        const declared = file.globalScope.all().map((definition) => definition.name);
        const meant = late ? undefined : likelyMeant(use.name, declared);
        const data = { name: use.name, nearest: meant ?? '' };
        if (meant !== undefined) {
          report(use.span, 'misspelt', { data, fixes: [{ title: `Use ${meant}`, applicability: 'unsafe', edits: [{ span: use.nameSpan, newText: meant }] }, declare(file, use.name, undefined)] });
        } else {
          report(use.span, late ? 'late' : 'undeclared', {
            data,
            fixes: [declare(file, use.name, late)],
            related: late?.nameSpan ? [{ span: late.nameSpan, message: 'It is declared here, inside a stage.' }] : [],
          });
        }
      }
    }
  },
});

/** An ARG of that name in a stage above. */
function argBefore(file: DockerfileModel, name: string, offset: number): VariableDefinition | undefined {
  for (const stage of file.stages) {
    if (stage.instruction.span.start >= offset) return undefined;
    const definition = stage.exit.scope.all().find((candidate) => candidate.name === name && candidate.kind === 'arg');
    if (definition) return definition;
  }
  return undefined;
}

/** An ARG above the first FROM, with the default that the one in the stage has. */
function declare(file: DockerfileModel, name: string, late: VariableDefinition | undefined): RuleFix {
  const value = late?.valueSpan ? `=${file.source.slice(late.valueSpan)}` : '';
  return { title: `Declare ARG ${name} above the first FROM`, applicability: 'unsafe', edits: [insertBefore(file, file.stages[0]!.instruction, `ARG ${name}${value}`)] };
}
