import { callsOf } from '../../shell/package-commands';
import { hasSingleEquals } from '../../shell/unpinned';
import { defineRule } from '../../rule';

export const pipSingleEquals = defineRule({
  name: 'pip-single-equals',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: {},
  docs: {
    what: 'pip is given a version with one equals sign.',
    why: 'Versions are compared with two, as in django==5.2.8. pip calls anything else an invalid requirement and stops, and the build with it.',
    bad: 'FROM python:3.14-slim\nRUN pip install --no-cache-dir django=5.2.8\nUSER 10001\n',
    good: 'FROM python:3.14-slim\nRUN pip install --no-cache-dir django==5.2.8\nUSER 10001\n',
    exceptions: 'conda, apt and apk do take one equals sign, and are left alone.',
  },
  messages: {
    single: '{requirement} is no requirement for pip, and the build stops here. Write == before the version.',
  },
  check(file, report) {
    for (const { call } of callsOf(file, ['pip', 'pipx', 'uv'], 'install')) {
      for (const item of call.packages) {
        if (!hasSingleEquals(item, call)) continue;
        const { word } = item;
        const at = word.text.indexOf('=');
        const start = word.span.start + at;
        const edits = at > 0 && word.span.end - word.span.start === word.text.length ? [{ span: { start, end: start + 1 }, newText: '==' }] : [];
        report(word.span, 'single', { data: { requirement: word.value! }, fixes: edits.length > 0 ? [{ title: 'Write ==', applicability: 'safe', edits }] : [] });
      }
    }
  },
});
