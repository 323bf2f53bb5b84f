import type { ShellWord } from '../../shell/model';
import { packageCalls } from '../../shell/package-commands';
import { defineRule } from '../../rule';

export const unsortedPackages = defineRule({
  name: 'unsorted-packages',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'safe',
  sources: { tally: ['sort-packages'] },
  docs: {
    what: 'The packages of an install are not in alphabetical order.',
    why: 'A sorted list shows at a glance what is in it, has no package twice, and changes in one line.',
    bad: 'FROM alpine:3.24\nRUN apk add --no-cache git curl\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN apk add --no-cache curl git\nUSER 10001\n',
    exceptions: 'Variables stay where they are. Exec forms are left alone.',
  },
  messages: {
    order: '{package} comes before {previous} in the alphabet. Sort the packages.',
  },
  check(file, report) {
    for (const { call } of packageCalls(file)) {
      if (call.action !== 'install' || call.command.script.origin === 'exec') continue;
      const words = [...new Set(call.packages.filter((item) => item.kind !== 'unknown' && item.word.literal !== undefined && item.word.variables.length === 0).map((item) => item.word))];
      const at = words.findIndex((word, index) => index > 0 && key(words[index - 1]!) > key(word));
      if (at < 0) continue;
      const sorted = [...words].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
      const edits = words.flatMap((word, index) => (sorted[index] === word ? [] : [{ span: word.span, newText: file.source.slice(sorted[index]!.span) }]));
      report(words[at]!.span, 'order', { data: { package: words[at]!.literal!, previous: words[at - 1]!.literal! }, fixes: [{ title: 'Sort the packages', applicability: setsOnly.test(call.manager.family) ? 'safe' : 'unsafe', edits }] });
    }
  },
});

/** Managers to which the order of the packages means nothing. */
const setsOnly = /^(?:debian|alpine|rpm|arch)$/;

function key(word: ShellWord): string {
  return word.literal!.toLowerCase();
}
