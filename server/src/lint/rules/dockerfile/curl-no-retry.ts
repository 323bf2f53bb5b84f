import { hasFlag } from '../../shell/options';
import { unretriedUses } from '../../shell/retries';
import type { RetryTool } from '../../shell/retries';
import { defineRule } from '../../rule';

const tool: RetryTool = { name: 'curl', program: /^curl$/, variable: 'CURL_HOME', file: /[._]curlrc/i, option: /^--retry(?:=|$)/, retries: (command) => hasFlag(command, '--retry') };

export const curlNoRetry = defineRule({
  name: 'curl-no-retry',
  target: 'dockerfile',
  severity: 'hint',
  category: 'downloads',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['prefer-curl-config'] },
  docs: {
    what: 'A stage uses curl and nothing tells it to try again when a download fails.',
    why: 'Networks fail now and then. One lost connection ends a build of an hour; a few more tries save it.',
    bad: 'FROM alpine:3.24\nRUN curl -fsSLO https://example.com/data\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN curl --retry 3 -fsSLO https://example.com/data\nUSER 10001\n',
    exceptions: 'One finding a stage. CURL_HOME, a configuration file of curl in the stage, and the option in the call are accepted.',
  },
  messages: {
    retry: 'curl gives up at the first failure here. Add --retry 3, or a configuration file that says so.',
  },
  check(file, report) {
    for (const { word, command } of unretriedUses(file, tool)) {
      const fixes = command && command.script.origin !== 'exec' ? [{ title: 'Add --retry 3', applicability: 'unsafe' as const, edits: [{ span: { start: word.span.end, end: word.span.end }, newText: ' --retry 3' }] }] : [];
      report(word.span, 'retry', { fixes });
    }
  },
});
