import { insertBefore } from '../../dockerfile/edits';
import { trailingComment as commentBehind } from '../../dockerfile/syntax';
import type { Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';

export const trailingComment = defineRule({
  name: 'trailing-comment',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ADD', 'ARG', 'COPY', 'ENV', 'EXPOSE', 'FROM', 'LABEL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A # behind the arguments of an instruction was meant to begin a comment.',
    why: 'A comment must have a line of its own. Behind an instruction, # and all that follows are arguments: the build fails, or a user, a directory or a value with the comment in it is made.',
    bad: 'FROM alpine:3.24\nEXPOSE 8080 # web\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\n# web\nEXPOSE 8080\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'RUN, CMD, ENTRYPOINT and HEALTHCHECK hand their text to a shell, which knows such comments.',
  },
  messages: { part: 'This is no comment: {keyword} takes # and what follows as arguments. Put the comment on a line of its own.' },
  check(file, report) {
    for (const instruction of file.all('ADD', 'ARG', 'COPY', 'ENV', 'EXPOSE', 'FROM', 'LABEL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR')) {
      const comment = commentBehind(instruction);
      if (!comment) continue;
      const behind = { start: instruction.args.toDocument(comment.start), end: comment.span.end };
      const edits = [insertBefore(file, instruction, comment.text), { span: behind, newText: '' }];
      // Heredoc markers behind the # would go with the comment.
      const movable = !instruction.onbuild && file.source.lineAt(behind.start) === file.source.lineAt(behind.end) && !comment.text.includes('<<');
      report(comment.span, 'part', {
        data: { keyword: instruction.keyword },
        ...(stops(instruction) ? {} : { severity: 'warning' as const }),
        fixes: movable ? [{ title: 'Put the comment on a line of its own', applicability: 'unsafe', edits }] : [],
      });
    }
  },
});

/** The build goes on where words may be anything: names of ARG, paths, the value of an old `ENV name value`. */
function stops({ keyword, pairs }: Instruction): boolean {
  return ['FROM', 'EXPOSE', 'STOPSIGNAL'].includes(keyword) || ((keyword === 'ENV' || keyword === 'LABEL') && pairs[0]?.form === 'equals');
}
