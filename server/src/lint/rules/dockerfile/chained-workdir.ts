import { relativeWorkdirs } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';

export const chainedWorkdir = defineRule({
  name: 'chained-workdir',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: {
    hadolint: ['DL3000'], trivy: ['DS-0009'], checkov: ['CKV_DOCKER_10'], kics: ['workdir_path_not_absolute'], semgrep: ['use-absolute-workdir'],
    'dockerfile-utils': ['WORKDIR_IS_NOT_ABSOLUTE'], sonar: ['S7021'], droast: ['DF009'],
  },
  fix: 'safe',
  docs: {
    what: 'WORKDIR has a relative path below an absolute one.',
    why: 'The build does what is meant, but the directory can be read from this line only together with the ones above.',
    bad: 'FROM alpine:3.24\nWORKDIR /srv\nWORKDIR app\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nWORKDIR /srv/app\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Some teams like to see the chain; the rule is on only where all rules are.',
  },
  messages: { below: 'WORKDIR {path} is relative to {current}. Write the absolute path, so that the line can be read alone.' },
  check(file, report) {
    for (const { word, path, below, result } of relativeWorkdirs(file)) {
      if (below.kind !== 'absolute') continue;
      const fix = { title: `Write ${result}`, applicability: 'safe' as const, edits: [{ span: word.span, newText: result ?? '' }] };
      report(word.span, 'below', { data: { path, current: below.path ?? 'the WORKDIR above' }, fixes: result === undefined || /\s/.test(result) || word.variables.length > 0 ? [] : [fix] });
    }
  },
});
