import { keywords } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import { likelyMeant } from '../../text/nearest';

export const unknownOnbuildTrigger = defineRule({
  name: 'unknown-onbuild-trigger',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ONBUILD'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { tally: ['invalid-onbuild-trigger'] },
  fix: 'unsafe',
  docs: {
    what: 'The word behind ONBUILD is no Dockerfile instruction.',
    why: 'This image builds, and every image that starts from it fails.',
    bad: 'FROM alpine:3.24\nONBUILD COPPY . /app\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nONBUILD COPY . /app\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: {
    misspelt: '{word} is no Dockerfile instruction, so images that start from this one fail to build. Did you mean {nearest}?',
    unknown: '{word} is no Dockerfile instruction, so images that start from this one fail to build.',
  },
  check(file, report) {
    for (const { trigger } of file.all('ONBUILD')) {
      if (!trigger || trigger.known || trigger.keyword === '') continue;
      const word = file.source.slice(trigger.keywordSpan);
      const meant = likelyMeant(trigger.keyword, keywords);
      if (meant === undefined) report(trigger.keywordSpan, 'unknown', { data: { word } });
      else {
        const fix = { title: `Replace ${word} by ${meant}`, applicability: 'unsafe' as const, edits: [{ span: trigger.keywordSpan, newText: meant }] };
        report(trigger.keywordSpan, 'misspelt', { data: { word, nearest: meant }, fixes: [fix] });
      }
    }
  },
});
