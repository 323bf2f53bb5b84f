import { insertBefore } from '../../dockerfile/edits';
import { sourceReferences } from '../../dockerfile/stages';
import type { SourceReference } from '../../dockerfile/stages';
import type { DockerfileModel } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const variableInCopyFrom = defineRule({
  name: 'variable-in-copy-from',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'COPY --from or RUN --mount from= holds a variable.',
    why: 'BuildKit replaces no variables there and stops. FROM is the place where an ARG may choose an image.',
    bad: 'ARG VERSION=3.24\nFROM alpine:3.24\nCOPY --from=alpine:${VERSION} /etc/passwd /etc/passwd\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'ARG VERSION=3.24\nFROM alpine:${VERSION} AS source\n\nFROM alpine:3.24\nCOPY --from=source /etc/passwd /etc/passwd\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { variable: 'Variables are not replaced in from=, so "{text}" stops the build. Put FROM {text} AS a name above this stage and use the name.' },
  check(file, report) {
    for (const reference of sourceReferences(file)) {
      const { kind, text, span, instruction } = reference;
      if (kind === 'from') continue;
      const variable = kind === 'copy' ? instruction.copy!.from!.word.variables.length > 0 : /\$./.test(text);
      if (variable) report(span, 'variable', { data: { text }, fixes: stageFor(file, reference) });
    }
  },
});

/** A stage of its own for the image, where all its variables are global arguments; stage numbers after it change, so it is not safe. */
function stageFor(file: DockerfileModel, { text, span, instruction }: SourceReference): RuleFix[] {
  const names = [...text.matchAll(/\$\{?(\w+)/g)].map((match) => match[1]!);
  if (!instruction.stage || instruction.onbuild || names.length === 0 || names.some((name) => file.globalScope.lookup(name) === undefined)) return [];
  const taken = new Set(file.stages.map((stage) => stage.name));
  let name = 'source';
  for (let i = 2; taken.has(name); i++) name = `source${i}`;
  const from = insertBefore(file, instruction.stage.instruction, `FROM ${text} AS ${name}`, '');
  return [{ title: `Add a stage ${name} for it`, applicability: 'unsafe', edits: [from, { span, newText: name }] }];
}
