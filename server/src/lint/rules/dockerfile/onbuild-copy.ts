import { defineRule } from '../../rule';

export const onbuildCopy = defineRule({
  name: 'onbuild-copy',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ONBUILD'],
  severity: 'info',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'ONBUILD copies files of the child image\'s build context.',
    why: 'Whoever starts from this image must have these files at these paths, which their own Dockerfile does not tell; the build fails where they are missing, and copies too much where they are not meant.',
    bad: 'FROM alpine:3.24\nONBUILD COPY . /app\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nWORKDIR /app\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Images that exist to be built upon, and say so in their name (…:onbuild).',
  },
  messages: { context: 'ONBUILD {keyword} needs files that an image built from this one may not have. Leave the {keyword} to that image\'s Dockerfile.' },
  check(file, report) {
    for (const { trigger } of file.all('ONBUILD')) {
      if (trigger?.copy && !trigger.copy.from && trigger.copy.sources.length > 0) report(trigger.keywordSpan, 'context', { data: { keyword: trigger.keyword } });
    }
  },
});
