import { hostOf, isLoopback } from '../../daemon/addresses';
import { replaceValue } from '../../daemon/edits';
import { textsOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const mirrorOverHttp = defineRule({
  name: 'mirror-over-http',
  target: 'daemon',
  severity: 'warning',
  category: 'downloads',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A mirror of Docker Hub is asked over plain HTTP.',
    why: 'Tags are looked up there: whoever is on the way says which image `alpine:3.24` is, and it runs.',
    bad: '{\n  "registry-mirrors": ["http://mirror.example.org"]\n}\n',
    good: '{\n  "registry-mirrors": ["https://mirror.example.org"]\n}\n',
    exceptions: 'Silent about the loopback.',
  },
  messages: {
    http: 'Whoever is on the way to {host} says which image a tag is. Use https.',
  },
  check(file, report) {
    for (const mirror of textsOf(file, 'registry-mirrors')) {
      const [, host] = /^http:\/\/([^/]*)/i.exec(mirror.value) ?? [];
      if (host === undefined || host === '' || isLoopback(hostOf(host))) continue;
      const https = mirror.value.replace(/^http:/i, 'https:');
      report(mirror.span, 'http', { data: { host }, fixes: [{ title: `Use ${https}`, applicability: 'unsafe', edits: [replaceValue(mirror, https)] }] });
    }
  },
});
