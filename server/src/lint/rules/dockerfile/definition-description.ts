import { descriptionOf } from '../../dockerfile/descriptions';
import type { Instruction } from '../../dockerfile/model';
import { countedPairs } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';

export const definitionDescription = defineRule({
  name: 'definition-description',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ARG', 'FROM'],
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { buildkit: ['InvalidDefinitionDescription'] },
  fix: 'unsafe',
  docs: {
    what: 'The comment right above an ARG or a named stage does not begin with the name that it describes.',
    why: 'docker build --call=outline and --call=targets show such comments as descriptions, if they begin with the name of the argument or the stage.',
    bad: '# the version of Alpine\nARG VERSION=3.24\nFROM alpine:$VERSION\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: '# VERSION the version of Alpine\nARG VERSION=3.24\nFROM alpine:$VERSION\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'A comment that is followed by a blank line describes nothing. Ignore comments of linters.',
  },
  messages: { name: 'Begin the comment with {name}, so that docker build --call shows it as the description, or leave a blank line below it.' },
  check(file, report) {
    for (const instruction of file.all('ARG', 'FROM')) {
      const comment = descriptionOf(instruction);
      const names = namesOf(instruction);
      if (!comment || names.length === 0) continue;
      if (names.includes(comment.text.split(' ')[0]!)) continue;
      const at = comment.span.start + 1;
      report(comment.span, 'name', {
        data: { name: names[0]! },
        fixes: names.length === 1 ? [{ title: `Begin it with ${names[0]!}`, applicability: 'unsafe', edits: [{ span: { start: at, end: at }, newText: ` ${names[0]!}` }] }] : [],
      });
    }
  },
});

function namesOf(instruction: Instruction): string[] {
  if (instruction.keyword === 'ARG') return countedPairs(instruction).map((pair) => pair.key.value);
  return instruction.from?.name ? [instruction.from.name.value.toLowerCase()] : [];
}
