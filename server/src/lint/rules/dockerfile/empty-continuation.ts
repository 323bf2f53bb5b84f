import { keywords } from '../../dockerfile/model';
import type { DockerfileModel } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import type { Span } from '../../text/span';

export const emptyContinuation = defineRule({
  name: 'empty-continuation',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'warning',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { buildkit: ['NoEmptyContinuation'], 'dockerfile-utils': ['EMPTY_CONTINUATION_LINE'] },
  fix: 'safe',
  docs: {
    what: 'An instruction that goes on over several lines has a blank line in it.',
    why: 'BuildKit still skips it, but will make it an error; a reader takes the instruction for ended there.',
    bad: 'FROM alpine:3.24\nRUN touch /a && \\\n\n    touch /b\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nRUN touch /a && \\\n    touch /b\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: {
    swallowed: 'The line above ends with {escape}, so {keyword} below this blank line becomes part of {instruction}. Remove the {escape}.',
    blank: 'The instruction goes on behind this blank line, which will be an error in a future release. Remove the line, or begin it with #.',
  },
  check(file, report) {
    for (const instruction of file.instructions) {
      let group: Span | undefined;
      const end = (): void => {
        if (!group) return;
        const keyword = keywordBelow(file, group);
        if (keyword === undefined) report(group, 'blank', { fixes: [{ title: 'Remove the blank line', applicability: 'safe', edits: [{ span: group, newText: '' }] }] });
        else report(group, 'swallowed', { data: { keyword, instruction: instruction.keyword, escape: file.escape }, severity: 'error', fixes: endAbove(file, group) });
      };
      for (const line of instruction.emptyContinuations) {
        // Lines behind the last one that goes on are no part of it.
        if (line.start >= instruction.lineSpan.end) continue;
        if (group && group.end === line.start) group = { start: group.start, end: line.end };
        else {
          end();
          group = line;
        }
      }
      end();
    }
  },
});

const instructionLine = new RegExp(`^(${keywords.join('|')})\\s+\\S`);

/** The instruction that was meant to begin on the line behind the blank ones. */
function keywordBelow(file: DockerfileModel, group: Span): string | undefined {
  return instructionLine.exec(file.source.lineText(file.source.lineAt(group.end)))?.[1];
}

/** Takes the escape character from the line above, which is the end of the instruction then. */
function endAbove(file: DockerfileModel, group: Span): RuleFix[] {
  const line = file.source.lineAt(group.start) - 1;
  const text = file.source.lineText(line);
  const at = text.trimEnd().length - 1;
  if (line < 0 || text[at] !== file.escape) return [];
  const start = file.source.lineStart(line) + text.slice(0, at).trimEnd().length;
  return [{ title: `Remove the ${file.escape}`, applicability: 'unsafe', edits: [{ span: { start, end: file.source.lineEnd(line) }, newText: '' }] }];
}
