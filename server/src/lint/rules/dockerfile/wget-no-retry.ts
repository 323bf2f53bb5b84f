import { hasFlag } from '../../shell/options';
import { unretriedUses } from '../../shell/retries';
import type { RetryTool } from '../../shell/retries';
import { defineRule } from '../../rule';

const tool: RetryTool = { name: 'wget', program: /^wget$/, variable: 'WGETRC', file: /wgetrc/i, option: /^(?:-t\d*|--tries(?:=.*)?)$/, retries: (command) => hasFlag(command, '-t', '--tries') };

export const wgetNoRetry = defineRule({
  name: 'wget-no-retry',
  target: 'dockerfile',
  severity: 'hint',
  category: 'downloads',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['prefer-wget-config'] },
  docs: {
    what: 'A stage uses wget and nothing tells it to try again when a download fails.',
    why: 'Networks fail now and then. One lost connection ends a build of an hour; a few more tries save it.',
    bad: 'FROM alpine:3.24\nRUN wget -nv https://example.com/data\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN wget --tries=3 --retry-connrefused -nv https://example.com/data\nUSER 10001\n',
    exceptions: 'One finding a stage. WGETRC, a configuration file of wget in the stage, and the option in the call are accepted.',
  },
  messages: {
    retry: 'wget gives up at the first failure here. Add --tries=3 --retry-connrefused, or a configuration file that says so.',
  },
  check(file, report) {
    for (const { word, command } of unretriedUses(file, tool)) {
      const fixes = command && command.script.origin !== 'exec' ? [{ title: 'Add --tries=3 --retry-connrefused', applicability: 'unsafe' as const, edits: [{ span: { start: word.span.end, end: word.span.end }, newText: ' --tries=3 --retry-connrefused' }] }] : [];
      report(word.span, 'retry', { fixes });
    }
  },
});
