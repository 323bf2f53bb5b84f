import { flagNames, trailingComment } from '../../dockerfile/syntax';
import { removeWord } from '../../dockerfile/edits';
import { defineRule } from '../../rule';

export const misplacedFlag = defineRule({
  name: 'misplaced-flag',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['FROM', 'COPY', 'ADD'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A flag of FROM, COPY, ADD or HEALTHCHECK stands behind the arguments.',
    why: 'Flags must come first. Behind a path or an image they are arguments themselves: COPY looks for a file of that name, and FROM stops.',
    bad: 'FROM alpine:3.24\nCOPY app /app/ --chown=10001\nUSER 10001\nCMD ["/app/app"]\n',
    good: 'FROM alpine:3.24\nCOPY --chown=10001 app /app/\nUSER 10001\nCMD ["/app/app"]\n',
  },
  messages: { behind: '{flag} stands behind the arguments, where {keyword} takes it for one of them. Put it right after {keyword}.' },
  check(file, report) {
    for (const instruction of file.all('FROM', 'COPY', 'ADD')) {
      if (instruction.exec) continue;
      const names = flagNames(instruction);
      const comment = trailingComment(instruction);
      for (const word of instruction.words) {
        const name = /^--([a-z-]+)(?:=|$)/.exec(word.text)?.[1];
        if (name === undefined || !names.includes(name) || (comment && word.span.start > comment.span.start)) continue;
        const at = instruction.keywordSpan.end;
        const edits = [{ span: { start: at, end: at }, newText: ` ${word.text}` }, removeWord(file, word.span)];
        // The first word after `--` looks the same, but there it is meant as an argument.
        report(word.span, 'behind', {
          data: { flag: word.text, keyword: instruction.keyword },
          fixes: word.text.includes('=') ? [{ title: `Put it after ${instruction.keyword}`, applicability: 'unsafe', edits }] : [],
        });
      }
    }
  },
});
