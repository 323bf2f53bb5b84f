import { consecutive } from '../../dockerfile/layers';
import { isInFinalImage } from '../../dockerfile/stages';
import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const consecutiveCopy = defineRule({
  name: 'consecutive-copy',
  target: 'dockerfile',
  severity: 'hint',
  category: 'performance',
  preset: 'all',
  since: '0.1.0',
  sources: { kics: ['multiple_run_add_copy_instructions_listed'] },
  fix: 'unsafe',
  docs: {
    what: 'COPY or ADD instructions in a row have the same flags and the same destination.',
    why: 'One instruction with several sources is one layer, and shows that they belong together.',
    bad: 'FROM alpine:3.24\nCOPY one.conf /etc/app/\nCOPY two.conf /etc/app/\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nCOPY one.conf two.conf /etc/app/\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Directories, whose contents would be mixed; files that change at different times are cached better one by one.',
  },
  messages: { join: 'This {keyword} has the destination of the one before it. Give both sources to one {keyword}.' },
  check(file, report) {
    for (const keyword of ['COPY', 'ADD'] as const) {
      for (const group of consecutive(file, keyword)) {
        for (let i = 1; i < group.length; i++) {
          const [first, second] = [group[i - 1]!, group[i]!];
          const destination = second.copy?.destination?.resolved;
          if (destination === undefined || first.copy?.destination?.resolved !== destination || !isInFinalImage(file, first.stage) || [first, second].some((instruction) => instruction.heredocs.length > 0)) continue;
          // Two files to one name is another mistake, and pattern or directory a different thing.
          if ([first, second].some((instruction) => instruction.copy!.sources.some((source) => source.resolved === undefined || /^[./]*$|\/$/.test(source.resolved)))) continue;
          report(second.keywordSpan, 'join', { data: { keyword }, fixes: join(file, first, second) });
        }
      }
    }
  },
});

function join(file: DockerfileModel, first: Instruction, second: Instruction): RuleFix[] {
  const destination = first.copy!.destination!;
  if (first.exec || second.exec || second.leadingComments.length > 0 || !destination.resolved!.endsWith('/') || file.source.slice({ start: first.span.start, end: second.span.end }).includes('#')) return [];
  const sources = second.copy!.sources.map((source) => source.text).join(' ');
  return [{ title: 'Give both sources to one instruction', applicability: 'unsafe', edits: [{ span: { start: destination.span.start, end: second.span.end }, newText: `${sources} ${destination.text}` }] }];
}
