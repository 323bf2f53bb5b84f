import { relativeWorkdirs } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';

export const relativeWorkdir = defineRule({
  name: 'relative-workdir',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['WORKDIR'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {
    hadolint: ['DL3000'], buildkit: ['WorkdirRelativePath'], trivy: ['DS-0009'], checkov: ['CKV_DOCKER_10'], kics: ['workdir_path_not_absolute'], semgrep: ['use-absolute-workdir'],
    'dockerfile-utils': ['WORKDIR_IS_NOT_ABSOLUTE'], sonar: ['S7021'], droast: ['DF009'],
  },
  fix: 'unsafe',
  docs: {
    what: 'WORKDIR has a relative path, and no absolute WORKDIR of this file stands before it.',
    why: 'It is then relative to a directory that the base image chooses; when the base changes, everything after it lands elsewhere.',
    bad: 'FROM alpine:3.24\nWORKDIR app\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nWORKDIR /app\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions:
      'A path below an absolute WORKDIR of the file is chained-workdir\'s; of several relative ones in a row only the first is reported. Drive letters and leading backslashes are absolute for Windows. A path that begins with a variable of unknown value is not judged.',
  },
  messages: { relative: 'WORKDIR {path} is relative to a directory that the base image chooses. Write an absolute path.' },
  check(file, report) {
    for (const { word, path, below } of relativeWorkdirs(file)) {
      if (below.kind !== 'base') continue;
      const at = word.span.start + (/^["']/.test(word.text) ? 1 : 0);
      report(word.span, 'relative', {
        data: { path },
        fixes: [{ title: `Write /${path}`, applicability: 'unsafe', edits: [{ span: { start: at, end: at }, newText: '/' }] }],
      });
    }
  },
});
