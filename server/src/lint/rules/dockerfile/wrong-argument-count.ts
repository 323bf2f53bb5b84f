import { removeWord } from '../../dockerfile/edits';
import { countedWords, trailingComment } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';
import { cover } from '../../text/span';

export const wrongArgumentCount = defineRule({
  name: 'wrong-argument-count',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['FROM', 'COPY', 'ADD', 'USER'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: {
    'dockerfile-utils': [
      'ARGUMENT_EXTRA', 'ARGUMENT_REQUIRES_ONE', 'ARGUMENT_REQUIRES_TWO', 'ARGUMENT_REQUIRES_AT_LEAST_TWO', 'ARGUMENT_REQUIRES_ONE_OR_THREE', 'ARGUMENT_UNNECESSARY',
    ],
  },
  fix: 'unsafe',
  docs: {
    what: 'An instruction has too many or too few arguments.',
    why: 'FROM takes an image, and AS with a name if there is one; COPY and ADD take at least one source and a destination. BuildKit stops at anything else.',
    bad: 'FROM alpine:3.24 build\nUSER 10001\nCMD ["app"]\n',
    good: 'FROM alpine:3.24\nCOPY app /usr/local/bin/app\nUSER 10001\nCMD ["app"]\n',
  },
  messages: {
    from: 'FROM takes one image, or an image, AS and a name, not {count} words. Remove what is too much.',
    'stage-name': 'A name must follow AS.',
    destination: '{keyword} has one path only; it needs at least one source and a destination.',
    user: 'USER takes one name; the blank makes "{value}" a user that does not exist, and the build or the container fails. Remove what is too much.',
  },
  check(file, report) {
    for (const instruction of file.all('FROM', 'COPY', 'ADD', 'USER')) {
      const words = countedWords(instruction);
      const { keyword } = instruction;
      if (words.length === 0 || words.some((word) => /^--[a-z-]+=/.test(word.text))) continue;
      const last = words[words.length - 1]!;
      if (keyword === 'FROM') {
        const as = words[1]?.text.toUpperCase() === 'AS';
        if (words.length === 2 && as) report(words[1]!.span, 'stage-name');
        else if (words.length === 2 || words.length > 3) {
          const extra = words.slice(as ? 3 : 1);
          const span = cover(extra[0]!.span, last.span);
          report(span, 'from', { data: { count: words.length }, fixes: [{ title: `Remove ${file.source.slice(span)}`, applicability: 'unsafe', edits: [removeWord(file, span)] }] });
        }
      } else if (keyword === 'USER') {
        const value = words[0]!.resolved?.trim();
        if (value !== undefined && /\s/.test(value) && !trailingComment(instruction)) report(words[0]!.span, 'user', { data: { value }, severity: 'warning' });
      } else if (words.length === 1) {
        report(last.span, 'destination', { data: { keyword } });
      }
    }
  },
});
