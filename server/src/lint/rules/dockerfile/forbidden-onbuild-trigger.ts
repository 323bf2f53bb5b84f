import { defineRule } from '../../rule';

export const forbiddenOnbuildTrigger = defineRule({
  name: 'forbidden-onbuild-trigger',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ONBUILD'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: {
    hadolint: ['DL3043'], 'dockerfile-utils': ['ONBUILD_CHAINING_DISALLOWED', 'ONBUILD_TRIGGER_DISALLOWED'], kics: ['from_or_maintainer_cannot_be_triggered_within_onbuild'], droast: ['DF068'],
  },
  fix: 'none',
  docs: {
    what: 'ONBUILD is followed by ONBUILD, FROM or MAINTAINER.',
    why: 'BuildKit allows none of them as a trigger and stops.',
    bad: 'FROM alpine:3.24\nONBUILD FROM debian:13\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nONBUILD COPY . /app\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { forbidden: '{trigger} is not allowed behind ONBUILD, so the build stops.' },
  check(file, report) {
    for (const { trigger } of file.all('ONBUILD')) {
      if (trigger && ['ONBUILD', 'FROM', 'MAINTAINER'].includes(trigger.keyword)) report(trigger.keywordSpan, 'forbidden', { data: { trigger: trigger.keyword } });
    }
  },
});
