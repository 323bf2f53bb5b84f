import { consecutive } from '../../dockerfile/layers';
import { isInFinalImage } from '../../dockerfile/stages';
import { defineRule } from '../../rule';

export const manyRuns = defineRule({
  name: 'many-runs',
  target: 'dockerfile',
  severity: 'info',
  category: 'performance',
  preset: 'strict',
  since: '0.1.0',
  sources: { droast: ['DF003'] },
  fix: 'none',
  options: { max: { default: 4, description: 'How many RUNs may stand side by side.' } },
  docs: {
    what: 'Many RUNs stand side by side.',
    why: 'Each is a layer: files that one writes and a later one deletes stay in the image, and pulling it takes longer. A heredoc holds them all without &&.',
    bad: 'FROM alpine:3.24\nRUN touch /a\nRUN touch /b\nRUN touch /c\nRUN touch /d\nRUN touch /e\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nRUN <<EOF\nset -e\ntouch /a\ntouch /b\ntouch /c\ntouch /d\ntouch /e\nEOF\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Stages that do not end up in the image.',
  },
  messages: { many: '{count} RUNs in a row are {count} layers. Join those that belong together, by && or in a heredoc.' },
  check(file, report, { options }) {
    for (const group of consecutive(file, 'RUN')) {
      if (group.length > options.max && isInFinalImage(file, group[0]!.stage)) report(group[0]!.keywordSpan, 'many', { data: { count: group.length } });
    }
  },
});
