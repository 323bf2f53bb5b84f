import { parseSignal } from '../../dockerfile/signals';
import { defineRule } from '../../rule';

export const noncanonicalStopsignal = defineRule({
  name: 'noncanonical-stopsignal',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['STOPSIGNAL'],
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: { tally: ['prefer-canonical-stopsignal'] },
  fix: 'safe',
  docs: {
    what: 'STOPSIGNAL is a number, or a name without SIG, in lower case or in quotes.',
    why: 'Readers know SIGQUIT; 3 must be looked up, and means other signals on other systems.',
    bad: 'FROM alpine:3.24\nSTOPSIGNAL 3\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nSTOPSIGNAL SIGQUIT\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Numbers without a name, variables, and Windows, which has no signals.',
  },
  messages: { name: 'Write {name} in place of {written}: the name that everybody knows.' },
  check(file, report) {
    for (const instruction of file.all('STOPSIGNAL')) {
      const word = instruction.words[0];
      if (!word || word.variables.length > 0 || word.resolved === undefined || instruction.stage?.os === 'windows') continue;
      const name = parseSignal(word.resolved.trim())?.name;
      if (name === undefined || word.text === name) continue;
      report(word.span, 'name', { data: { name, written: word.text }, fixes: [{ title: `Write ${name}`, applicability: 'safe', edits: [{ span: word.span, newText: name }] }] });
    }
  },
});
