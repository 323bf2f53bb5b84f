import { blankLinesBetween, lineSpan } from '../../dockerfile/layout';
import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import type { SpanEdit } from '../../rule';
import { defineRule } from '../../rule';

export const unpartedInstructions = defineRule({
  name: 'unparted-instructions',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'safe',
  sources: { tally: ['newline-between-instructions'] },
  docs: {
    what: 'Instructions of different kinds are not parted by one blank line, or those of one kind are.',
    why: 'In a file that is laid out in one way throughout, groups that belong together are seen at a glance.',
    bad: 'FROM alpine:3.24\nUSER 10001\n',
    good: 'FROM alpine:3.24\n\nUSER 10001\n',
    exceptions: 'A comment between two instructions of one kind parts them as well. One finding a file, at the first place; the fix mends all of them.',
  },
  messages: {
    missing: 'No blank line parts {keyword} from the instruction before. Groups of one kind are parted by one.',
    several: '{keyword} is parted from the instruction before by {count} blank lines, and {wanted} would do.',
  },
  check(file, report) {
    const places = file.instructions.slice(1).flatMap((instruction, i) => placeOf(file, file.instructions[i]!, instruction));
    const [first] = places;
    if (!first) return;
    const { instruction, count, wanted } = first;
    report(instruction.keywordSpan, count < wanted ? 'missing' : 'several', {
      data: { keyword: instruction.keyword, count, wanted },
      fixes: [{ title: 'Part all groups by one blank line', applicability: 'safe', edits: places.flatMap(({ edits }) => edits) }],
    });
  },
});

interface Place {
  readonly instruction: Instruction;
  readonly count: number;
  readonly wanted: number;
  readonly edits: readonly SpanEdit[];
}

function placeOf(file: DockerfileModel, before: Instruction, instruction: Instruction): readonly Place[] {
  const { blank, comments } = blankLinesBetween(file, before, instruction);
  const isSame = before.keyword === instruction.keyword;
  const wanted = isSame ? 0 : 1;
  if (comments ? isSame || blank.length > 0 : blank.length === wanted) return [];
  if (blank.length > wanted) return [{ instruction, count: blank.length, wanted, edits: blank.slice(wanted).map((line) => ({ span: lineSpan(file, line), newText: '' })) }];
  const start = file.source.lineStart(file.source.lineAt(before.span.end) + 1);
  return [{ instruction, count: 0, wanted, edits: [{ span: { start, end: start }, newText: file.source.eol }] }];
}
