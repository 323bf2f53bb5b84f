import { expand } from '../../dockerfile/expand';
import { trailingComment } from '../../dockerfile/syntax';
import type { Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';

export const copyDestinationNoSlash = defineRule({
  name: 'copy-destination-no-slash',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['COPY', 'ADD'],
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {
    hadolint: ['DL3021'], trivy: ['DS-0011'], kics: ['copy_with_more_than_two_arguments_not_ending_with_slash'], 'dockerfile-utils': ['INVALID_DESTINATION'], droast: ['DF048'],
  },
  fix: 'safe',
  docs: {
    what: 'COPY or ADD has several sources, but its destination does not end with a slash.',
    why: 'Several files need a directory to go into, and only the slash says that the destination is one: the classic builder stops, others may write all sources to one file.',
    bad: 'FROM alpine:3.24\nCOPY app config /opt/app\nUSER 10001\nCMD ["/opt/app/app"]\n',
    good: 'FROM alpine:3.24\nCOPY app config /opt/app/\nUSER 10001\nCMD ["/opt/app/app"]\n',
    exceptions: 'The destinations "." and ".." are directories anyway. A destination that ends in a variable of unknown value is not judged.',
  },
  messages: { file: '{keyword} has {count} sources, so its destination must be a directory and end with a slash: {destination}/.' },
  check(file, report) {
    for (const instruction of file.all('COPY', 'ADD')) {
      const { copy } = instruction;
      const destination = copy?.destination;
      if (!copy || !destination || trailingComment(instruction)) continue;
      if (instruction.heredocs.some((heredoc) => heredoc.markerSpan.start === destination.span.start)) continue;
      // Half of a quoted text: BuildKit splits the arguments at every blank.
      if (expand(destination.text, () => '', { escape: file.escape }).error !== undefined) continue;
      const count = copy.sources.length + instruction.heredocs.length;
      const path = destination.resolved ?? lastPart(destination.value);
      if (count < 2 || path === undefined || path === '' || /[/\\]$|(?:^|\/)\.\.?$/.test(path)) continue;
      report(destination.span, 'file', {
        data: { keyword: instruction.keyword, count, destination: destination.value },
        fixes: [{ title: 'End the destination with a slash', applicability: 'safe', edits: [{ span: slashAt(instruction, file.source.text), newText: '/' }] }],
      });
    }
  },
});

/** What stands behind the last variable; undefined where nothing does, so that the variable may bring the slash. */
function lastPart(value: string): string | undefined {
  const rest = value.slice(value.lastIndexOf('}') + 1).replace(/^.*\$\w+/, '');
  return rest === '' ? undefined : rest;
}

/** Before a closing quote. */
function slashAt(instruction: Instruction, text: string): { start: number; end: number } {
  const { span } = instruction.copy!.destination!;
  const quoted = text[span.end - 1] === '"' || text[span.end - 1] === "'";
  const at = quoted ? span.end - 1 : span.end;
  return { start: at, end: at };
}
